// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.Source;
import dev.tokka.Span;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A retriever that keeps the contract: scores lines by how many words of the query they hold. */
record WordsRetriever(List<String> lines) implements Retriever {

    @Override
    public List<Passage> retrieve(Query query) {
        requireNonNull(query, "query");
        query.checkpoint("words");
        List<String> words = Arrays.asList(query.text().split("\\s+"));
        return lines.stream()
                .flatMap(line -> passage(line, words))
                .sorted(Comparator.comparingDouble(Passage::score).reversed())
                .limit(query.limit())
                .toList();
    }

    private static Stream<Passage> passage(String line, List<String> words) {
        long found = words.stream().distinct().filter(line::contains).count();
        Source source = new Source("lines.txt", List.of(), new Span(0, line.length()));
        return found == 0 ? Stream.empty() : Stream.of(new Passage(line, line, source, found));
    }

    @Override
    public Description describe() {
        return Description.of("words").with("lines", lines);
    }
}
