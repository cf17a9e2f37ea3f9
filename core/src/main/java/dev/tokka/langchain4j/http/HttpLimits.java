// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.time.Duration;

/**
 * How long a request to a provider may take, and how much may be received. No time may be longer than 366 days.
 *
 * @param connectTimeout the longest wait for a connection; positive
 * @param idleTimeout the longest time without content in a stream, before the first token too; comments, pings and
 *     empty events are no content; positive
 * @param readTimeout the longest time from sending a request to holding the whole of an answer that is not streamed;
 *     positive
 * @param totalTimeout the longest time that a request may take with all its attempts, waits and tokens; positive
 * @param maxBodyBytes the most bytes that one answer may have, streamed or not; at least 1
 * @param maxEventBytes the most bytes that one line or one event of a stream may have; at least 1
 */
public record HttpLimits(
        Duration connectTimeout,
        Duration idleTimeout,
        Duration readTimeout,
        Duration totalTimeout,
        int maxBodyBytes,
        int maxEventBytes) {

    private static final Duration LONGEST = Duration.ofDays(366);

    /** 10 s to connect, 60 s idle, 60 s to read, 5 min in all; 16 MiB an answer, 1 MiB a line or event. */
    public static final HttpLimits DEFAULT = new HttpLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            16 << 20,
            1 << 20);

    /** Checks the ranges above. */
    public HttpLimits {
        requireTime(connectTimeout, "connectTimeout");
        requireTime(idleTimeout, "idleTimeout");
        requireTime(readTimeout, "readTimeout");
        requireTime(totalTimeout, "totalTimeout");
        Checks.requireAtLeast(1, maxBodyBytes, "maxBodyBytes");
        Checks.requireAtLeast(1, maxEventBytes, "maxEventBytes");
    }

    /** Returns these limits with another longest wait for a connection. */
    public HttpLimits withConnectTimeout(Duration time) {
        return new HttpLimits(time, idleTimeout, readTimeout, totalTimeout, maxBodyBytes, maxEventBytes);
    }

    /** Returns these limits with another longest time without content in a stream. */
    public HttpLimits withIdleTimeout(Duration time) {
        return new HttpLimits(connectTimeout, time, readTimeout, totalTimeout, maxBodyBytes, maxEventBytes);
    }

    /** Returns these limits with another longest time for an answer that is not streamed. */
    public HttpLimits withReadTimeout(Duration time) {
        return new HttpLimits(connectTimeout, idleTimeout, time, totalTimeout, maxBodyBytes, maxEventBytes);
    }

    /** Returns these limits with another longest time in all. */
    public HttpLimits withTotalTimeout(Duration time) {
        return new HttpLimits(connectTimeout, idleTimeout, readTimeout, time, maxBodyBytes, maxEventBytes);
    }

    /** Returns these limits with another largest answer. */
    public HttpLimits withMaxBodyBytes(int bytes) {
        return new HttpLimits(connectTimeout, idleTimeout, readTimeout, totalTimeout, bytes, maxEventBytes);
    }

    /** Returns these limits with another largest line or event. */
    public HttpLimits withMaxEventBytes(int bytes) {
        return new HttpLimits(connectTimeout, idleTimeout, readTimeout, totalTimeout, maxBodyBytes, bytes);
    }

    private static void requireTime(Duration time, String name) {
        if (requireNonNull(time, name).isNegative() || time.isZero()) {
            throw new IllegalArgumentException(name + " must be positive but is " + time);
        }
        if (time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be at most " + LONGEST + " but is " + time);
        }
    }
}
