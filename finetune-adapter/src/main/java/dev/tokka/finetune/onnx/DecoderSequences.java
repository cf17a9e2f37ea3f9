// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import dev.tokka.ModelUnavailableException;
import dev.tokka.ModelUnavailableException.Reason;
import dev.tokka.QuestionRejectedException;
import dev.tokka.finetune.decoding.Sequences;
import dev.tokka.onnx.OnnxCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sequences that a decoder reads in one batch.
 *
 * <p>A beginning that all prompts share is run once, in blocks from the first token on, whether or
 * not there is a cache of prefixes: so what comes from the cache was computed by the very same runs, and is the same to
 * the last bit. Shorter prompts are padded behind it.
 */
final class DecoderSequences implements Sequences {

    /** The usual block: long enough to use the processors, short enough to need little memory for logits. */
    static final int BLOCK = 64;

    /** The most tokens of one run over all rows. */
    private static final int MAX_TOKENS = 256;

    private final DecoderGraph graph;
    private final OnnxCall call;
    private final Prefixes prefixes;
    private final Settings settings;
    private final Scratch scratch;
    private KeyValues past;
    private Step.Layout layout = Step.Layout.plain(1);
    private List<float[]> logits = List.of();
    private boolean begun;
    private boolean closed;

    /** Finds and keeps beginnings that were run. */
    interface Prefixes {

        /** Nothing is found or kept. */
        Prefixes NONE = new Prefixes() {
            @Override
            public KeyValues longest(OnnxCall call, int[] tokens) {
                throw new IllegalStateException("nothing is cached");
            }

            @Override
            public boolean isEmpty() {
                return true;
            }

            @Override
            public void keep(int[] tokens, KeyValues keyValues) {}
        };

        /** Returns the longest cached beginning of {@code tokens}, or none of its tokens; held by the caller. */
        KeyValues longest(OnnxCall call, int[] tokens);

        boolean isEmpty();

        /** Keeps the keys and values of {@code tokens}, which stay held by the caller. */
        void keep(int[] tokens, KeyValues keyValues);
    }

    /**
     * What is known about the graph.
     *
     * @param context the most tokens of a sequence
     * @param block how many tokens are run at once, and the step of what is cached; 0 if a graph can add only one to others
     */
    record Settings(int context, int block) {}

    DecoderSequences(DecoderGraph graph, OnnxCall call, Prefixes prefixes, Settings settings) {
        this.graph = graph;
        this.call = call;
        this.prefixes = prefixes;
        this.settings = settings;
        this.past = graph.empty(call, 1);
        this.scratch = graph.borrow();
    }

    @Override
    public List<float[]> append(List<int[]> tokens) {
        requireOpen();
        if (begun && tokens.size() != past.rows()) {
            throw new IllegalArgumentException(
                    "expected tokens for " + past.rows() + " sequences but they are for " + tokens.size());
        }
        int longest = longest(tokens);
        requireRoom(tokens, longest);
        if (begun) {
            if (tokens.stream().anyMatch(row -> row.length != longest)) {
                throw new IllegalArgumentException("expected as many tokens for each sequence but they are different");
            }
            return runAll(tokens, past.tokens() + longest);
        }
        begun = true;
        return begin(tokens, longest);
    }

    private static int longest(List<int[]> tokens) {
        if (tokens.isEmpty() || tokens.stream().anyMatch(row -> row.length == 0)) {
            throw new IllegalArgumentException("expected at least one token for each sequence but there is none");
        }
        return tokens.stream().mapToInt(row -> row.length).max().orElse(0);
    }

    private void requireRoom(List<int[]> tokens, int longest) {
        for (int row = 0; row < tokens.size(); row++) {
            int before = begun ? layout.position(row, past.tokens()) : 0;
            if (before + tokens.get(row).length > settings.context()) {
                throw new QuestionRejectedException("model reads at most " + settings.context()
                        + " tokens but the text has " + (before + tokens.get(row).length));
            }
        }
        if (begun && past.tokens() + longest > settings.context()) {
            throw new QuestionRejectedException(
                    "model reads at most " + settings.context() + " tokens but the texts have "
                            + (past.tokens() + longest) + " with their padding; ask for fewer at once");
        }
    }

