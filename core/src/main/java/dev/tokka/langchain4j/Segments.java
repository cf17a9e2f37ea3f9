// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.tokka.Passage;
import dev.tokka.Source;
import dev.tokka.Span;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Where passages stand, as metadata of LangChain4j's segments. */
final class Segments {

    private static final String DOCUMENT = "tokka.document";
    private static final String HEADINGS = "tokka.headings"; // how many; each one under this name and its index
    private static final String START = "tokka.start";

    private Segments() {}

    static TextSegment of(Passage passage) {
        Metadata metadata = new Metadata()
                .put(DOCUMENT, passage.source().document())
                .put(START, passage.source().span().start());
        List<String> headings = passage.source().headings();
        metadata.put(HEADINGS, headings.size());
        for (int i = 0; i < headings.size(); i++) {
            metadata.put(HEADINGS + "." + i, headings.get(i));
        }
        return TextSegment.from(passage.text(), metadata);
    }

    /** Returns where {@code segment} stands; in the document {@code name} if it does not tell. */
    static Source source(TextSegment segment, String name) {
        Metadata metadata = segment.metadata();
        int length = segment.text().length();
        if (metadata.containsKey(DOCUMENT) && metadata.containsKey(START) && metadata.containsKey(HEADINGS)) {
            int start = Objects.requireNonNull(metadata.getInteger(START));
            List<String> headings = Stream.iterate(0, i -> i + 1)
                    .limit(Objects.requireNonNull(metadata.getInteger(HEADINGS)))
                    .map(i -> Objects.requireNonNull(metadata.getString(HEADINGS + "." + i)))
                    .toList();
            return new Source(
                    Objects.requireNonNull(metadata.getString(DOCUMENT)), headings, new Span(start, start + length));
        }
        String document = Stream.of("file_name", "url", "source", "document_id")
                .flatMap(key -> Stream.ofNullable(metadata.toMap().get(key)))
                .map(String::valueOf)
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse(name);
        return new Source(document, List.of(), new Span(0, length));
    }
}
