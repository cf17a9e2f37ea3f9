// SPDX-License-Identifier: Apache-2.0
/**
 * The embedded index: ingestion, crash-safe storage and hybrid search in one folder.
 *
 * <p>Start at {@link dev.tokka.rag.index.LuceneIndex}.
 *
 * <ul>
 *   <li>English documents: open it with an encoder, such as {@code OnnxEncoder.bgeSmallEn()}.
 *   <li>Japanese documents, or no encoder at hand: words alone rank well; the bundled encoder leaves Japanese to them.
 *   <li>Other passages, ranking or limits: {@link dev.tokka.rag.index.IndexSettings}.
 * </ul>
 *
 * <p>Failures are {@link dev.tokka.rag.index.IndexException}s, and for searches {@link dev.tokka.ModelException}s.
 */
@NullMarked
package dev.tokka.rag.index;

import org.jspecify.annotations.NullMarked;
