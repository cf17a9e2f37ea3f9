// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import dev.tokka.Attributes;
import dev.tokka.Deadline;
import dev.tokka.Description;
import dev.tokka.Digests;
import dev.tokka.ModelUnavailableException;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Step;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import dev.tokka.onnx.GuardedSession;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import dev.tokka.onnx.OnnxCall;
import dev.tokka.onnx.OnnxGraph;
import dev.tokka.onnx.TokenIds;
import dev.tokka.onnx.TokenRun;
import dev.tokka.onnx.Tokenizers;
import dev.tokka.onnx.Trial;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** An encoder with its tokenizer and its labels, opened together and closed together. Safe for use by many threads. */
final class TokenModel implements AutoCloseable {

    private static final Set<OnnxJavaType> NUMBERS =
            EnumSet.of(OnnxJavaType.FLOAT, OnnxJavaType.FLOAT16, OnnxJavaType.BFLOAT16);
    private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(30);
    /** No text needs so many, and a tokenizer cannot be ended. */
    private static final int CHARACTERS_PER_TOKEN = 100;

    private final Files files;
    private final Labels labels;
    private final HuggingFaceTokenizer tokenizer;
    private final GuardedSession session;
    private final int maxTokens;
    private final boolean truncates;
    private final ScheduledThreadPoolExecutor deadlines;

    /** What a model was opened from. */
    record Files(Path graph, String name, String digest, String tokenizerDigest) {}

