// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.integrity;

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files of a model are not known to be those that somebody trusted has signed, so nothing may load them. Retrying does
 * not help: get the files, the signature or the key from where they come from.
 *
 * <p>The message starts with the file and says what was expected and what was seen.
 */
public final class UntrustedModelException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final Reason reason;

    UntrustedModelException(Path file, Reason reason, String detail) {
        this(file, reason, detail, null);
    }

    UntrustedModelException(Path file, Reason reason, String detail, @Nullable Throwable cause) {
        super(requireNonNull(file, "file") + ": " + requireNonNull(detail, "detail"), cause);
        this.file = file;
        this.reason = requireNonNull(reason, "reason");
    }

    /** Returns the file that the exception is about: the signature, the key, or a file of the model. */
    public Path file() {
        return file;
    }

    /** Returns why the model is not trusted. */
    public Reason reason() {
        return reason;
    }

    /** Why a model is not trusted. */
    public enum Reason {
        /** A file that was signed, the signature, or the key is not there. */
        MISSING,
        /** A file cannot be read to its end. */
        UNREADABLE,
        /** The signature, the key or a certificate is not written as it must be. */
        MALFORMED,
        /** The signature is of a kind that is not checked here. */
        UNSUPPORTED,
        /** The signature is not one of the signer that is trusted. */
        OTHER_SIGNER,
        /** A file has another content than when it was signed. */
        CHANGED,
        /** A file is there that was not signed. */
        UNSIGNED
    }
}
