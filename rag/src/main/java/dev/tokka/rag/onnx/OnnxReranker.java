// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
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
import dev.tokka.rag.Reranker;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A cross-encoder on ONNX Runtime: any directory of a sentence-pair classification model in the layout of Hugging Face.
 *
 * <p>Each pair is a run of its own on one thread, and several threads run at once, so that a score does not depend on
 * its neighbours; models of which it does not anyway can be opened with {@linkplain OnnxOptions.Runs batches}. Of a pair that is too long the text is cut, never the query.
 *
 * <p>Safe for use by many threads. A call ends within about 100 ms when its thread is interrupted.
 */
public final class OnnxReranker implements Reranker, AutoCloseable {

    private static final String FILE = "tokka-reranker.json";

    private static final double TOLERANCE = 1e-4; // of the score; rounding of 32 bits stays far below

    private static final Map<String, JsonNodeType> MEMBERS = Map.of(
            "name", JsonNodeType.STRING,
            "model", JsonNodeType.STRING,
            "label", JsonNodeType.NUMBER,
            "probability", JsonNodeType.BOOLEAN,
            "maxTokens", JsonNodeType.NUMBER);

    private final Parts parts;
    private final Workers workers;
    private final Batches batches;
    private final Description description;

    private OnnxReranker(Parts parts, OnnxOptions.Runs runs) {
        this.parts = parts;
        this.workers = new Workers(runs.threads());
        this.batches = new Batches(runs.batchTokens(), runs.threads());
        this.description = Description.of("reranker", parts.name())
                .with("model", parts.model().digest())
                .with("tokenizer", parts.model().tokenizerDigest())
                .with("output", parts.output())
                .with("label", parts.scoring().label())
                .with("probability", parts.scoring().probability())
                .with("maxTokens", parts.scoring().maxTokens())
                .with("disabledOptimizers", OnnxModel.DISABLED_OPTIMIZERS);
    }

    /** How a score is made; label -1 is the only one. */
    private record Scoring(int label, boolean probability, int maxTokens) {}

    private record Parts(String name, OnnxModel model, String output, Scoring scoring) {}

    /** Opens {@code directory} with {@link OnnxOptions#defaults()}; see the method with options. */
    public static OnnxReranker open(Path directory) {
        return open(directory, OnnxOptions.defaults());
    }

    /**
     * Opens a reranker from the files of its directory: the graph, {@code tokenizer.json}, {@code config.json} and
     * {@code tokka-reranker.json}, which goes before them and may hold
     *
     * <pre>{@code
     * {"name": "ms-marco", "model": "onnx/model.onnx", "label": 1, "probability": true, "maxTokens": 512}
     * }</pre>
     *
     * <p>Every member is optional and others are refused, but a model with several labels needs {@code label}, the number of the one that says
     * "fits". Scores are probabilities (the sigmoid of one label, the softmax of several) unless {@code probability} is
     * {@code false}, which gives the logit. Languages and dimension of the options have no meaning here.
     *
     * @throws ModelFileException if the files are not those of a sentence-pair classifier
     */
    public static OnnxReranker open(Path directory, OnnxOptions options) {
        ModelDirectory files = ModelDirectory.of(directory);
        JsonNode own = files.settings(options.settings(), FILE, MEMBERS);
        Scoring scoring = new Scoring(
                own.path("label").asInt(-1),
                own.path("probability").asBoolean(true),
                TokenLimit.of(files, own, options.limits().maxTokens()));
        String graph = files.graph(options.model().isEmpty() ? own.path("model").asText("") : options.model());
        OnnxModel model = OnnxModel.of(files, graph);
        try {
            model.checkInputs();
            Path folder = files.real().getFileName();
            String name = own.path("name").asText(folder == null ? "reranker" : folder.toString());
            Parts parts = new Parts(name, model, output(model), scoring);
            model.tryOut(options.openTimeout(), () -> tryOut(parts, options.runs()));
            return new OnnxReranker(parts, options.runs());
        } catch (RuntimeException e) {
            model.closeSoon();
            throw e;
        }
    }

