// SPDX-License-Identifier: Apache-2.0
/**
 * What a text is made of: its language, its sentences, its index terms.
 *
 * <ul>
 *   <li>{@link dev.tokka.rag.text.Language} tells Japanese from everything else.
 *   <li>{@link dev.tokka.rag.text.Sentences} finds sentence borders in English and Japanese, with exact positions.
 *   <li>{@link dev.tokka.rag.text.Terms} turns a text into the terms under which an index knows it. Index, query and
 *       support scoring share it, so that they agree on what a word is.
 * </ul>
 *
 * <p>Positions are {@link dev.tokka.Span}s in UTF-16 code units. References are never {@code null}; passing one throws
 * {@link NullPointerException}. All types are immutable and safe for use by many threads.
 */
@NullMarked
package dev.tokka.rag.text;

import org.jspecify.annotations.NullMarked;
