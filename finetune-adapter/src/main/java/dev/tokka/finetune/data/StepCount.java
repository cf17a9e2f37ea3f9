// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a step did to the number of rows.
 *
 * @param step its name; not blank
 * @param before how many rows, or things that rows are made of, it was given; at least 0
 * @param after how many rows it gave; at least 0
 * @param reasons why things were left out or changed, sorted, with how often; each count at least 1
 */
public record StepCount(String step, long before, long after, Map<String, Long> reasons) {

    /** Checks and copies the components. */
    public StepCount {
        Texts.requireText(step, "step");
        if (before < 0 || after < 0) {
            throw new IllegalArgumentException("counts must be at least 0 but are " + before + " and " + after);
        }
        reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
        reasons.forEach((reason, count) -> {
            Texts.requireText(reason, "reason");
            if (count < 1) {
                throw new IllegalArgumentException("count must be at least 1 but is " + count);
            }
        });
    }
}
