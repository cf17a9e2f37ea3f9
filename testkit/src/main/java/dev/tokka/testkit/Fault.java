// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import java.time.Duration;
import java.util.function.Function;

/** What can go wrong with a call. */
sealed interface Fault {

    /** The call is answered as it should be. */
    record None() implements Fault {}

    /** The call fails at once. */
    record Failure(Function<String, ? extends RuntimeException> failure) implements Fault {}

    /** The reply ends before its end. */
    record Truncation() implements Fault {}

    /** The reply stands still before its end. */
    record Stall(Duration time) implements Fault {}

    /** The reply says nothing that anybody could use. */
    record Garbage() implements Fault {}
}
