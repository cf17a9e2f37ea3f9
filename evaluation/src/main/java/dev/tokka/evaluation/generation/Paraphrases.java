// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import dev.tokka.Checks;
import dev.tokka.evaluation.Case;
import java.util.List;

/**
 * Cases with their paraphrases.
 *
 * @param cases each original, followed by its paraphrases
 * @param rejections what was not kept, with the reasons
 * @param calls how often the model was asked; at least 0
 */
public record Paraphrases(List<Case> cases, List<Rejection> rejections, int calls) {

    /** Checks and copies the components. */
    public Paraphrases {
        cases = List.copyOf(cases);
        rejections = List.copyOf(rejections);
        Checks.requireAtLeast(0, calls, "calls");
    }
}
