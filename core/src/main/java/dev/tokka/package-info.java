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
 * <h2>Which combinator should I use?</h2>
 *
 * <ul>
 *   <li>Another model where one abstains or fails: {@link dev.tokka.DomainModels#fallback fallback}.
 *   <li>Different models for different questions: {@link dev.tokka.DomainModels#route route}.
 *   <li>A cheap model first, a dear one where it is not good enough: {@link dev.tokka.DomainModels#cascade cascade}.
 *   <li>What several models, or several tries of one, agree on: {@link dev.tokka.DomainModels#vote vote}, {@link
 *       dev.tokka.DomainModels#selfConsistent selfConsistent}.
 *   <li>The same question again and again: {@link dev.tokka.DomainModels#cached cached}.
 *   <li>A model that is slow, overloaded or down at times: {@link dev.tokka.DomainModels#resilient resilient}.
 *   <li>A model that must not be used too much: {@link dev.tokka.DomainModels#limited limited}.
 *   <li>Metrics and traces: {@link dev.tokka.DomainModels#observed observed}.
 * </ul>
 *
 * <p>They nest in any order, and the order matters: a cache outside of a limit answers without using it up, and a limit
 * outside of retries counts a call once, however often it is tried.
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws
 * {@link NullPointerException}. Value types are immutable. Models are safe for use by many threads.
 */
@NullMarked
package dev.tokka;

import org.jspecify.annotations.NullMarked;
