// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Description;
import dev.tokka.Embedder;
import dev.tokka.Example;
import dev.tokka.ModelUnavailableException;
import java.util.List;

/** Compares texts by the cosine of their vectors. */
final class VectorSimilarity implements Similarity {

    private final Embedder embedder;
    private final List<float[]> vectors;

    /** Compares with examples that have these vectors, all comparable. */
    VectorSimilarity(List<float[]> vectors, Embedder embedder) {
        this.embedder = embedder;
        this.vectors = List.copyOf(vectors);
    }

    /** Compares with these examples, whose questions are embedded here. */
    static VectorSimilarity of(List<Example> examples, Embedder embedder) {
        List<float[]> vectors = examples.stream()
                .map(example -> embedder.embed(example.question()))
                .toList();
        vectors.forEach(vector -> requireComparable(vector, vectors.get(0).length, embedder));
        return new VectorSimilarity(vectors, embedder);
    }

    @Override
    public double[] to(String text) {
        if (vectors.isEmpty()) {
            return new double[0];
        }
        return toAll(requireComparable(embedder.embed(text), vectors.get(0).length, embedder));
    }

    @Override
    public double[] toExample(int index) {
        return toAll(vectors.get(index));
    }

    private double[] toAll(float[] wanted) {
        return vectors.stream().mapToDouble(vector -> cosine(wanted, vector)).toArray();
    }

    @Override
    public Description describe() {
        return embedder.describe();
    }

    /** Returns {@code vector} if it has {@code expected} finite numbers. */
    static float[] requireComparable(float[] vector, int expected, Embedder embedder) {
        boolean comparable = vector.length == expected && vector.length > 0;
        for (float value : vector) {
            comparable &= Float.isFinite(value);
        }
        if (!comparable) {
            throw new ModelUnavailableException(
                    ModelUnavailableException.Reason.PROTOCOL,
                    "nearest examples: expected vectors of finite numbers, as many for every text, but one had "
                            + vector.length + " where the first has " + expected + ", from " + embedder);
        }
        return vector;
    }

    /** Returns 0 if a vector is all zeros: it points nowhere. */
    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double lengthOfA = 0;
        double lengthOfB = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            lengthOfA += (double) a[i] * a[i];
            lengthOfB += (double) b[i] * b[i];
        }
        return lengthOfA == 0 || lengthOfB == 0 ? 0 : dot / Math.sqrt(lengthOfA * lengthOfB);
    }
}
