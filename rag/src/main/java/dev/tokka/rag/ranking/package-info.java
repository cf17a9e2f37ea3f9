// SPDX-License-Identifier: Apache-2.0

/**
 * What may follow a search: small pieces, each a {@link dev.tokka.Retriever} made of another.
 *
 * <p>{@link dev.tokka.rag.ranking.Refined} puts them on a retriever, in any order:
 *
 * <pre>{@code
 * Retriever best = Refined.of(index).reranked(reranker, 50).perSource(2).enlarged(index, Surroundings.section(4_000), 10);
 * }</pre>
 *
 * <p>Every piece looks at a fixed number of passages, its depth, and cuts to the limit of the query afterwards, so that a
 * smaller limit gives the beginning of what a larger one gives; it finds at most as many passages as it is deep.
 */
@NullMarked
package dev.tokka.rag.ranking;

import org.jspecify.annotations.NullMarked;
