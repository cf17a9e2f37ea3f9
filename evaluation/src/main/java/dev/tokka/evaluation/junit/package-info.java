// SPDX-License-Identifier: Apache-2.0
/**
 * An evaluation as a test of JUnit 5: {@link dev.tokka.evaluation.junit.EvaluationExtension} runs an experiment for a test
 * class, and {@link dev.tokka.evaluation.junit.Evaluation} is what its tests say of the result.
 *
 * <p>JUnit is an optional dependency of this module: whoever uses this package has {@code junit-jupiter-api} among the
 * dependencies of the tests, and whoever does not needs none of it.
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws {@link NullPointerException}.
 */
@NullMarked
package dev.tokka.evaluation.junit;

import org.jspecify.annotations.NullMarked;
