// SPDX-License-Identifier: Apache-2.0
/**
 * How much a reply has in common with a reference text: for summaries, translations and long answers.
 *
 * <p>Which one?
 *
 * <ul>
 *   <li>Summaries, and to compare with published tables of them: {@link dev.tokka.evaluation.metric.overlap.Rouge}, with
 *       a {@link dev.tokka.evaluation.metric.overlap.Tokenizer} that fits the language.
 *   <li>Translations: {@link dev.tokka.evaluation.metric.overlap.Bleu}, and
 *       {@link dev.tokka.evaluation.metric.overlap.ChrF}, which needs no words and so suits Japanese.
 *   <li>The same in other words: {@link dev.tokka.evaluation.metric.overlap.BertScore}, with any
 *       {@link dev.tokka.evaluation.metric.overlap.TokenEncoder}.
 * </ul>
 *
 * <p>None of them knows whether a text is true. Cases expect texts, or a graded text with a reference; cases that have no
 * answer are refused. A failure and an abstention share nothing with the reference: they have the lowest score and are not
 * readable.
 *
 * <p>Everything here is immutable and safe for use by many threads. References are never {@code null}; passing one throws
 * {@link NullPointerException}.
 */
@NullMarked
package dev.tokka.evaluation.metric.overlap;

import org.jspecify.annotations.NullMarked;
