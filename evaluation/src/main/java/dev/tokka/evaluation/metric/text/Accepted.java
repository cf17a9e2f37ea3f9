// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.text;

import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/** The texts that a case accepts. */
final class Accepted {

    private Accepted() {}

    /**
     * Returns the texts that a case accepts.
     *
     * @throws IllegalArgumentException if it expects something else
     */
    static List<String> texts(Case item) {
        if (item.expected() instanceof Expected.Texts texts) {
            return texts.accepted();
        }
        throw refused(item, "texts");
    }

    /** Returns the best that a reply gets by any of the texts. */
    static double best(List<String> accepted, String reply, ToDoubleBiFunction<String, String> match) {
        return accepted.stream()
                .mapToDouble(text -> match.applyAsDouble(reply, text))
                .max()
                .orElseThrow();
    }

    static IllegalArgumentException refused(Case item, String wanted) {
        return new IllegalArgumentException("this metric needs cases that expect " + wanted + " but case " + item.id()
                + " expects " + item.expected().getClass().getSimpleName());
    }
}
