// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.time.Duration;

/**
 * How long a batch of answers takes, all of it read and written together.
 *
 * @param reading until the first token of each answer is there
 * @param writing for the tokens after the first
 * @param written tokens of one answer; at least 0
 * @param batch answers at once; at least 1
 */
public record AnswerTime(Duration reading, Duration writing, int written, int batch) {

    /** Checks the ranges above. */
    public AnswerTime {
        requireNonNull(reading, "reading");
        requireNonNull(writing, "writing");
        Checks.requireAtLeast(0, written, "written");
        Checks.requireAtLeast(1, batch, "batch");
    }

    /** Returns how long somebody waits for a whole answer. */
    public Duration latency() {
        return reading.plus(writing);
    }

    /** Returns the tokens that one answer gets in a second after its first one; 0 if there is no other. */
    public double tokensPerSecond() {
        return written < 2 || writing.isZero() ? 0 : (written - 1) / seconds(writing);
    }

    /** Returns how many seconds of the device one answer takes: the latency shared by the batch. */
    public double deviceSeconds() {
        return seconds(latency()) / batch;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
