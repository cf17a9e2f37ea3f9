// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * An index of examples could not be built, opened or read. The {@linkplain #reason() reason} says what the caller can do
 * about it; the message names the directory.
 *
 * <p>A failed build leaves what was in the directory before.
 */
public final class ExampleIndexException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why it failed. */
    public enum Reason {
        /**
         * A file is damaged or missing, or the build was never finished. Build again, where a file is damaged in another
         * directory, or restore a copy.
         */
        CORRUPT,
        /** There is something else: no index, another program's, or one of another embedder or version. */
        INCOMPATIBLE,
        /** Somebody else is building in the directory. Try again when they have finished. */
        LOCKED,
        /** The file system failed, as when the disk is full or the directory may not be written. */
        STORAGE
    }

    ExampleIndexException(Reason reason, String message) {
        this(reason, message, null);
    }

    ExampleIndexException(Reason reason, String message, @Nullable Throwable cause) {
        super(requireNonNull(message, "message"), cause);
        this.reason = requireNonNull(reason, "reason");
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }
}
