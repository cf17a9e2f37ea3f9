// SPDX-License-Identifier: Apache-2.0
/**
 * Prompt engineering: what a model is told, shown and held to.
 *
 * <p>Start at {@link dev.tokka.prompting.Prompting}, which makes any {@link dev.tokka.DomainModel} an expert without
 * training it:
 *
 * <pre>{@code
 * DomainModel model = base.with(Prompting.instructions("Answer as the help desk of a bank.")
 *         .glossary(Glossary.of(Glossary.Term.of("cut-off", "the time until which a transfer goes out the same day")))
 *         .examples(Examples.nearest(4, examples)));
 * }</pre>
 *
 * <h2>Which part should I use?</h2>
 *
 * <ul>
 *   <li>The model does not know its role, tone or limits: instructions.
 *   <li>It uses the wrong words, or does not know yours: a {@link dev.tokka.prompting.Glossary}; each question brings only
 *       the terms that occur in it or its evidence, so a glossary may be long.
 *   <li>It uses them all the same, or writes dates, sums or numbers of cases in ways of its own: an
 *       {@link dev.tokka.prompting.OutputContract}.
 *   <li>It does not answer in the way that you want: {@link dev.tokka.prompting.Examples}; a few fixed ones if all questions
 *       are of one sort, the nearest of many if they differ, diverse ones if many are alike, and as many of each label if
 *       one label would crowd out the others.
 *   <li>A program reads the reply: a form, as labels or a JSON schema; the reply is checked, and asked for once more if it
 *       does not fit. A Java program reads a record by {@link dev.tokka.prompting.RecordAnswers}.
 *   <li>It is wrong where more work would make it right: {@link dev.tokka.prompting.reasoning.Reasoning}.
 *   <li>It does not know the facts: none of these. Give it passages by {@code tokka-rag}; both may be combined, in either
 *       order.
 * </ul>
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws
 * {@link NullPointerException}. Value types are immutable. Models are safe for use by many threads.
 */
@NullMarked
package dev.tokka.prompting;

import org.jspecify.annotations.NullMarked;
