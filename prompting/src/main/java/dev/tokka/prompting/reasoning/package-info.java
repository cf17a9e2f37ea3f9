// SPDX-License-Identifier: Apache-2.0
/**
 * Reasoning: more work on one answer, by more calls or longer ones.
 *
 * <p>Start at {@link dev.tokka.prompting.reasoning.Reasoning}. Each strategy is a {@link dev.tokka.Specialization}:
 *
 * <pre>{@code
 * DomainModel model = base.with(Reasoning.chainOfThought())
 *         .with(Prompting.instructions("Say what the message is about.").labels("card", "transfer", "other"));
 * }</pre>
 *
 * <h2>Which one should I use?</h2>
 *
 * <ul>
 *   <li>Sums, conditions, several steps of inference: {@linkplain dev.tokka.prompting.reasoning.ChainOfThought chain of
 *       thought}; one call, but a longer one. Models that think by themselves gain little.
 *   <li>The same, and one mistake is too many: {@linkplain dev.tokka.DomainModels#selfConsistent self-consistency} on top
 *       of it, which asks several times and takes the vote of the final answers.
 *   <li>The question needs facts from several places: {@linkplain dev.tokka.prompting.reasoning.Decomposition
 *       decomposition}, best on a model that retrieves, since each sub-question is then looked up on its own.
 *   <li>Long replies with a standard to keep: {@linkplain dev.tokka.prompting.reasoning.Revision draft, critique and
 *       revision}, best with another model as the critic.
 *   <li>Replies with many facts that may be invented: {@linkplain dev.tokka.prompting.reasoning.Verification
 *       verification questions}.
 * </ul>
 *
 * <p>All cost more, and none is better everywhere: measure on your own questions.
 *
 * <h2>What all have in common</h2>
 *
 * <ul>
 *   <li>The trace has a step for each call, after the steps of the model that was asked, with the name of the call, its
 *       tokens and its cost as details; the steps of the models hold the same tokens and cost for the sums.
 *   <li>Only the answer is streamed, nothing on the way to it.
 *   <li>The form of the question is that of the answer alone, and the answer is held to it as by
 *       {@link dev.tokka.prompting.Prompting}. Calls on the way are in free text and see no examples, but instructions,
 *       history and, unless they only list questions, evidence. So put reasoning next to the model, and prompting with a form around it.
 *   <li>Failures of any call end the answer; so does an abstention of a call that was to answer the question itself.
 *   <li>The {@linkplain dev.tokka.Generation settings of generation} hold for each call, so the most tokens must have room
 *       for reasoning.
 *   <li>What models are told is in the language of the question, English or Japanese, and is part of the description.
 * </ul>
 *
 * <p>References are never {@code null}; passing one throws {@link NullPointerException}. Value types are immutable. Models
 * are safe for use by many threads.
 */
@NullMarked
package dev.tokka.prompting.reasoning;

import org.jspecify.annotations.NullMarked;