    private List<float[]> begin(List<int[]> tokens, int longest) {
        int block = settings.block();
        int shared = block == 0 ? 0 : shared(tokens) / block * block;
        runShared(Arrays.copyOf(tokens.get(0), shared));
        if (tokens.size() > 1) {
            replace(
                    shared == 0
                            ? graph.empty(call, tokens.size())
                            : graph.copy(call, past, new int[tokens.size()], KeyValues.Cut.NOTHING));
        }
        layout = new Step.Layout(
                shared, tokens.stream().map(row -> longest - row.length).toList());
        return runAll(tokens, longest);
    }

    /** Returns how many tokens all begin with; each keeps one of its own, whose logits are wanted. */
    private static int shared(List<int[]> tokens) {
        int[] first = tokens.get(0);
        int shared = first.length - 1;
        for (int[] row : tokens) {
            int common = Arrays.mismatch(first, row);
            shared = Math.min(shared, Math.min(common < 0 ? row.length : common, row.length - 1));
        }
        return shared;
    }

    /** Runs the beginning that all share, unless it is known. */
    private void runShared(int[] tokens) {
        if (tokens.length == 0) {
            return;
        }
        if (!prefixes.isEmpty()) {
            replace(prefixes.longest(call, tokens));
        }
        if (past.tokens() < tokens.length) {
            Step.Layout plain = Step.Layout.plain(1);
            while (past.tokens() < tokens.length) {
                run(new Step(List.of(tokens), plain, past.tokens(), settings.block()), tokens.length);
            }
            prefixes.keep(tokens, past);
        }
    }

    /** Runs what is not run yet of sequences that end before the column {@code end}. */
    private List<float[]> runAll(List<int[]> tokens, int end) {
        int most = most(tokens.size());
        Step step;
        do {
            int from = past.tokens();
            step = new Step(tokens, layout, from, Math.min(most, end - from));
            run(step, end);
        } while (past.tokens() < end);
        return read(step);
    }

    private int most(int rows) {
        if (settings.block() == 0) {
            return past.tokens() == 0 ? Integer.MAX_VALUE : 1;
        }
        return Math.max(1, Math.min(settings.block(), MAX_TOKENS / rows));
    }

    private void run(Step step, int end) {
        replace(graph.run(call, past, step, new DecoderGraph.Target(scratch, end)));
    }

    private List<float[]> read(Step step) {
        if (logits.size() != step.rows()) {
            List<float[]> rows = new ArrayList<>();
            for (int row = 0; row < step.rows(); row++) {
                rows.add(new float[graph.shape().vocabulary()]);
            }
            logits = Collections.unmodifiableList(rows);
        }
        graph.readLast(scratch, step, logits);
        logits.forEach(DecoderSequences::requireNumbers);
        return logits;
    }

    private static void requireNumbers(float[] row) {
        float sum = 0;
        for (float value : row) {
            sum += value * 0; // NaN if any is not finite
        }
        if (sum != 0) {
            throw new ModelUnavailableException(
                    Reason.PROTOCOL,
                    "model: expected finite logits but some are NaN or infinite; its files are damaged");
        }
    }

    private void replace(KeyValues next) {
        KeyValues before = past;
        past = next;
        before.release();
    }

    @Override
    public void select(int... rows) {
        requireOpen();
        if (!begun) {
            throw new IllegalStateException("there are no sequences yet");
        }
        if (rows.length == 0) {
            throw new IllegalArgumentException("rows must be at least one but there is none");
        }
        for (int row : rows) {
            if (row < 0 || row >= past.rows()) {
                throw new IllegalArgumentException(
                        "rows must be from 0 to " + (past.rows() - 1) + " but one is " + row);
            }
        }
        if (Arrays.equals(rows, IntStream.range(0, past.rows()).toArray())) {
            return;
        }
        int common = layout.common(rows);
        KeyValues.Cut cut = new KeyValues.Cut(layout.begin(), layout.begin() + common);
        replace(graph.copy(call, past, rows, cut));
        layout = layout.select(rows);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the sequences are closed");
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            past.release();
            graph.giveBack(scratch);
        }
    }
}
