// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.time.Duration;

/**
 * What one call of a language model may take, whatever the model does.
 *
 * @param timeout the longest a call may last, whether or not the question has a deadline of its own; above 0
 * @param idle the longest a stream may pause between two tokens, once the first has come; above 0
 * @param maxCharacters the most characters that one answer may have, thoughts told aloud included; at least 1
 */
public record CallLimits(Duration timeout, Duration idle, int maxCharacters) {

    /** Two minutes for a call, 30 seconds between tokens, a million characters. */
    public static final CallLimits DEFAULT = new CallLimits(Duration.ofMinutes(2), Duration.ofSeconds(30), 1_000_000);

    /** Checks the ranges above. */
    public CallLimits {
        requireAboveZero(timeout, "timeout");
        requireAboveZero(idle, "idle");
        Checks.requireAtLeast(1, maxCharacters, "maxCharacters");
    }

    /** Returns these limits with another longest time of a call. */
    public CallLimits withTimeout(Duration newTimeout) {
        return new CallLimits(newTimeout, idle, maxCharacters);
    }

    /** Returns these limits with another longest pause. */
    public CallLimits withIdle(Duration newIdle) {
        return new CallLimits(timeout, newIdle, maxCharacters);
    }

    /** Returns these limits with another most number of characters. */
    public CallLimits withMaxCharacters(int newMaxCharacters) {
        return new CallLimits(timeout, idle, newMaxCharacters);
    }

    private static void requireAboveZero(Duration value, String name) {
        if (requireNonNull(value, name).isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be above 0 but is " + value);
        }
    }
}
