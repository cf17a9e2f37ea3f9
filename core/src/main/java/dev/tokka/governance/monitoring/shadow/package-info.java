// SPDX-License-Identifier: Apache-2.0
/**
 * Lets another model answer a sample of the questions in the shadow of the one that is served, to know whether it would be better
 * before anybody depends on it.
 *
 * <pre>{@code
 * Shadow shadow = Shadow.of(challenger, Shadowing.of(0.05, executor));
 * DomainModel served = shadow.shadowed(model);
 * shadow.report().comparison(Aspect.ABSTENTION).difference();
 * }</pre>
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws {@link NullPointerException}.
 * Value types are immutable.
 */
@NullMarked
package dev.tokka.governance.monitoring.shadow;

import org.jspecify.annotations.NullMarked;
