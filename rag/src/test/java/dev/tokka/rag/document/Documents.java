// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the tests of this package look at documents with. */
final class Documents {

    private Documents() {}

    static SourceDocument read(String id, String content) {
        return read(id, content.getBytes(StandardCharsets.UTF_8));
    }

    static SourceDocument read(String id, byte[] content) {
        return DocumentReaders.create().forName(id).orElseThrow().read(id, content);
    }

    static DocumentException failure(String id, byte[] content) {
        return catchThrowableOfType(DocumentException.class, () -> read(id, content));
    }

    /** Returns the blocks as {@code "KIND [headings] text"}. */
    static List<String> blocks(SourceDocument document) {
        return document.blocks().stream()
                .map(block -> block.kind() + " " + block.headings() + " "
                        + block.span().of(document.text()))
                .toList();
    }
}
