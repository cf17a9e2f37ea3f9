// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.Span;
import dev.tokka.rag.Documents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** See {@link Refined#enlarged}. */
record Enlarged(Retriever retriever, Documents documents, Surroundings surroundings, int depth) implements Retriever {

    Enlarged {
        requireNonNull(documents, "documents");
        requireNonNull(surroundings, "surroundings");
        Checks.requireAtLeast(1, depth, "passages");
    }

    @Override
    public List<Passage> retrieve(Query query) {
        List<Region> regions = new ArrayList<>();
        Map<String, Whole> read = new HashMap<>();
        for (Passage passage : Search.deep(retriever, query, depth, "surroundings")) {
            query.checkpoint("surroundings");
            Whole whole = read.computeIfAbsent(passage.source().document(), document -> whole(document, query));
            Region.add(regions, enlarge(passage, whole), Region.Gap.OVERLAP, whole.text());
        }
        return Search.cut(regions.stream().map(Region::passage).toList(), query);
    }

    private Whole whole(String document, Query query) {
        return new Whole(
                documents.passages(document, query.attributes()), documents.text(document, query.attributes()));
    }

    /** Grows to both sides as far as it may and the text between the passages is known. */
    private Region enlarge(Passage found, Whole whole) {
        Region region = new Region(found);
        int index = whole.indexOf(found);
        if (index < 0) {
            return region;
        }
        Span range = surroundings.around(whole.passages(), index);
        for (int i = index + 1; i < range.end(); i++) {
            Optional<Region> grown = region.join(new Region(whole.passages().get(i)), Region.Gap.ANY, whole.text());
            if (grown.isEmpty()) {
                break;
            }
            region = grown.get();
        }
        for (int i = index - 1; i >= range.start(); i--) {
            Optional<Region> grown = region.join(new Region(whole.passages().get(i)), Region.Gap.ANY, whole.text());
            if (grown.isEmpty()) {
                break;
            }
            region = grown.get();
        }
        return region;
    }

    /** The surroundings stand in the documents, whose contents the description of the retriever tells. */
    @Override
    public Description describe() {
        return Description.of("enlarged")
                .with("depth", depth)
                .with("surroundings", surroundings)
                .withPart(retriever.describe());
    }

    @Override
    public String toString() {
        return "enlarged(" + retriever + ", " + surroundings + ", " + depth + ")";
    }

    private record Whole(List<Passage> passages, Optional<String> text) {

        int indexOf(Passage found) {
            return IntStream.range(0, passages.size())
                    .filter(i -> passages.get(i)
                                    .source()
                                    .span()
                                    .equals(found.source().span())
                            && passages.get(i).text().equals(found.text()))
                    .findFirst()
                    .orElse(-1);
        }
    }
}
