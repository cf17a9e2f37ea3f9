// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** An inventory could not do what was asked. The subclass says what the caller can do about it. */
public abstract sealed class InventoryException extends RuntimeException
        permits InventoryStorageException, StaleRecordException, StepRefusedException {

    private static final long serialVersionUID = 1L;

    InventoryException(String message, @Nullable Throwable cause) {
        super(requireNonNull(message, "message"), cause);
    }
}
