// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import java.util.Locale;

/** How far a model has come. It is served only {@linkplain #IN_USE in use}. */
public enum Stage {
    /** It is planned: purpose, owner and risk tier are known. */
    DRAFT,
    /** It is built: what it is made of is recorded. */
    DEVELOPED,
    /** Somebody else has measured it, and found where it must not be used. */
    VALIDATED,
    /** A third person has allowed it for a purpose. */
    APPROVED,
    /** It may be served. */
    IN_USE,
    /** It was stopped, perhaps for a while. */
    SUSPENDED,
    /** It is over; nothing follows. */
    RETIRED;

    /** Returns the stage in words, such as {@code in use}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
