// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.finetune.lora.FileManifest;
import dev.tokka.finetune.onnx.OnnxChatModel;
import dev.tokka.finetune.onnx.OnnxChatOptions;
import dev.tokka.finetune.onnx.OnnxDomainModel;
import dev.tokka.finetune.text.ChatTemplate;
import dev.tokka.governance.integrity.ModelSignature;
import dev.tokka.governance.integrity.TrustedSigner;
import dev.tokka.governance.integrity.UntrustedModelException;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A fine-tuned model, from a file that keeps together what belongs together: base, adapters, the prompt that it was tuned
 * with, and what must be known before it is used.
 *
 * <pre>{@code
 * {
 *   "name": "bank assistant", "version": "1",
 *   "base": "../demo-lm",
 *   "adapters": {"raft-replay": "adapters/raft-replay"}, "adapter": "raft-replay",
 *   "prompt": {
 *     "system": "You answer questions about retail banking products.",
 *     "grounding": "Base the answer on the numbered passages and cite them.",
 *     "style": "Reply with a full sentence.",
 *     "evidence": "[{n}] {text}",
 *     "question": "Question: {question}"
 *   },
 *   "licence": "Apache-2.0", "trainingData": "…", "intendedUse": "…", "knownLimits": "…"
 * }
 * }</pre>
 *
 * <p><b>The base</b> is a directory, relative to the file, which answers in this process; or a served model:
 * {@code {"kind": "vllm", "url": "http://localhost:8000/v1", "model": "fingpt-sentiment", "api": "completion"}}, with
 * {@code kind} {@code openai}, {@code vllm}, {@code tgi} or {@code ollama}, {@code api} {@code chat} or
 * {@code completion}, and {@code keyVariable}, the environment variable that holds a key. A server of vLLM has an id of
 * its own for each adapter. Both answer with temperature 0 unless the question asks for another; a served one needs
 * {@code dev.langchain4j:langchain4j-open-ai} or {@code langchain4j-ollama} on the class path.
 *
 * <p><b>The prompt</b> is a format by name ({@code {"format": "finGpt"}}: {@code chat}, {@code chatMl},
 * {@code completion}, {@code finGpt}, {@code finMa}, {@code meditron}, {@code meditronFewShot}, {@code alpaca}), or the
 * messages that the chat template of the directory wraps, as above: {@code grounding} is said where there is evidence,
 * {@code style} where the question brings no instructions, {@code labels} ({@code "Choose from: {labels}."}) where it
 * brings labels. What has no place is rejected when it is asked. {@code template}, the SHA-256 of the chat template in
 * training, holds the directory to it.
 *
 * <p><b>Never by another template.</b> A raw format by a chat endpoint, a chat template that is not the one of the
 * training, or an adapter saved with a chat template that is not the base's, is refused when the file is opened.
 *
 * <p><b>Adapters</b> need a graph with inputs for them. {@code "merged": "adapters/bank"} instead adds one, a directory as
 * PEFT saves it, to the weights of a graph without.
 *
 * <p><b>Digests.</b> Where the directory of the base has a {@value FileManifest#NAME}, its files are checked before native
 * code sees them; {@code manifest} in the file is the {@linkplain FileManifest#digest digest} that it must have.
 * With {@code "signature": "../demo-lm/model.sig", "signer": "keys/vendor.pem"} the directory must also have exactly the
 * files that the holder of that public key has {@linkplain ModelSignature signed}.
 *
 * <p>Members of other names are refused. Safe for use by many threads. Whoever opens a model closes it.
 */
public final class FineTunedModel implements DomainModel, AutoCloseable {

    private final TunedFile file;
    private final DomainModel model;
    private final Optional<OnnxChatModel> engine;
    private final String adapter;

    private FineTunedModel(TunedFile file, DomainModel model, Optional<OnnxChatModel> engine, String adapter) {
        this.file = file;
        this.model = model;
        this.engine = engine;
        this.adapter = adapter;
    }

    /**
     * Opens a model with the usual options and the environment variables of this process.
     *
     * @param path a file as above, or a directory with a {@code tokka-model.json}
     * @throws ModelFileException if the file or what it names cannot be used; the message says what to do
     * @throws UntrustedModelException if the files of the base are not those that the signer of the file has signed
     */
    public static FineTunedModel open(Path path) {
        return open(path, OnnxChatOptions.defaults(), name -> Optional.ofNullable(System.getenv(name)));
    }

    /**
     * Opens a model.
     *
     * @param path a file as above, or a directory with a {@code tokka-model.json}
     * @param options how a directory is opened; graph and adapters are those of the file, if it names them
     * @param environment returns the environment variables that hold keys
     * @throws ModelFileException if the file or what it names cannot be used; the message says what to do
     * @throws UntrustedModelException if the files of the base are not those that the signer of the file has signed
     */
    public static FineTunedModel open(
            Path path, OnnxChatOptions options, Function<String, Optional<String>> environment) {
        requireNonNull(options, "options");
        requireNonNull(environment, "environment");
        TunedFile file = TunedFile.read(requireNonNull(path, "path"));
        if (file.base() instanceof TunedFile.Served served) {
            return new FineTunedModel(file, ServedModels.open(file, served, environment), Optional.empty(), "");
        }
        TunedFile.Local local = (TunedFile.Local) file.base();
        check(file, local);
        OnnxChatOptions own = local.graph().isEmpty() ? options : options.withGraph(local.graph());
        for (Map.Entry<String, Path> entry : local.adapters().entrySet()) {
            own = own.withAdapter(entry.getKey(), entry.getValue());
        }
        if (local.merged().isPresent()) {
            own = own.withMerged(local.merged().get());
        }
        OnnxChatModel engine = OnnxChatModel.open(local.directory(), own);
        try {
            return view(file, engine, local.adapter());
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private static FineTunedModel view(TunedFile file, OnnxChatModel engine, String adapter) {
        OnnxChatModel chosen = engine.withAdapter(adapter);
        OnnxDomainModel model = (file.prompt().raw() ? chosen.asCompletionDomainModel() : chosen.asDomainModel())
                .withFormat(file.prompt().format());
        return new FineTunedModel(file, model, Optional.of(engine), adapter);
    }

    private static void check(TunedFile file, TunedFile.Local local) {
        ModelDirectory directory = ModelDirectory.of(local.directory());
        check(file, local.directory(), local.seal());
        if (file.prompt().raw()) {
            return;
        }
        Optional<String> served = ChatTemplate.digest(directory);
        if (served.isEmpty()) {
            throw new ModelFileException(
                    local.directory(),
                    Reason.MISSING,
                    "expected a chat template because the model was tuned on messages but there is none: add the"
                            + " chat_template.jinja of the training, or name the raw format of the training in "
                            + file.file());
        }
        file.prompt().template().ifPresent(tuned -> requireSame(file.file(), tuned, served.get()));
        Stream.concat(local.adapters().values().stream(), local.merged().stream())
                .filter(path -> Files.isDirectory(path))
                .forEach(path -> ChatTemplate.digest(ModelDirectory.of(path))
                        .ifPresent(tuned -> requireSame(path, tuned, served.get())));
    }

    private static void check(TunedFile file, Path directory, TunedFile.Seal seal) {
        if (seal.manifest().isPresent() || FileManifest.isIn(directory)) {
            FileManifest manifest = FileManifest.read(directory);
            seal.manifest().filter(digest -> !digest.equals(manifest.digest())).ifPresent(digest -> {
                throw new ModelFileException(
                        file.file(),
                        Reason.UNSUPPORTED,
                        "expected the manifest of the base to have the digest " + digest + " but it has "
                                + manifest.digest());
            });
            manifest.check(directory);
        }
        seal.signature()
                .ifPresent(signature -> ModelSignature.verify(
                        directory, signature, TrustedSigner.key(seal.signer().orElseThrow())));
    }

    private static void requireSame(Path where, String tuned, String served) {
        if (!tuned.equals(served)) {
            throw new ModelFileException(
                    where,
                    Reason.UNSUPPORTED,
                    "expected the chat template of the training, with SHA-256 " + tuned
                            + ", but the base would be asked by" + " another, with " + served
                            + ": put the chat template of the training beside the base");
        }
    }

    /**
     * Returns a view of this model that answers with another adapter of the file. It shares what this holds: closing one
     * closes all.
     *
     * @param name one of the file's {@code adapters}, or empty for the base alone
     * @throws dev.tokka.QuestionRejectedException if there is no such adapter
     * @throws UnsupportedOperationException if the model is served: open another file, with the id of that adapter
     */
    public FineTunedModel withAdapter(String name) {
        OnnxChatModel open = engine.orElseThrow(() -> new UnsupportedOperationException(
                "a served model has one id: open another file with the id of the adapter"));
        return view(file, open, requireNonNull(name, "name"));
    }

    /** Returns what the model is called. */
    public String name() {
        return file.name();
    }

    /** Returns what must be known before it is used. */
    public ModelCard card() {
        return file.card();
    }

    @Override
    public Answer answer(Question question) {
        return model.answer(requireNonNull(question, "question"));
    }

    @Override
    public Description describe() {
        Description own = Description.of("fine-tuned", file.name()).with("adapter", adapter);
        if (file.base() instanceof TunedFile.Served served) {
            own = own.with("kind", served.kind()).with("url", served.url());
        }
        return file.card().addTo(own).withPart(model.describe());
    }

    /** Frees what the model holds in this process; does nothing the second time. */
    @Override
    public void close() {
        engine.ifPresent(OnnxChatModel::close);
    }

    @Override
    public String toString() {
        return "fineTuned(" + file.name() + (adapter.isEmpty() ? "" : ", " + adapter) + ")";
    }
}
