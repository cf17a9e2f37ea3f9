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
 * <p>An index that several parts name with the same settings is opened once. It must have been written with {@link
 * dev.tokka.rag.index.IndexSettings#DEFAULT}, or with the settings in the file of a tuner that is named as {@code tuned};
 * for others, offer a {@link dev.tokka.config.Kind} of your own.
 *
 * <p>References are never {@code null}; passing one throws {@link NullPointerException}.
 */
@NullMarked
package dev.tokka.rag.kinds;

import org.jspecify.annotations.NullMarked;
