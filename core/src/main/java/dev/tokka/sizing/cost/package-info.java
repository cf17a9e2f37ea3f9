// SPDX-License-Identifier: Apache-2.0
/**
 * What answers cost: tokens of a {@linkplain dev.tokka.sizing.cost.HostedModel provider} or time of
 * {@linkplain dev.tokka.sizing.cost.OwnModel a device}, part by part in a {@link dev.tokka.sizing.cost.CostBill}, and from
 * which volume on one strategy is {@linkplain dev.tokka.sizing.cost.BreakEven cheaper} than another.
 *
 * <p>Money is decimal and of one currency: amounts of different ones are refused, not converted. References are never
 * {@code null}; passing one throws {@link NullPointerException}. All types are immutable and safe for use by many threads.
 */
@NullMarked
package dev.tokka.sizing.cost;

import org.jspecify.annotations.NullMarked;
