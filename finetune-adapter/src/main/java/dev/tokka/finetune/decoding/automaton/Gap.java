// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding.automaton;

/**
 * White space between the parts of a document: nothing, a space, or a new line with at most four spaces for each array and
 * object around it. Bounded, so that a model cannot write white space for ever.
 */
final class Gap {

    /** Nothing was written yet. */
    static final int FRESH = -1;
    /** What is no white space, or too much of it. */
    static final int OVER = -2;

    private static final int INDENTATION = 4;

    private Gap() {}

    /**
     * Returns the gap after one more byte, or {@link #OVER}.
     *
     * @param gap {@link #FRESH}, or how many spaces may follow
     */
    static int next(int gap, int next, int depth) {
        if (next == '\n' && gap == FRESH) {
            return INDENTATION * depth;
        }
        if (next == ' ' && gap != 0) {
            return gap == FRESH ? 0 : gap - 1;
        }
        return OVER;
    }
}
