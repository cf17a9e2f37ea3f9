// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is built when it is needed first, and once. */
final class Lazy<T> {

    private final Supplier<? extends T> supplier;
    private @Nullable T value;

    Lazy(Supplier<? extends T> supplier) {
        this.supplier = requireNonNull(supplier, "supplier");
    }

    synchronized T get() {
        if (value == null) {
            value = requireNonNull(supplier.get(), "the supplier of the real model returned null");
        }
        return value;
    }
}
