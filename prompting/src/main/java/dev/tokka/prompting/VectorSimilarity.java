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

    VectorSimilarity(List<Example> examples, Embedder embedder) {
        this.embedder = embedder;
        this.vectors = examples.stream()
                .map(example -> embedder.embed(example.question()))
                .toList();
        vectors.forEach(this::requireComparable);
    }

    @Override
    public double[] to(String text) {
        if (vectors.isEmpty()) {
            return new double[0];
        }
        return toAll(requireComparable(embedder.embed(text)));
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

    private float[] requireComparable(float[] vector) {
        int expected = vectors.get(0).length;
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
