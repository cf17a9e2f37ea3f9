// SPDX-License-Identifier: Apache-2.0
/**
 * What may leave this process, and where to: deny by default.
 *
 * <pre>{@code
 * EgressPolicy policy = EgressPolicy.of(EgressRule.of("https://api.example.com/v1", DataClass.INTERNAL));
 * DomainModel model = Egress.guarded(inHouse.orElse(hosted), policy);
 * }</pre>
 *
 * <p>Start at {@link dev.tokka.governance.egress.Egress}. The classes are those of {@link dev.tokka.DataClass}; what {@link
 * dev.tokka.DomainModels#cleared} does at one place for any model, a policy does for every endpoint of a composition.
 *
 * <p>References are never {@code null}; passing one throws {@link NullPointerException}. Value types are immutable. Models are
 * safe for use by many threads.
 */
@NullMarked
package dev.tokka.governance.egress;

import org.jspecify.annotations.NullMarked;
