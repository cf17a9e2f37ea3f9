// SPDX-License-Identifier: Apache-2.0
/**
 * Benchmarks out of the user's own documents, and whether training data leak them.
 *
 * <p>Start with {@link dev.tokka.evaluation.generation.QuestionGenerator}: a model writes questions with the words that
 * answer them, and what fails a filter is rejected with a reason. People look at the rest in a spreadsheet
 * ({@link dev.tokka.evaluation.generation.ReviewSheet}). {@link dev.tokka.evaluation.generation.Paraphraser} asks the
 * same in other words, and {@link dev.tokka.evaluation.generation.LeakCheck} finds the cases in training data.
 *
 * <p>References are never {@code null}; passing one throws {@link NullPointerException}. All types are immutable.
 */
@NullMarked
package dev.tokka.evaluation.generation;

import org.jspecify.annotations.NullMarked;
