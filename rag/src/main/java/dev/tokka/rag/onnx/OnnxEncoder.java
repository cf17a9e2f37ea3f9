// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import static java.util.Objects.requireNonNull;

import ai.djl.huggingface.tokenizers.Encoding;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.ModelUnavailableException;
import dev.tokka.QuestionRejectedException;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import dev.tokka.onnx.OnnxCall;
import dev.tokka.onnx.TokenIds;
import dev.tokka.onnx.TokenRun;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.text.Language;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * A text encoder on ONNX Runtime: the one that comes with this module, or any directory in the layout of Hugging Face.
 *
 * <p>Each text is a run of its own on one thread, and several threads run at once: quantized models give a text another
 * vector in a padded batch than alone, and on CPUs batches of passages are no faster. Models that are not quantized can be
 * opened with {@linkplain OnnxOptions.Runs batches}. Texts are taken longest first, so that no thread is left with a long
 * one at the end.
 *
 * <p>Safe for use by many threads. A call ends within about 100 ms when its thread is interrupted.
 */
public final class OnnxEncoder implements Encoder, AutoCloseable {

    private static final String BGE = "bge-small-en-v1.5-q";
    private static final double TOLERANCE = 1e-5; // of the cosine; rounding of 32 bits stays far below
    private static final String BGE_QUERY_PREFIX = "Represent this sentence for searching relevant passages: ";

    private final String name;
    private final OnnxModel model;
    private final EncoderSettings settings;
    private final String output;
    private final Workers workers;
    private final Batches batches;
    private final Description description;
    private final int dimension;

    private OnnxEncoder(Parts parts, OnnxOptions.Runs runs, int dimension, Description description) {
        this.name = parts.name();
        this.model = parts.model();
        this.settings = parts.settings();
        this.output = parts.output();
        this.workers = new Workers(runs.threads());
        this.batches = new Batches(runs.batchTokens(), runs.threads());
        this.dimension = dimension;
        this.description = description;
    }

    private record Parts(String name, OnnxModel model, EncoderSettings settings, String output) {}

    /** Opens the English encoder that comes with this module, with as many threads as there are processors. */
    public static OnnxEncoder bgeSmallEn() {
        return bgeSmallEn(Runtime.getRuntime().availableProcessors());
    }

    /**
     * Opens the English encoder that comes with this module: bge-small-en-v1.5, quantized to 8 bits, 384 dimensions, at
     * most 512 tokens a text.
     *
     * @param threads how many texts are encoded at once; at least 1
     * @see <a href="https://huggingface.co/BAAI/bge-small-en-v1.5">the model card</a>
     */
    public static OnnxEncoder bgeSmallEn(int threads) {
        Checks.requireAtLeast(1, threads, "threads");
        OnnxModel model = OnnxModel.bundled(BGE);
        EncoderSettings settings =
                new EncoderSettings(Optional.of(Pooling.CLS), BGE_QUERY_PREFIX, "", 512, 0, Set.of(Language.ENGLISH));
        Description description = Description.of("encoder", BGE)
                .with("model", model.digest())
                .with("tokenizer", model.tokenizerDigest())
                .with("pooling", "cls")
                .with("maxTokens", settings.maxTokens())
                .with("queryPrefix", BGE_QUERY_PREFIX)
                .with("disabledOptimizers", OnnxModel.DISABLED_OPTIMIZERS);
        String output = model.outputs().keySet().iterator().next();
        OnnxOptions.Runs runs = new OnnxOptions.Runs(threads, OptionalInt.empty());
        return new OnnxEncoder(new Parts(BGE, model, settings, output), runs, 384, description);
    }

    /** Opens {@code directory} with {@link OnnxOptions#defaults()}; see the method with options. */
    public static OnnxEncoder open(Path directory) {
        return open(directory, OnnxOptions.defaults());
    }

    /**
     * Opens an encoder from the files of its directory: the graph, {@code tokenizer.json}, {@code config.json}, those of
     * sentence-transformers, and {@code tokka-encoder.json}, which goes before them and may hold
     *
     * <pre>{@code
     * {"name": "ruri-small", "model": "onnx/model.onnx", "pooling": "mean", "output": "last_hidden_state",
     *  "queryPrefix": "検索クエリ: ", "passagePrefix": "検索文書: ", "maxTokens": 512, "dimension": 256, "languages": ["ja"]}
     * }</pre>
     *
     * <p>Every member is optional and others are refused. Vectors are always divided by their length. The graph is tried on a short text.
     *
     * @throws ModelFileException if the files are not those of an encoder, or do not say how to pool
     */
    public static OnnxEncoder open(Path directory, OnnxOptions options) {
        ModelDirectory files = ModelDirectory.of(directory);
        JsonNode own = files.settings(options.settings(), EncoderSettings.FILE, EncoderSettings.MEMBERS);
        EncoderSettings settings = EncoderSettings.of(files, own, options);
        String graph = files.graph(options.model().isEmpty() ? own.path("model").asText("") : options.model());
        OnnxModel model = OnnxModel.of(files, graph);
        try {
            model.checkInputs();
            Path folder = files.real().getFileName();
            String name = own.path("name").asText(folder == null ? "encoder" : folder.toString());
            Parts parts = new Parts(name, model, settings, output(model, own, settings));
            return opened(parts, options);
        } catch (RuntimeException e) {
            model.closeSoon();
            throw e;
        }
    }

