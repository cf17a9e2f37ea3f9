// SPDX-License-Identifier: Apache-2.0
/**
 * Tests that may be looked at after every observation, and bounds for what is known from a sample.
 *
 * <p>A test that is looked at again and again rejects sooner or later whatever is true, unless it is made for that. {@link
 * dev.tokka.governance.monitoring.sequential.MeanEProcess} is: however long it runs, it is wrong with the chosen probability at
 * most. {@link dev.tokka.governance.monitoring.sequential.Bounds} says what a sample of fixed size tells of its source.
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws {@link NullPointerException}.
 */
@NullMarked
package dev.tokka.governance.monitoring.sequential;

import org.jspecify.annotations.NullMarked;
