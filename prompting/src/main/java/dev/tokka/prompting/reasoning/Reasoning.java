// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.reasoning;

import dev.tokka.Checks;

/** The ways to let a model reason before it answers, as they are measured first. */
public final class Reasoning {

    private static final int MAX_REPAIRS = 3;

    private Reasoning() {}

    /** Returns chain of thought: the model reasons in words that are kept out of the reply; one repair. */
    public static ChainOfThought chainOfThought() {
        return ChainOfThought.DEFAULT;
    }

    /** Returns decomposition into up to four sub-questions, proposed by the model itself; one repair. */
    public static Decomposition decomposition() {
        return Decomposition.DEFAULT;
    }

    /** Returns draft, critique and revision: one round, the model is its own critic; one repair. */
    public static Revision revision() {
        return Revision.DEFAULT;
    }

    /** Returns verification by up to four questions, asked and answered by the model itself; one repair. */
    public static Verification verification() {
        return Verification.DEFAULT;
    }

    static int requireRepairs(int repairs) {
        return Checks.requireIn(0, MAX_REPAIRS, repairs, "repairs");
    }
}
