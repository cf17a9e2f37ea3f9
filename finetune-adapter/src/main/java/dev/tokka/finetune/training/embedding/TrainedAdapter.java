// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.embedding;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Digests;
import dev.tokka.finetune.training.graph.GraphBuilder;
import dev.tokka.onnx.VectorAdapterFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An adapter that was trained. Write it to a directory, which retrieval reads. Immutable. */
public final class TrainedAdapter {

    private final LowRank weights;
    private final List<Double> quality;
    private final int epoch;

    TrainedAdapter(LowRank weights, List<Double> quality, int epoch) {
        this.weights = weights;
        this.quality = List.copyOf(quality);
        this.epoch = epoch;
    }

    /** Returns nDCG@10 of the questions left out before training and after each epoch. */
    public List<Double> quality() {
        return quality;
    }

    /** Returns the epoch that was kept; 0 if no epoch was better than the encoder as it is. */
    public int epoch() {
        return epoch;
    }

    /** Returns whether the questions left out are answered better than by the encoder as it is. */
    public boolean improves() {
        return epoch > 0;
    }

    /**
     * Returns the adapted vector of a question, of length 1.
     *
     * @param vector as the encoder gives it; not changed
     * @throws IllegalArgumentException if it has another size than those of the training
     */
    public float[] apply(float[] vector) {
        int dimension = weights.down()[0].length;
        if (vector.length != dimension) {
            throw new IllegalArgumentException(
                    "expected a vector of " + dimension + " numbers but it has " + vector.length);
        }
        return weights.apply(vector);
    }

    /** Returns the adapter as an ONNX graph: {@code vectors} in, {@code adapted} out, a row for each question. */
    public byte[] toOnnx() {
        int rank = weights.down().length;
        int dimension = weights.down()[0].length;
        double[] down = new double[dimension * rank];
        double[] up = new double[rank * dimension];
        for (int i = 0; i < rank; i++) {
            for (int column = 0; column < dimension; column++) {
                down[column * rank + i] = weights.down()[i][column];
                up[i * dimension + column] = weights.up()[i][column];
            }
        }
        return new GraphBuilder("adapter")
                .input(VectorAdapterFile.INPUT, dimension)
                .matrix("down", rank, down)
                .matrix("up", dimension, up)
                .node("MatMul", List.of(VectorAdapterFile.INPUT, "down"), "inner")
                .node("MatMul", List.of("inner", "up"), "change")
                .node("Add", List.of(VectorAdapterFile.INPUT, "change"), "moved")
                .perRow("ReduceL2", "moved", "length")
                .node("Div", List.of("moved", "length"), VectorAdapterFile.OUTPUT)
                .output(VectorAdapterFile.OUTPUT, dimension)
                .toBytes();
    }

    /**
     * Writes the adapter to {@code directory}: {@value VectorAdapterFile#GRAPH} and {@value VectorAdapterFile#NAME}, which are
     * replaced.
     *
     * @param directory made if it is not there
     * @param name what the adapter is called; not blank
     * @param encoder what the encoder says it is made of: the adapter is served on no other
     * @param datasheet where it is written what it was trained on; not blank
     * @throws IllegalStateException if the encoder is opaque, so that it could not be told from another
     * @throws UncheckedIOException if it cannot be written
     */
    public void write(Path directory, String name, Description encoder, String datasheet) {
        if (encoder.isOpaque()) {
            throw new IllegalStateException("expected an encoder that describes itself but it is opaque");
        }
        byte[] graph = toOnnx();
        VectorAdapterFile file = new VectorAdapterFile(
                Checks.requireText(name, "name"),
                encoder.fingerprint(),
                weights.down()[0].length,
                Digests.sha256(graph),
                datasheet,
                Map.of("heldOutNdcg10Before", quality.get(0), "heldOutNdcg10", quality.get(epoch)));
        try {
            Files.createDirectories(directory);
            Files.write(directory.resolve(VectorAdapterFile.GRAPH), graph);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + directory, e);
        }
        file.write(directory);
    }
}
