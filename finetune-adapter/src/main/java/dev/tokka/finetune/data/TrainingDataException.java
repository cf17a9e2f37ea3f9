// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data;

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Training data cannot be used as it is: a file is damaged, a row is not what its format says, or a format has no place for
 * something. Retrying does not help.
 *
 * <p>The message says where, what was expected and what was seen. It quotes names of fields but nothing of what rows say,
 * which may be personal data.
 */
public final class TrainingDataException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final long line;

    /** Makes an exception about a thing that has no lines; {@code detail} says what was expected and what was seen. */
    public TrainingDataException(String where, String detail) {
        this(where, 0, detail, null);
    }

    /**
     * Makes an exception about a line.
     *
     * @param where the file, or what else is read or written
     * @param line counted from 1; 0 if there is none
     */
    public TrainingDataException(String where, long line, String detail, @Nullable Throwable cause) {
        super(
                requireNonNull(where, "where") + (line > 0 ? ", line " + line : "") + ": "
                        + requireNonNull(detail, "detail"),
                cause);
        this.line = line;
    }

    /** Returns the line, counted from 1, or 0 if it is about none. */
    public long line() {
        return line;
    }
}
