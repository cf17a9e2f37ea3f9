// SPDX-License-Identifier: Apache-2.0
/**
 * What training a model takes: memory, floating point operations, hours, energy and money of a
 * {@link dev.tokka.sizing.training.Tuning}, and the laws of {@linkplain dev.tokka.sizing.training.KaplanLaw Kaplan} and
 * {@linkplain dev.tokka.sizing.training.ChinchillaLaw Chinchilla} with the ranges in which they were seen to hold.
 *
 * <p>References are never {@code null}; passing one throws {@link NullPointerException}. All types are immutable and safe for
 * use by many threads.
 */
@NullMarked
package dev.tokka.sizing.training;

import org.jspecify.annotations.NullMarked;
