// SPDX-License-Identifier: Apache-2.0
/**
 * From the bytes of a file to chunks of text that know exactly where they stand.
 *
 * <ol>
 *   <li>{@link dev.tokka.rag.document.DocumentReaders} picks a {@link dev.tokka.rag.document.DocumentReader} by the
 *       name of the file: Markdown, plain text, HTML, PDF, Office, CSV, JSON or e-mail. Files are not trusted: they are decoded strictly, within
 *       {@link dev.tokka.rag.document.ReadLimits}, and what a reader would not see on a page or screen is taken out.
 *   <li>The {@link dev.tokka.rag.document.SourceDocument} is the text, its blocks and the headings above each block.
 *   <li>A {@link dev.tokka.rag.document.Chunker} cuts it into {@link dev.tokka.rag.document.Chunk}s for an index;
 *       {@link dev.tokka.rag.document.StructureChunker} does so along sections, blocks and sentences, {@link
 *       dev.tokka.rag.document.SentenceWindowChunker} and {@link dev.tokka.rag.document.TokenChunker} in windows that may
 *       overlap.
 * </ol>
 *
 * <p>Every failure is a {@link dev.tokka.rag.document.DocumentException} that names the document. Positions are {@link
 * dev.tokka.Span}s in UTF-16 code units of {@link dev.tokka.rag.document.SourceDocument#text()}. References are never
 * {@code null} unless marked {@code @Nullable}; passing one throws {@link NullPointerException}. All types are
 * immutable and safe for use by many threads.
 */
@NullMarked
package dev.tokka.rag.document;

import org.jspecify.annotations.NullMarked;
