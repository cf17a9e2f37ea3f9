// SPDX-License-Identifier: Apache-2.0
/**
 * Metrics of how a model behaves, whatever it is asked.
 *
 * <ul>
 *   <li>Does it cite what supports it, and the right documents: {@link dev.tokka.evaluation.metric.behaviour.Grounding}.
 *   <li>Does it stay silent when it should, and only then: {@link dev.tokka.evaluation.metric.behaviour.Abstention}.
 *   <li>Does it know how sure it may be, and how often does it make things up:
 *       {@link dev.tokka.evaluation.metric.behaviour.Confidence}.
 *   <li>Does it know what is new: {@link dev.tokka.evaluation.metric.behaviour.Freshness}.
 *   <li>What do its answers take: {@link dev.tokka.evaluation.metric.behaviour.Effort}.
 * </ul>
 *
 * <p>Take several: a model that always abstains hallucinates nothing, and one that always answers never abstains when it
 * should not.
 *
 * <p>Everything here is immutable and safe for use by many threads. References are never {@code null}; passing one throws
 * {@link NullPointerException}.
 */
@NullMarked
package dev.tokka.evaluation.metric.behaviour;

import org.jspecify.annotations.NullMarked;
