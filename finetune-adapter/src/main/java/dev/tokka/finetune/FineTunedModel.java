// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.finetune.classification.Featurizer;
import dev.tokka.finetune.classification.HeadFile;
import dev.tokka.finetune.classification.HeadModel;
import dev.tokka.finetune.lora.FileManifest;
import dev.tokka.finetune.onnx.OnnxChatModel;
import dev.tokka.finetune.onnx.OnnxChatOptions;
import dev.tokka.finetune.onnx.OnnxDomainModel;
import dev.tokka.governance.integrity.ModelSignature;
import dev.tokka.governance.integrity.UntrustedModelException;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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
 * <p><b>A head</b> that was trained in the JVM has {@code "head": "."}, the directory of its {@value HeadFile#NAME}, in the place of
 * base and prompt. A head on characters opens by the file alone, one on an encoder with {@link #open(Path, Featurizer)}.
 *
 * <p><b>Datasheet and evidence</b> of the training are files beside it, {@code "datasheet": {"file": "datasheet.json",
 * "sha256": "…"}} and {@code "evidence"}; a model whose files are missing or changed is not opened. Their digests are part
 * of the description, so an approval covers them. {@link ModelDraft} makes of all this what an inventory needs.
 *
 * <p>Members of other names are refused. Safe for use by many threads. Whoever opens a model closes it.
 */
public final class FineTunedModel implements DomainModel, AutoCloseable {

    private final TunedFile file;
    private final DomainModel model;
    private final Opened opened;
    private final String adapter;

    private FineTunedModel(TunedFile file, DomainModel model, Opened opened, String adapter) {
        this.file = file;
        this.model = model;
        this.opened = opened;
        this.adapter = adapter;
    }

    /** What a model holds in this process, if it is a language model, and how that is freed. */
    private record Opened(Optional<OnnxChatModel> engine, Runnable closing) {

        static final Opened NOTHING = new Opened(Optional.empty(), () -> {});
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
     * Opens a head with the featurizer that it was trained on, such as {@code EmbeddingFeatures.of(embedder)}.
     *
     * @param path a file as above, or a directory with a {@code tokka-model.json}
     * @param featurizer whoever opened what it rests on closes that, after the head
     * @throws ModelFileException if the file is not of a head, or of one that was trained on another featurizer, or what it names
     *     cannot be used; the message says what to do
     */
    public static FineTunedModel open(Path path, Featurizer featurizer) {
        requireNonNull(featurizer, "featurizer");
        TunedFile file = TunedFile.read(requireNonNull(path, "path"));
        file.records().check();
        if (file.base() instanceof TunedFile.Head head) {
            return view(file, HeadModel.open(head.directory(), featurizer));
        }
        throw new ModelFileException(
                file.file(),
                Reason.UNSUPPORTED,
                "expected a head, which is opened with a featurizer, but it has a base: open it without one");
    }

    private static FineTunedModel view(TunedFile file, HeadModel head) {
        return new FineTunedModel(file, head, new Opened(Optional.empty(), head::close), "");
    }

    private static FineTunedModel open(TunedFile file, TunedFile.Head head) {
        HeadFile.Source source =
                HeadFile.read(ModelDirectory.of(head.directory())).source();
        return view(
                file,
                HeadModel.open(
                        head.directory(),
                        source.characters()
                                .orElseThrow(
                                        () -> new ModelFileException(
                                                file.file(),
                                                Reason.UNDECIDED,
                                                "expected a head on characters but it was trained on an encoder, with the fingerprint "
                                                        + source.fingerprint() + " and " + source.size()
                                                        + " features: open it by FineTunedModel.open(path,"
                                                        + " EmbeddingFeatures.of(embedder)), or name the embedder in the file"))));
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
        file.records().check();
        if (file.base() instanceof TunedFile.Head head) {
            return open(file, head);
        }
        if (file.base() instanceof TunedFile.Served served) {
            return new FineTunedModel(file, ServedModels.open(file, served, environment), Opened.NOTHING, "");
        }
        return open(file, (TunedFile.Local) file.base(), options);
    }

    private static FineTunedModel open(TunedFile file, TunedFile.Local local, OnnxChatOptions options) {
        BaseChecks.check(file, local);
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
        return new FineTunedModel(file, model, new Opened(Optional.of(engine), engine::close), adapter);
    }

    /**
     * Returns a view of this model that answers with another adapter of the file. It shares what this holds: closing one
     * closes all.
     *
     * @param name one of the file's {@code adapters}, or empty for the base alone
     * @throws dev.tokka.QuestionRejectedException if there is no such adapter
     * @throws UnsupportedOperationException if the model is served: open another file, with the id of that adapter; or if it is a
     *     head
     */
    public FineTunedModel withAdapter(String name) {
        requireNonNull(name, "name");
        OnnxChatModel open = opened.engine()
                .orElseThrow(() -> new UnsupportedOperationException(
                        file.base() instanceof TunedFile.Head
                                ? "a head has no adapters: open the file of another head"
                                : "a served model has one id: open another file with the id of the adapter"));
        return view(file, open, name);
    }

    /** Returns what the model is called. */
    public String name() {
        return file.name();
    }

    /** Returns what the file says, for what is made of it. */
    TunedFile file() {
        return file;
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
        return file.records().addTo(file.card().addTo(own)).withPart(model.describe());
    }

    /** Frees what the model holds in this process; does nothing the second time. */
    @Override
    public void close() {
        opened.closing().run();
    }

    @Override
    public String toString() {
        return "fineTuned(" + file.name() + (adapter.isEmpty() ? "" : ", " + adapter) + ")";
    }
}
