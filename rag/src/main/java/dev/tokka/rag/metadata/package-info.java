// SPDX-License-Identifier: Apache-2.0

/**
 * What is known of a document beside its text, who may find it, and how a query asks for it.
 *
 * <p>{@link dev.tokka.rag.metadata.Labels} are given to documents by a {@link dev.tokka.rag.metadata.Labeling}; a
 * {@link dev.tokka.rag.metadata.Filter} travels with the question. The methods of {@link
 * dev.tokka.rag.metadata.Access#allows} and {@link dev.tokka.rag.metadata.Filter#matches} say what every store must
 * do.
 */
@NullMarked
package dev.tokka.rag.metadata;

import org.jspecify.annotations.NullMarked;
