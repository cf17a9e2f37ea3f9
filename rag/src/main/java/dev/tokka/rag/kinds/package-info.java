// SPDX-License-Identifier: Apache-2.0
/**
 * Retrieval in files of {@link dev.tokka.config}.
 *
 * <pre>{@code
 * tokka: 1
 * model:
 *   extractive: {index: index, encoder: {bundled: bge-small-en}}
 *   with:
 *     - retrieval: {index: index, encoder: {bundled: bge-small-en}, weights: index, limit: 4}
 * }</pre>
 *
 * <p>What is put on an index stands under {@code with}, in the order of the methods of {@link dev.tokka.rag.ranking.Refined}:
 * {@code with: [{per-source: 2}, {within-characters: 6000}]}. Other retrievers are {@code refined}, {@code union}, {@code
 * postgres} and {@code opensearch}; PostgreSQL needs the jar {@code org.postgresql:postgresql}.
 *
 * <p>An index that several parts name with the same settings is opened once. It is opened with {@link
 * dev.tokka.rag.index.IndexSettings#DEFAULT} but for what {@code settings}, {@code vocabulary} and {@code tuned} say, and must
 * have been written so.
 *
 * <p>Clocks are those of the system. What is code stays code: readers of formats, counters of tokens, stores of LangChain4j
 * and a quarantine that changes while it runs; for these, offer a {@link dev.tokka.config.Kind} of your own.
 *
 * <p>References are never {@code null}; passing one throws {@link NullPointerException}.
 */
@NullMarked
package dev.tokka.rag.kinds;

import org.jspecify.annotations.NullMarked;
