// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

/** Reads files of one format. Get one from {@link DocumentReaders}, or write one for a format of your own. */
@FunctionalInterface
public interface DocumentReader {

    /**
     * Returns the document that {@code content} holds.
     *
     * @param id the id of the document, such as its path below the ingested folder with {@code /} between names; not
     *     blank
     * @param content the bytes of the file; not changed
     * @throws DocumentException if the content cannot be read within this reader's limits; nothing else is thrown for
     *     the sake of the content, whatever it holds
     */
    SourceDocument read(String id, byte[] content);
}
