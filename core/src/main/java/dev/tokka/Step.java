// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that was done on the way to an answer.
 *
 * @param name what was done, such as {@code "retrieve"}; not blank
 * @param duration how long it took; not negative
 * @param usage the tokens it used
 * @param cost what it cost, if it has a price
 * @param details what else is worth knowing, such as retrieved ids and scores; never a secret and never the text of
 *     the question
 */
public record Step(
        String name, Duration duration, TokenUsage usage, Optional<Money> cost, Map<String, String> details) {

    /** Checks and copies the components. */
    public Step {
        Checks.requireText(name, "name");
        if (requireNonNull(duration, "duration").isNegative()) {
            throw new IllegalArgumentException("duration must not be negative but is " + duration);
        }
        requireNonNull(usage, "usage");
        requireNonNull(cost, "cost");
        details = SortedTexts.copyOf(details);
    }

    /** Returns a step that used no tokens and cost nothing. */
    public static Step of(String name, Duration duration, Map<String, String> details) {
        return new Step(name, duration, TokenUsage.NONE, Optional.empty(), details);
    }
}
