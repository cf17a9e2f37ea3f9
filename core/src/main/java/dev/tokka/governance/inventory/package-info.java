// SPDX-License-Identifier: Apache-2.0
/**
 * Which models an organization has, what is known of each, and how far each has come.
 *
 * <p>Start at {@link dev.tokka.governance.inventory.ModelInventory}, which keeps the records, and {@link
 * dev.tokka.governance.inventory.Lifecycle}, which changes them. A {@link
 * dev.tokka.governance.inventory.ModelRecord} holds what was built, examined and approved, and by whom; an {@link
 * dev.tokka.governance.inventory.EvidencePolicy} says what each risk tier demands.
 *
 * <p>The records are usable in an examination of model risk. Whether they satisfy any rule or supervisor is for people to
 * judge.
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws {@link NullPointerException}.
 * Value types are immutable.
 */
@NullMarked
package dev.tokka.governance.inventory;

import org.jspecify.annotations.NullMarked;
