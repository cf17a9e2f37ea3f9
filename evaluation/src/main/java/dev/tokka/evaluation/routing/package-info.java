// SPDX-License-Identifier: Apache-2.0
/**
 * A router learned from the results of an experiment: which question goes to which strategy.
 *
 * <p>Start with {@link dev.tokka.evaluation.routing.RouterTraining}. First {@linkplain
 * dev.tokka.evaluation.routing.RouterTraining#evaluate evaluate}: its {@link dev.tokka.evaluation.routing.RouterReport}
 * says what routing is worth on questions that the router had not learned from, and whether to route at all. Then
 * {@linkplain dev.tokka.evaluation.routing.RouterTraining#train train} a {@link
 * dev.tokka.evaluation.routing.LearnedRouter} and give it to {@link dev.tokka.DomainModels#route}.
 *
 * <p>References are never {@code null}; passing one throws {@link NullPointerException}. All types are immutable.
 */
@NullMarked
package dev.tokka.evaluation.routing;

import org.jspecify.annotations.NullMarked;