    private static void tryOut(Parts parts, OnnxOptions.Runs runs) {
        parts.model().session().call(call -> run(parts, call, TokenRun.of(tokenize(parts, "a 1.", "b 2."))));
        if (runs.batchTokens().isPresent()) {
            BatchTrial<Double> trial = new BatchTrial<>(
                    parts.model().file(), TOLERANCE, (a, b) -> Math.abs(a - b) / Math.max(1, Math.abs(a)));
            List<TokenIds> texts = BatchTrial.TEXTS.stream()
                    .map(text -> tokenize(parts, "a 1.", text))
                    .toList();
            parts.model().session().call(call -> trial.on(texts, run -> run(parts, call, run)));
        }
    }

    private static String output(OnnxModel model) {
        Map<String, Integer> outputs = model.outputs();
        return outputs.entrySet().stream()
                .filter(each -> each.getValue() == 2 || (each.getKey().equals("logits") && each.getValue() == 1))
                .findFirst()
                .map(Map.Entry::getKey)
                .orElseThrow(() -> new ModelFileException(
                        model.file(),
                        Reason.UNSUPPORTED,
                        "expected an output of one row of labels for each pair but it has "
                                + new TreeSet<>(outputs.keySet())));
    }

    @Override
    public double[] score(String query, List<String> texts) {
        Checks.requireText(query, "query");
        texts.forEach(text -> Checks.requireText(text, "text"));
        return parts.model().session().call(call -> {
            TokenIds[] tokens = new TokenIds[texts.size()];
            workers.forEach(tokens.length, i -> tokens[i] = tokenize(parts, query, texts.get(i)));
            double[] scores = new double[tokens.length];
            batches.forEach(
                    workers,
                    call,
                    new Batches.Texts<>(List.of(tokens), run -> run(parts, call, run)),
                    (text, score) -> scores[text] = score);
            return scores;
        });
    }

    private static TokenIds tokenize(Parts parts, String query, String text) {
        OnnxModel model = parts.model();
        int max = parts.scoring().maxTokens();
        Encoding pair = model.session().whileOpen(() -> model.tokenizer().encode(query, text));
        TokenIds tokens = TokenIds.of(pair);
        if (tokens.length() <= max) {
            return tokens;
        }
        long[] special = pair.getSpecialTokenMask();
        long[] half = pair.getSequenceIds(); // 1 for the text, also where no special token stands before it
        int end = tokens.length();
        while (end > 0 && (special[end - 1] == 1 || half[end - 1] != 1)) {
            end--;
        }
        int start = end;
        while (start > 0 && special[start - 1] == 0 && half[start - 1] == 1) {
            start--;
        }
        int kept = max - (tokens.length() - (end - start));
        if (kept < 1) {
            throw new QuestionRejectedException("reranker " + parts.name() + " takes pairs of up to " + max
                    + " tokens but the query and its marks have " + (max - kept));
        }
        return tokens.without(start + kept, end);
    }

    private static List<Double> run(Parts parts, OnnxCall call, TokenRun run) {
        return run.on(parts.model().session(), call, parts.output(), (text, out) -> score(parts, out));
    }

    private static double score(Parts parts, TokenRun.Output out) {
        FloatBuffer logits = out.values();
        int labels = logits.remaining();
        Scoring scoring = parts.scoring();
        if (labels == 0 || scoring.label() >= labels || (labels > 1 && scoring.label() < 0)) {
            throw new ModelFileException(
                    parts.model().file(),
                    Reason.UNDECIDED,
                    "expected \"label\" in " + FILE + " to name one of its labels, of which it has " + labels);
        }
        if (out.shape()[0] != 1) {
            throw new ModelUnavailableException(
                    parts.name() + ": expected one row of labels but got " + out.shape()[0]);
        }
        double logit = logits.get(Math.max(0, scoring.label()));
        double score = logit;
        if (scoring.probability()) {
            double others = labels == 1 ? Math.exp(-logit) : -1;
            for (int i = 0; labels > 1 && i < labels; i++) {
                others += Math.exp(logits.get(i) - logit);
            }
            score = 1 / (1 + others);
        }
        if (!Double.isFinite(logit) || !Double.isFinite(score)) {
            throw new ModelUnavailableException(parts.name() + ": expected finite numbers but got others");
        }
        return score;
    }

    @Override
    public Description describe() {
        return description;
    }

    /** Ends runs that have begun, waits for that, then frees the native memory. Closing twice does nothing more. */
    @Override
    public void close() {
        parts.model().close();
        workers.close();
    }

    @Override
    public String toString() {
        return parts.name();
    }
}
