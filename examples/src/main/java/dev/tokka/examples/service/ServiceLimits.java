// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.service;

import java.time.Duration;

/**
 * What the service takes on.
 *
 * @param questionCharacters the longest question, in UTF-16 code units; at least 1
 * @param calls how many questions are answered at once; at least 1
 * @param deadline how long one answer may take; more than zero
 * @param heartbeat how long the service is silent at most while it answers, so that it notices when a reader has gone;
 *     more than zero
 * @param grace how much longer than the deadline anything may take, and how long closing waits for answers under way;
 *     more than zero
 */
public record ServiceLimits(int questionCharacters, int calls, Duration deadline, Duration heartbeat, Duration grace) {

    /** 1,000 characters, 4 at once, 60 seconds, a heartbeat each second, 5 seconds of grace. */
    public static final ServiceLimits DEFAULT =
            new ServiceLimits(1_000, 4, Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(5));

    /** Checks the ranges above. */
    public ServiceLimits {
        requireAtLeastOne(questionCharacters, "questionCharacters");
        requireAtLeastOne(calls, "calls");
        requirePositive(deadline, "deadline");
        requirePositive(heartbeat, "heartbeat");
        requirePositive(grace, "grace");
    }

    private static void requireAtLeastOne(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1 but is " + value);
        }
    }

    private static void requirePositive(Duration value, String name) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be more than zero but is " + value);
        }
    }
}
