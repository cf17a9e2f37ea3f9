// SPDX-License-Identifier: Apache-2.0
/**
 * One interface for models that answer questions in a domain, and the ways to combine them.
 *
 * <p>Start at {@link dev.tokka.DomainModel}: a model takes a {@link dev.tokka.Question} and gives an {@link
 * dev.tokka.Answer}, which is either a reply or an honest abstention. {@link dev.tokka.DomainModels} builds a model out
 * of models; a {@link dev.tokka.Specialization} makes a model an expert.
 *
 * <h2>Which model should I use?</h2>
 *
 * <ul>
 *   <li>No language model at hand, or the words of the document are the answer: the extractive model of
 *       {@code tokka-rag}.
 *   <li>The knowledge is large, or changes often: retrieval, in {@code tokka-rag}, over any model.
 *   <li>A model of your own: implement {@link dev.tokka.DomainModel}, a lambda will do, and let the test kit check it.
 * </ul>
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws
 * {@link NullPointerException}. Value types are immutable. Models are safe for use by many threads.
 */
@NullMarked
package dev.tokka;

import org.jspecify.annotations.NullMarked;
