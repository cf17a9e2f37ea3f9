// SPDX-License-Identifier: Apache-2.0
/**
 * Retrieval: answers that rest on passages of your documents, cited and checked.
 *
 * <p>{@link dev.tokka.rag.Retrieval} makes any {@link dev.tokka.DomainModel} answer from what a
 * {@link dev.tokka.Retriever} finds; {@link dev.tokka.rag.ExtractiveModel} needs no language model at all: it answers
 * with the sentences that fit best, or abstains. {@link dev.tokka.rag.UnsupportedSentences} says what becomes of what a
 * language model adds of its own. {@code dev.tokka.rag.index} holds the documents.
 *
 * <pre>{@code
 * DomainModel model = new ExtractiveModel(index, encoder).with(Retrieval.from(index));
 * }</pre>
 */
@NullMarked
package dev.tokka.rag;

import org.jspecify.annotations.NullMarked;
