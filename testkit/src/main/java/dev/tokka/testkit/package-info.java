// SPDX-License-Identifier: Apache-2.0
/**
 * For tests: the contracts of models and retrievers, models that say what a test wants, models that fail as networks do,
 * and assertions about answers.
 *
 * <h2>What do I need?</h2>
 *
 * <ul>
 *   <li>To test a model or retriever of your own: a test class that implements {@link
 *       dev.tokka.testkit.DomainModelContract} or {@link dev.tokka.testkit.RetrieverContract}, says how to build the
 *       thing under test, and inherits one test or more for each numbered rule of {@link dev.tokka.DomainModel} and
 *       {@link dev.tokka.Retriever}.
 *   <li>To test code that asks a model: a {@link dev.tokka.testkit.ScriptedModel}, or a {@link
 *       dev.tokka.testkit.ScriptedChatModel} where prompts matter.
 *   <li>To test with what a real model said, without a network: {@link dev.tokka.testkit.cassette}.
 *   <li>To test a whole service, or another program, over HTTP: {@link dev.tokka.testkit.server}.
 *   <li>To see what your code does when models are slow, fail, break off or talk nonsense: {@link
 *       dev.tokka.testkit.Faults}.
 *   <li>To say what a good answer is: {@link dev.tokka.testkit.TokkaAssertions}.
 * </ul>
 *
 * <pre>{@code
 * class FaqModelTest implements DomainModelContract {
 *
 *     @Override
 *     public DomainModel model() {
 *         return new FaqModel(Path.of("faq.md"));
 *     }
 *
 *     @Override
 *     public Question question() {
 *         return Question.of("May I claim after 30 days?");
 *     }
 * }
 * }</pre>
 *
 * <p>A rule that cannot be checked is reported as skipped, with the reason. All of this needs JUnit Jupiter 5, no network
 * and no language model. Nothing sleeps or draws at random unless a test says so.
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws
 * {@link NullPointerException}. Replies, delays and faults are immutable; models are safe for use by many threads.
 */
@NullMarked
package dev.tokka.testkit;

import org.jspecify.annotations.NullMarked;
