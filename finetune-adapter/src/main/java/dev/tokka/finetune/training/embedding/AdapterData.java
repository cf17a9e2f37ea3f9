// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.embedding;

import dev.tokka.Checks;
import java.util.List;

/**
 * What an adapter learns from. All vectors have the same size and finite numbers that are not all 0.
 *
 * @param passages vectors of all passages, of length 1; at least two
 * @param train questions to learn from; at least one
 * @param heldOut other questions, which say when to stop; at least one
 */
public record AdapterData(List<float[]> passages, List<JudgedQuestion> train, List<JudgedQuestion> heldOut) {

    /** Checks and copies the lists. */
    public AdapterData {
        passages = List.copyOf(passages);
        train = List.copyOf(train);
        heldOut = List.copyOf(heldOut);
        Checks.requireAtLeast(2, passages.size(), "number of passages");
        Checks.requireAtLeast(1, train.size(), "number of questions to learn from");
        Checks.requireAtLeast(1, heldOut.size(), "number of questions left out");
        int size = passages.get(0).length;
        passages.forEach(passage -> requireVector(passage, size, "a passage"));
        for (List<JudgedQuestion> questions : List.of(train, heldOut)) {
            for (JudgedQuestion question : questions) {
                requireVector(question.vector(), size, "a question");
                for (int passage : question.relevant()) {
                    Checks.requireIn(0, passages.size() - 1, passage, "relevant passage");
                }
            }
        }
    }

    private static void requireVector(float[] vector, int size, String what) {
        double square = 0;
        for (float value : vector) {
            square += (double) value * value;
        }
        if (vector.length != size || !(square > 0 && square < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("expected vectors of " + size + " finite numbers that are not all 0 but "
                    + what + " has " + vector.length + " with the square sum " + square);
        }
    }

    /** Returns the length of every vector. */
    public int dimension() {
        return passages.get(0).length;
    }
}