    private TokenModel(ModelDirectory directory, ClassificationOptions options) {
        this.labels = Labels.of(directory, options.labels());
        this.maxTokens = TokenLimit.of(directory, options.maxTokens());
        this.truncates = options.truncates();
        byte[] json = directory.read("tokenizer.json");
        OnnxGraph graph = OnnxGraph.of(directory, directory.graph(options.model()));
        Path folder = directory.real().getFileName();
        this.files = new Files(
                graph.file(), folder == null ? "model" : folder.toString(), graph.digest(), Digests.sha256(json));
        this.tokenizer = Tokenizers.open(directory.path().resolve("tokenizer.json"), json);
        try {
            this.session = GuardedSession.open(graph, settings -> {
                settings.setIntraOpNumThreads(options.threads());
                settings.setInterOpNumThreads(1);
            });
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
        this.deadlines = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "tokka-classification-deadline");
            thread.setDaemon(true);
            return thread;
        });
        deadlines.setRemoveOnCancelPolicy(true);
    }

    /**
     * Opens a directory and tries the model on a short text.
     *
     * @param perToken whether there is a row of logits for each token, else there is one for the text
     */
    static TokenModel open(Path directory, ClassificationOptions options, boolean perToken) {
        TokenModel model = new TokenModel(ModelDirectory.of(directory), options);
        try {
            model.checkGraph(perToken ? 3 : 2);
            Trial.within(OPEN_TIMEOUT, model.files.graph, () -> {
                Tokens tokens = model.tokenize("a 1.", Optional.empty());
                model.session.call(call -> model.logits(call, tokens));
            });
            return model;
        } catch (RuntimeException e) {
            Trial.closeSoon(model::close);
            throw e;
        }
    }

    private void checkGraph(int rank) {
        TokenRun.requireInputs(files.graph, session);
        try {
            NodeInfo output = session.outputs().get("logits");
            boolean fits = output != null
                    && output.getInfo() instanceof TensorInfo info
                    && NUMBERS.contains(info.type)
                    && info.getShape().length == rank;
            if (!fits) {
                throw unsupported("expected an output \"logits\" of " + rank + " dimensions but it has "
                        + new TreeSet<>(session.outputs().keySet()) + "; export the model for "
                        + (rank == 3 ? "token-classification" : "text-classification"));
            }
        } catch (OrtException e) {
            throw new ModelFileException(files.graph, Reason.MALFORMED, "its outputs cannot be read", e);
        }
    }

    private ModelFileException unsupported(String detail) {
        return new ModelFileException(files.graph, Reason.UNSUPPORTED, detail);
    }

    Files files() {
        return files;
    }

    Labels labels() {
        return labels;
    }

    /** Returns what the model is made of. */
    Description describe(String kind) {
        return Description.of(kind, files.name)
                .with("model", files.digest)
                .with("tokenizer", files.tokenizerDigest)
                .with("labels", labels.names())
                .with("maxTokens", maxTokens)
                .with("truncates", truncates);
    }

    /** Returns what was done since {@code start}, by {@link System#nanoTime()}. */
    Trace trace(String step, Tokens tokens, long start) {
        Duration time = Duration.ofNanos(Math.max(0, System.nanoTime() - start));
        TokenUsage usage = new TokenUsage(tokens.count(), 0);
        return Trace.of(new Step(step, time, usage, Optional.empty(), Map.of("model", files.name)));
    }

    /**
     * Returns the tokens of a text, or of a pair.
     *
     * @throws QuestionRejectedException if there are too many and nothing may be cut
     */
    Tokens tokenize(String text, Optional<String> pair) {
        String first = shortened(text);
        Tokens tokens = session.whileOpen(() ->
                Tokens.of(pair.isPresent() ? tokenizer.encode(first, shortened(pair.get())) : tokenizer.encode(first)));
        if (tokens.count() > maxTokens && !truncates) {
            throw tooLong(Integer.toString(tokens.count()));
        }
        return tokens.cutTo(maxTokens);
    }

    /** Replaces half characters, which have no UTF-8, and cuts or refuses what is far too long. */
    private String shortened(String text) {
        int max = maxTokens * CHARACTERS_PER_TOKEN;
        if (text.length() > max && !truncates) {
            throw tooLong("more than " + max + " characters, which is at least " + maxTokens);
        }
        StringBuilder whole = new StringBuilder(text.substring(0, Math.min(max, text.length())));
        for (int i = 0; i < whole.length(); i++) {
            int character = whole.codePointAt(i);
            if (Character.isSupplementaryCodePoint(character)) {
                i++;
            } else if (Character.isSurrogate((char) character)) {
                whole.setCharAt(i, '\uFFFD');
            }
        }
        return whole.toString();
    }

    private QuestionRejectedException tooLong(String seen) {
        return new QuestionRejectedException(files.name + " takes texts of up to " + maxTokens
                + " tokens but this one has " + seen + "; ask about a shorter text, or open it with truncation");
    }

    /** Returns what {@code work} returns; its runs end when the deadline passes or the calling thread is interrupted. */
    <T> T call(Attributes attributes, Function<OnnxCall, T> work) {
        Deadline.check(attributes, files.name);
        return session.call(call -> {
            Optional<Future<?>> ending = attributes.get(Deadline.KEY).map(deadline -> schedule(call, deadline));
            try {
                return work.apply(call);
            } catch (ModelUnavailableException e) {
                Deadline.check(attributes, files.name); // was it that which ended the run?
                throw e;
            } finally {
                ending.ifPresent(each -> each.cancel(false));
            }
        });
    }

    private Future<?> schedule(OnnxCall call, Deadline deadline) {
        try {
            // Far deadlines have more nanoseconds than a number holds.
            long milliseconds = Math.min(deadline.remaining().toSeconds(), 86_400) * 1000
                    + deadline.remaining().toMillisPart()
                    + 1;
            return deadlines.schedule(call::terminate, milliseconds, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("model is closed", e);
        }
    }

    /** Returns a row of logits for each token, or one for the text; each has one for every label. */
    float[][] logits(OnnxCall call, Tokens tokens) {
        return TokenRun.of(new TokenIds(tokens.ids(), tokens.types()))
                .on(session, call, "logits", (ids, output) -> rows(output, ids.length()))
                .get(0);
    }

    private float[][] rows(TokenRun.Output output, int tokens) {
        long[] sizes = output.shape();
        int width = labels.names().size();
        int count = sizes.length == 3 ? tokens : 1;
        if (sizes[sizes.length - 1] != width || sizes[0] != 1 || (sizes.length == 3 && sizes[1] != tokens)) {
            throw unsupported("expected a logit for each of the " + width + " labels in config.json but got "
                    + Arrays.toString(sizes));
        }
        FloatBuffer values = output.values();
        float[][] rows = new float[count][width];
        for (float[] row : rows) {
            values.get(row);
            for (float value : row) {
                if (!Float.isFinite(value)) {
                    throw new ModelUnavailableException(files.name + ": expected finite numbers but got others");
                }
            }
        }
        return rows;
    }

    /** Ends runs that have begun, waits for that, then frees the native memory. */
    @Override
    public void close() {
        deadlines.shutdownNow();
        session.close(tokenizer::close);
    }
}
