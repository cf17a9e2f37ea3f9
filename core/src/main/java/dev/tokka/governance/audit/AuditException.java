// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.util.Objects.requireNonNull;

import java.io.Serial;

/** An audit log could not be opened, read or written. Messages tell nothing of what records hold. */
public final class AuditException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** What to do about it. */
    public enum Reason {
        /** The disk is full or failed: make room, or replace it. */
        STORAGE,
        /** The files are not as they were written: {@linkplain AuditReader#verify verify} says where; nothing is repaired. */
        DAMAGED,
        /** Another log writes to this directory, perhaps in another process: there can be one. */
        LOCKED,
        /** The log was closed. */
        CLOSED
    }

    AuditException(Reason reason, String message) {
        super(message);
        this.reason = requireNonNull(reason, "reason");
    }

    AuditException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = requireNonNull(reason, "reason");
    }

    /** Returns what to do about it. */
    public Reason reason() {
        return reason;
    }
}
