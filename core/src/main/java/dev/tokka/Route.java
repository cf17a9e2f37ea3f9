// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

/**
 * Where a {@link Router} sends a question.
 *
 * @param name the name of the route; not blank
 * @param trace what it took to find out, such as the tokens of a classifier
 */
public record Route(String name, Trace trace) {

    /** Checks that the name is not blank. */
    public Route {
        Checks.requireText(name, "name");
        requireNonNull(trace, "trace");
    }

    /** Returns the route called {@code name}, found without anything worth a trace. */
    public static Route to(String name) {
        return new Route(name, Trace.EMPTY);
    }
}
