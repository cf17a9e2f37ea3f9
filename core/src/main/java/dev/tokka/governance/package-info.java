// SPDX-License-Identifier: Apache-2.0
/**
 * Serves only what was approved.
 *
 * <pre>{@code
 * DomainModel served = Governance.governed(model, inventory, new Use("house-desk", "customer questions"), clock);
 * }</pre>
 *
 * <p>Start at {@link dev.tokka.governance.Governance}. The models that an organization has, and how each of them came to be
 * approved, are in {@link dev.tokka.governance.inventory}.
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws {@link NullPointerException}.
 * Value types are immutable. Models are safe for use by many threads.
 */
@NullMarked
package dev.tokka.governance;

import org.jspecify.annotations.NullMarked;
