// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import java.nio.FloatBuffer;

/** How the vectors of a text's tokens become one vector. */
enum Pooling {
    /** The mean of all tokens. */
    MEAN("pooling_mode_mean_tokens"),
    /** The first token. */
    CLS("pooling_mode_cls_token"),
    /** The last token, as of decoders. */
    LAST("pooling_mode_lasttoken");

    private final String key;

    Pooling(String key) {
        this.key = key;
    }

    /** Returns what sentence-transformers calls it. */
    String key() {
        return key;
    }

    /**
     * Returns the vector of a text.
     *
     * @param values {@code [tokens][width]}, row by row
     * @return {@code [width]}, not normalized; sums are kept in {@code double}
     */
    float[] pool(FloatBuffer values, int tokens, int width) {
        float[] vector = new float[width];
        if (this != MEAN) {
            values.get(this == CLS ? 0 : (tokens - 1) * width, vector);
            return vector;
        }
        double[] sums = new double[width];
        for (int token = 0; token < tokens; token++) {
            for (int i = 0; i < width; i++) {
                sums[i] += values.get(token * width + i);
            }
        }
        for (int i = 0; i < width; i++) {
            vector[i] = (float) (sums[i] / tokens);
        }
        return vector;
    }

    /** Returns the first {@code dimension} numbers of {@code vector}, divided by their length. */
    static float[] normalized(float[] vector, int dimension) {
        float[] cut = vector.length == dimension ? vector : java.util.Arrays.copyOf(vector, dimension);
        double squares = 0;
        for (float value : cut) {
            squares += (double) value * value;
        }
        float scale = (float) (1 / Math.max(Math.sqrt(squares), 1e-12));
        for (int i = 0; i < cut.length; i++) {
            cut[i] *= scale;
        }
        return cut;
    }
}