    private static String output(OnnxModel model, JsonNode own, EncoderSettings settings) {
        Map<String, Integer> outputs = model.outputs();
        int rank = settings.pooling().isPresent() ? 3 : 2;
        String wanted = own.path("output").asText("");
        return outputs.entrySet().stream()
                .filter(each -> each.getValue() == rank
                        && (wanted.isEmpty() || each.getKey().equals(wanted)))
                .findFirst()
                .map(Map.Entry::getKey)
                .orElseThrow(() -> rank == 2
                        ? new ModelFileException(
                                model.file(),
                                Reason.UNDECIDED,
                                "expected \"pooling\" in " + EncoderSettings.FILE
                                        + " (mean, cls or last) but no file says it")
                        : new ModelFileException(
                                model.file(),
                                Reason.UNSUPPORTED,
                                "expected an output of one vector for each token but it has "
                                        + new TreeSet<>(outputs.keySet())));
    }

    private static OnnxEncoder opened(Parts parts, OnnxOptions options) {
        int[] width = new int[1];
        OnnxModel model = parts.model();
        model.tryOut(options.openTimeout(), () -> {
            Encoding encoding = model.tokenize("a 1.");
            width[0] = model.session()
                    .call(call -> run(parts, call, TokenRun.of(TokenIds.of(encoding.getIds())))
                            .get(0)
                            .length);
            if (options.runs().batchTokens().isPresent()) {
                tryBatch(parts);
            }
        });
        int dimension =
                parts.settings().dimension() == 0 ? width[0] : parts.settings().dimension();
        if (dimension > width[0]) {
            throw new ModelFileException(
                    model.file(),
                    Reason.UNSUPPORTED,
                    "expected at least " + dimension + " dimensions but it has " + width[0]);
        }
        EncoderSettings settings = parts.settings();
        Description description = Description.of("encoder", parts.name())
                .with("model", model.digest())
                .with("tokenizer", model.tokenizerDigest())
                .with("pooling", settings.pooling().map(Pooling::name).orElse("MODEL"))
                .with("output", parts.output())
                .with("maxTokens", settings.maxTokens())
                .with("dimension", dimension)
                .with("queryPrefix", settings.queryPrefix())
                .with("passagePrefix", settings.passagePrefix())
                .with("languages", new TreeSet<>(settings.languages()))
                .with("disabledOptimizers", OnnxModel.DISABLED_OPTIMIZERS);
        return new OnnxEncoder(parts, options.runs(), dimension, description);
    }

    @Override
    public List<float[]> encode(Role role, List<String> texts) {
        requireNonNull(role, "role");
        texts.forEach(text -> Checks.requireText(text, "text"));
        Parts parts = new Parts(name, model, settings, output);
        return model.session().call(call -> {
            TokenIds[] tokens = new TokenIds[texts.size()];
            workers.forEach(tokens.length, i -> tokens[i] = tokenize(parts, role, texts.get(i)));
            float[][] vectors = new float[tokens.length][];
            batches.forEach(
                    workers,
                    call,
                    new Batches.Texts<>(List.of(tokens), run -> run(parts, call, run)),
                    (text, vector) -> vectors[text] = Pooling.normalized(vector, dimension));
            return List.of(vectors);
        });
    }

    /**
     * Returns one vector for each token of {@code text} but the marks of its beginning and its end, as the model gives
     * them: neither pooled nor of length one. No prefix stands before the text, and what is beyond the tokens that a text
     * may have is left out. Measures such as BERTScore compare texts by them.
     *
     * @param text not blank
     * @return {@code [tokens][width]}
     * @throws IllegalStateException if the model pools by itself, so that tokens have no vectors
     */
    public float[][] tokenVectors(String text) {
        Checks.requireText(text, "text");
        if (settings.pooling().isEmpty()) {
            throw new IllegalStateException(name + " gives a text one vector, and its tokens none");
        }
        return new TokenVectors(model, output, settings.maxTokens()).of(text);
    }

    private static void tryBatch(Parts parts) {
        BatchTrial<float[]> trial = new BatchTrial<>(parts.model().file(), TOLERANCE, BatchTrial::apart);
        List<TokenIds> texts = BatchTrial.TEXTS.stream()
                .map(text -> tokenize(parts, Role.PASSAGE, text))
                .toList();
        parts.model().session().call(call -> trial.on(texts, run -> run(parts, call, run)));
    }

    private static List<float[]> run(Parts parts, OnnxCall call, TokenRun run) {
        return run.on(parts.model().session(), call, parts.output(), (text, out) -> {
            long[] shape = out.shape();
            int tokens = text.length();
            int width = (int) shape[shape.length - 1];
            boolean fits = shape[0] == 1 && width > 0 && (shape.length == 2 || shape[1] == tokens);
            float[] vector = !fits
                    ? new float[] {Float.NaN}
                    : parts.settings().pooling().orElse(Pooling.CLS).pool(out.values(), tokens, width);
            for (float value : vector) {
                if (!Float.isFinite(value)) {
                    throw new ModelUnavailableException(parts.name() + ": expected finite numbers for a text of "
                            + tokens + " tokens but got others");
                }
            }
            return vector;
        });
    }

    private static TokenIds tokenize(Parts parts, Role role, String text) {
        boolean query = role == Role.QUERY;
        EncoderSettings settings = parts.settings();
        Encoding encoding = parts.model().tokenize((query ? settings.queryPrefix() : settings.passagePrefix()) + text);
        int max = settings.maxTokens();
        if (query && encoding.getIds().length > max) {
            throw new QuestionRejectedException("encoder " + parts.name() + " takes questions of up to " + max
                    + " tokens, with its own prefix, but this one has " + encoding.getIds().length);
        }
        return TokenVectors.cut(encoding, max);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public boolean covers(Language language) {
        return settings.languages().contains(language);
    }

    @Override
    public Description describe() {
        return description;
    }

    /** Ends runs that have begun, waits for that, then frees the native memory. Closing twice does nothing more. */
    @Override
    public void close() {
        model.close();
        workers.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
