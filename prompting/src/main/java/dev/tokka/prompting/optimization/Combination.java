// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;

/**
 * One value of each dimension that is searched.
 *
 * @param wording the name of the instructions, such as {@code "start"} or {@code "written 2"}; not blank
 * @param shots which examples are shown
 * @param reasoning how the model works before it answers
 * @param variant what all this is put on
 */
public record Combination(String wording, Shots shots, ReasoningChoice reasoning, Variant variant) {

    /** Checks the components. */
    public Combination {
        Checks.requireText(wording, "wording");
        requireNonNull(shots, "shots");
        requireNonNull(reasoning, "reasoning");
        requireNonNull(variant, "variant");
    }

    /** Returns some instructions with some examples, answered at once by the base. */
    public static Combination of(String wording, Shots shots) {
        return new Combination(wording, shots, ReasoningChoice.none(), Variant.base());
    }

    /** Returns the values in one line, without those that say nothing, such as {@code "written 1, nearest 4"}. */
    @Override
    public String toString() {
        return wording + ", " + shots
                + (reasoning.equals(ReasoningChoice.none()) ? "" : ", " + reasoning)
                + (variant.equals(Variant.base()) ? "" : ", " + variant);
    }
}
