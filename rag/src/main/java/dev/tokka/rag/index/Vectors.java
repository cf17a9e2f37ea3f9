// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.rag.Encoder;
import dev.tokka.rag.document.DocumentException;
import java.util.List;
import java.util.Optional;

/** Checks what an encoder gave: one vector that is not like the others makes every comparison with it meaningless. */
record Vectors(int dimension) {

    /** How far from 1 a length may be; encoders of 8 bits and rounding stay far below. */
    private static final double TOLERANCE = 0.01;

    /** Returns what is wrong with the vectors of the document {@code id}, or empty. */
    Optional<DocumentException> check(String id, List<float[]> vectors) {
        for (int i = 0; i < vectors.size(); i++) {
            float[] vector = vectors.get(i);
            double length = length(vector);
            // Also finds what is not finite, and nothing but zeros.
            if (vector.length != dimension || !(Math.abs(length - 1) <= TOLERANCE)) {
                return Optional.of(new DocumentException(
                        id,
                        DocumentException.Reason.VECTOR,
                        "expected vectors of " + dimension + " finite numbers with length 1 but that of passage " + i
                                + " has " + vector.length + " numbers and length " + length));
            }
        }
        return Optional.empty();
    }

    private static double length(float[] vector) {
        double sum = 0;
        for (float each : vector) {
            sum += (double) each * each;
        }
        return Math.sqrt(sum);
    }

    /** Returns {@code vectors} if they are {@code expected} many. */
    static List<float[]> requireAsMany(int expected, List<float[]> vectors, Encoder encoder) {
        if (vectors.size() != expected) {
            throw new IllegalStateException("expected " + expected + " vectors for as many texts but got "
                    + vectors.size() + " from " + encoder);
        }
        return vectors;
    }
}
