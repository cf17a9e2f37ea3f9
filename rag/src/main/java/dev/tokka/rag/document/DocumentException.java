// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A document could not be read. Other documents can: leave this one out and report it.
 *
 * <p>The message starts with the id of the document and says what was expected, what was seen, and where. It quotes
 * nothing from the text of the document.
 */
public final class DocumentException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String documentId;
    private final Reason reason;

    /** Creates an exception whose message is the id of the document, a colon and {@code detail}. */
    public DocumentException(String documentId, Reason reason, String detail) {
        this(documentId, reason, detail, null);
    }

    /** Creates an exception like {@link #DocumentException(String, Reason, String)} that has a cause. */
    public DocumentException(String documentId, Reason reason, String detail, @Nullable Throwable cause) {
        super(requireNonNull(documentId, "documentId") + ": " + requireNonNull(detail, "detail"), cause);
        this.documentId = documentId;
        this.reason = requireNonNull(reason, "reason");
    }

    /** Returns the id of the document that could not be read. */
    public String documentId() {
        return documentId;
    }

    /** Returns why it could not be read. */
    public Reason reason() {
        return reason;
    }

    /** Why a document could not be read. */
    public enum Reason {
        /** The file could not be opened or read to its end. */
        UNREADABLE,
        /** The file, its text, or its number of pages or parts exceeds the limits. */
        TOO_LARGE,
        /** A text file is not in the encoding it declares, or its encoding cannot be told from its bytes. */
        NOT_TEXT,
        /** The file breaks the rules of its format, or is built to wear out a parser. */
        MALFORMED,
        /** The file is sound but holds no text, as a scan does. */
        NO_TEXT,
        /** The file is encrypted. */
        ENCRYPTED,
        /** Reading took longer than the limits allow. */
        TOO_SLOW,
        /** There is no reader for files of this name. */
        UNSUPPORTED,
        /** Its labels are not those that the index asks for, or its id cannot be kept. */
        LABELS,
        /** The encoder gave vectors that cannot be compared. */
        VECTOR
    }
}
