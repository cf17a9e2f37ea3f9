// SPDX-License-Identifier: Apache-2.0
/**
 * Checks that models and retrievers keep their contracts, for the tests of those who write them.
 *
 * <p>A test class that implements {@link dev.tokka.testkit.DomainModelContract} or {@link
 * dev.tokka.testkit.RetrieverContract} and says how to build the thing under test inherits one test or more for each
 * numbered rule of {@link dev.tokka.DomainModel} and {@link dev.tokka.Retriever}:
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
 * <p>A rule that cannot be checked is reported as skipped, with the reason. The tests need JUnit Jupiter 5, no network
 * and no language model.
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws
 * {@link NullPointerException}.
 */
@NullMarked
package dev.tokka.testkit;

import org.jspecify.annotations.NullMarked;
