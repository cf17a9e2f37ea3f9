// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import dev.tokka.ModelUnavailableException;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import dev.tokka.onnx.OnnxCall;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Tries a decoder on three tokens: whether it runs at all, goes on where it stopped, and takes blocks and padding. What
 * graphs say about themselves does not tell: some leave the mask out of account, or count positions without it.
 */
final class GraphTrial {

    /** How far a result may be off, as a share of how far a wrong one is. Quantized graphs are never the same. */
    private static final double TOLERANCE = 0.25;

    private final Path file;
    private final DecoderGraph graph;
    private final OnnxCall call;
    private final Scratch scratch;
    private final int[] abc;

    private GraphTrial(Path file, DecoderGraph graph, OnnxCall call, Scratch scratch) {
        this.file = file;
        this.graph = graph;
        this.call = call;
        this.scratch = scratch;
        int most = graph.shape().vocabulary();
        this.abc = new int[] {1 % most, 2 % most, 3 % most};
    }

    /**
     * Returns what the graph of {@code file} can do.
     *
     * @throws ModelFileException if it gives no finite logits, or cannot go on where it stopped
     */
    static Traits run(Path file, DecoderGraph graph, OnnxCall call) {
        Scratch scratch = graph.borrow();
        try {
            return new GraphTrial(file, graph, call, scratch).traits();
        } finally {
            graph.giveBack(scratch);
        }
    }

    private Traits traits() {
        float[] whole = last(new Plan(List.of(abc), Step.Layout.plain(1), List.of(3)));
        for (float value : whole) {
            if (!Float.isFinite(value)) {
                throw new ModelFileException(file, Reason.WRONG_RESULT, "expected finite logits but some are not");
            }
        }
        float[] shorter = last(new Plan(List.of(new int[] {abc[0], abc[2]}), Step.Layout.plain(1), List.of(2)));
        double wrong = distance(whole, shorter);
        if (!isNear(whole, attempt(new Plan(List.of(abc), Step.Layout.plain(1), List.of(2, 1))), wrong)) {
            throw new ModelFileException(
                    file,
                    Reason.WRONG_RESULT,
                    "expected the logits of three tokens at once also of two and then one, but they differ; the graph"
                            + " does not use its cache, or has 8-bit weights of full range, which overflow on processors"
                            + " without VNNI: export them with reduced range");
        }
        boolean blocks = isNear(whole, attempt(new Plan(List.of(abc), Step.Layout.plain(1), List.of(1, 2))), wrong);
        List<int[]> padded = List.of(abc, new int[] {abc[0], abc[2]});
        Step.Layout layout = new Step.Layout(1, List.of(0, 1));
        boolean masks = graph.shape().has(DecoderShape.MASK)
                && isNear(shorter, attempt(new Plan(padded, layout, List.of(1, 2))), wrong);
        return new Traits(blocks, blocks && masks);
    }

    /** Sequences of three columns at most, and how many columns each run adds. */
    private record Plan(List<int[]> tokens, Step.Layout layout, List<Integer> columns) {}

    private Optional<float[]> attempt(Plan plan) {
        try {
            return Optional.of(last(plan));
        } catch (ModelUnavailableException e) {
            if (e.reason() == ModelUnavailableException.Reason.INTERRUPTED) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Returns the logits after the last token of the last sequence. */
    private float[] last(Plan plan) {
        int end = plan.tokens().stream().mapToInt(row -> row.length).max().orElse(0);
        KeyValues past = graph.empty(call, plan.tokens().size());
        try {
            Step step = new Step(plan.tokens(), plan.layout(), 0, 0);
            for (int columns : plan.columns()) {
                step = new Step(plan.tokens(), plan.layout(), past.tokens(), columns);
                KeyValues next = graph.run(call, past, step, new DecoderGraph.Target(scratch, end));
                past.release();
                past = next;
            }
            List<float[]> rows = plan.tokens().stream()
                    .map(row -> new float[graph.shape().vocabulary()])
                    .toList();
            graph.readLast(scratch, step, rows);
            return rows.get(rows.size() - 1);
        } finally {
            past.release();
        }
    }

    private static boolean isNear(float[] expected, Optional<float[]> seen, double wrong) {
        double scale = 0;
        for (float value : expected) {
            scale = Math.max(scale, Math.abs(value));
        }
        return seen.isPresent() && distance(expected, seen.get()) <= Math.max(1e-4 * scale, TOLERANCE * wrong);
    }

    /** Returns the largest difference; not a number if there is none. */
    private static double distance(float[] one, float[] other) {
        double most = 0;
        for (int i = 0; i < one.length; i++) {
            most = Math.max(most, Math.abs(one[i] - other[i]));
        }
        return most;
    }
}
