// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import org.jspecify.annotations.Nullable;

/** Where records are kept cannot be read or written, or what is there is damaged; the message says where. Repair it. */
public final class InventoryStorageException extends InventoryException {

    private static final long serialVersionUID = 1L;

    /** Creates a failure with its cause, if there is one. */
    public InventoryStorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
