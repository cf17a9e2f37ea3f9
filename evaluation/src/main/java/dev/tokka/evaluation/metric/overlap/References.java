// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.overlap;

import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import java.util.List;

/** The texts that a reply is compared with. */
final class References {

    private References() {}

    /**
     * Returns the accepted texts, or the reference of a graded text.
     *
     * @throws IllegalArgumentException if the case has neither
     */
    static List<String> of(Case item) {
        if (item.expected() instanceof Expected.Texts texts) {
            return texts.accepted();
        }
        if (item.expected() instanceof Expected.Graded graded
                && !graded.reference().isBlank()) {
            return List.of(graded.reference());
        }
        throw new IllegalArgumentException(
                "case " + item.id() + " must expect texts, or a graded text with a reference," + " but expects "
                        + item.expected().getClass().getSimpleName());
    }
}
