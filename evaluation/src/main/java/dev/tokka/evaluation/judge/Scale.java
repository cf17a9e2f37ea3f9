// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

/** What a judge is asked to give. */
public enum Scale {
    /** A whole number from 1, the worst, to 5, the best. */
    ONE_TO_FIVE(1, 5, 1),

    /** Whether the answer is right: 1 for yes, 0 for no. */
    YES_NO(0, 1, 0),

    /** Which of two answers is better: 1 for the first, 0 for the second, 0.5 for a tie. */
    PAIRWISE(0, 1, 0.5);

    private final double least;
    private final double greatest;
    private final double fallback;

    Scale(double least, double greatest, double fallback) {
        this.least = least;
        this.greatest = greatest;
        this.fallback = fallback;
    }

    /** Returns the least grade. */
    public double least() {
        return least;
    }

    /** Returns the greatest grade. */
    public double greatest() {
        return greatest;
    }

    /** Returns the grade of a judgement that cannot be read: the worst one, and for two answers a tie. */
    public double fallback() {
        return fallback;
    }
}
