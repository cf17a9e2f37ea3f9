// SPDX-License-Identifier: Apache-2.0
package dev.tokka.onnx;

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A model directory cannot be used as it is. Retrying does not help: get other files, or say in the settings file what is
 * missing.
 *
 * <p>The message starts with the file and says what was expected and what was seen. It quotes nothing from the file but
 * names of inputs, outputs and settings.
 */
public final class ModelFileException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final Reason reason;

    /** Makes an exception about {@code file}; {@code detail} says what was expected and what was seen. */
    public ModelFileException(Path file, Reason reason, String detail) {
        this(file, reason, detail, null);
    }

    /** Makes an exception about {@code file} with a cause. */
    public ModelFileException(Path file, Reason reason, String detail, @Nullable Throwable cause) {
        super(requireNonNull(file, "file") + ": " + requireNonNull(detail, "detail"), cause);
        this.file = file;
        this.reason = requireNonNull(reason, "reason");
    }

    /** Returns the file that cannot be used, or the directory if a file is missing. */
    public Path file() {
        return file;
    }

    /** Returns why it cannot be used. */
    public Reason reason() {
        return reason;
    }

    /** Why a model directory cannot be used. */
    public enum Reason {
        /** A file that is needed is not there. */
        MISSING,
        /** A file could not be opened or read to its end, or changed while it was read. */
        UNREADABLE,
        /** A file is not what its name says: cut off, a placeholder of a version control system, or of another format. */
        MALFORMED,
        /** A file is larger than such files are. */
        TOO_LARGE,
        /** A file refers to something outside the directory, or is a link to it. */
        OUTSIDE,
        /** The files are sound but the model is of a kind, or has inputs or outputs, that this class does not know. */
        UNSUPPORTED,
        /** Something that changes results is not said by any file, such as the pooling. */
        UNDECIDED,
        /** The model was tried on a short text and gave no finite numbers, or failed. */
        WRONG_RESULT,
        /** Trying the model or its tokenizer on short texts took longer than the options allow. */
        TOO_SLOW
    }
}
