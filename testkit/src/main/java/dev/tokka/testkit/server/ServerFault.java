// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.server;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.time.Duration;
import java.util.Optional;

/** What goes wrong with one request to a {@link FakeOpenAiServer}. */
public sealed interface ServerFault {

    /** Returns the fault that is an HTTP status from 300 to 599, such as 429 or 503, with an error of OpenAI's form. */
    static ServerFault status(int status) {
        return new Status(status, Optional.empty());
    }

    /** Returns the fault that is an HTTP status with a {@code Retry-After} in whole seconds. */
    static ServerFault status(int status, Duration retryAfter) {
        return new Status(status, Optional.of(retryAfter));
    }

    /** Returns the fault that is a page of HTML with status 200, as a proxy or a login page gives it. */
    static ServerFault html() {
        return new Html();
    }

    /** Returns the fault that the connection breaks: after this many events of a stream, or in the middle of a body. */
    static ServerFault cutAfter(int events) {
        return new Cut(events);
    }

    /** Returns the fault that no more bytes come after this many events of a stream; without a stream, none at all. */
    static ServerFault stallAfter(int events) {
        return new Stall(events);
    }

    /** Returns the fault that the provider says in the middle of a stream that it failed, after this many events. */
    static ServerFault errorAfter(int events) {
        return new InBandError(events);
    }

    /**
     * See {@link ServerFault#status(int, Duration)}.
     *
     * @param status from 300 to 599
     * @param retryAfter when to try again
     */
    record Status(int status, Optional<Duration> retryAfter) implements ServerFault {

        /** Checks the range. */
        public Status {
            if (status < 300 || status > 599) {
                throw new IllegalArgumentException("a status of failure must be from 300 to 599 but is " + status);
            }
            requireNonNull(retryAfter, "retryAfter");
        }
    }

    /** See {@link ServerFault#html}. */
    record Html() implements ServerFault {}

    /**
     * See {@link ServerFault#cutAfter}.
     *
     * @param events at least 0
     */
    record Cut(int events) implements ServerFault {

        /** Checks the range. */
        public Cut {
            Checks.requireAtLeast(0, events, "events");
        }
    }

    /**
     * See {@link ServerFault#stallAfter}.
     *
     * @param events at least 0
     */
    record Stall(int events) implements ServerFault {

        /** Checks the range. */
        public Stall {
            Checks.requireAtLeast(0, events, "events");
        }
    }

    /**
     * See {@link ServerFault#errorAfter}.
     *
     * @param events at least 0
     */
    record InBandError(int events) implements ServerFault {

        /** Checks the range. */
        public InBandError {
            Checks.requireAtLeast(0, events, "events");
        }
    }
}
