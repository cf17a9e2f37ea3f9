// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import static java.util.Objects.requireNonNull;

import dev.tokka.Attributes;
import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.rag.Documents;
import dev.tokka.rag.text.Sentences;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Documents in memory, whose passages are their sentences and whose sections are their paragraphs; found by how many
 * words of the query they hold.
 */
record Library(Map<String, String> texts) implements Retriever, Documents {

    static final Library BANK = new Library(Map.of(
            "cards.md",
            "A lost card is blocked at once. A new card costs 1,000 yen.\n\nA card payment can be disputed for 60 days.",
            "fees.md",
            "The transfer fee is 500 yen. A transfer abroad costs a fee of 2,500 yen.\n\nA card has no yearly fee.",
            "old-fees.md",
            "The transfer fee is 400 yen. Lockers cost 900 yen a year.",
            "hours.md",
            "A transfer before the cut-off at 15:00 is made on the same day."));

    Library {
        texts = new TreeMap<>(texts);
    }

    @Override
    public List<Passage> retrieve(Query query) {
        requireNonNull(query, "query").checkpoint("library");
        Set<String> asked = words(query.text());
        List<Passage> found = new ArrayList<>();
        for (String document : texts.keySet()) {
            for (Passage passage : passages(document, query.attributes())) {
                Set<String> common = words(passage.text());
                common.retainAll(asked);
                if (!common.isEmpty()) {
                    found.add(Search.scored(passage, common.size()));
                }
            }
        }
        found.sort(Comparator.comparingDouble(Passage::score).reversed());
        return found.stream().limit(query.limit()).toList();
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>(List.of(text.toLowerCase(Locale.ROOT).split("\\W+", -1)));
        words.remove("");
        return words;
    }

    @Override
    public List<Passage> passages(String document, Attributes asker) {
        String text = texts.getOrDefault(document, "");
        List<Passage> passages = new ArrayList<>();
        for (Span span : Sentences.of(text)) {
            int section = text.substring(0, span.start()).split("\n\n", -1).length;
            Source source = new Source(document, List.of("Rules", "Section " + section), span);
            passages.add(new Passage(document + "#" + passages.size(), span.of(text), source, 0));
        }
        return passages;
    }

    @Override
    public Optional<String> text(String document, Attributes asker) {
        return Optional.ofNullable(texts.get(document));
    }

    /** Returns these documents without their whole texts, as of a store that keeps none. */
    Documents withoutTexts() {
        return (document, asker) -> passages(document, asker);
    }

    @Override
    public Description describe() {
        return Description.of("library").with("texts", texts);
    }

    @Override
    public String toString() {
        return "library";
    }
}
