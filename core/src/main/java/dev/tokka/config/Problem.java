// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.nio.file.Path;

/**
 * One thing that is wrong in a file.
 *
 * @param file in which
 * @param line where, from 1
 * @param column where, from 1, in characters
 * @param message what was expected and what was found; never the value of a secret
 */
public record Problem(Path file, int line, int column, String message) {

    /** Checks the ranges above. */
    public Problem {
        requireNonNull(file, "file");
        Checks.requireAtLeast(1, line, "line");
        Checks.requireAtLeast(1, column, "column");
        Checks.requireText(message, "message");
    }

    /** Returns this in one line, {@code file:line:column: message}, where editors and terminals make a link of it. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
