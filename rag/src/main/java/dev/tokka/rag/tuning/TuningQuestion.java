// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.tuning;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Passage;
import java.util.Set;

/**
 * A question and where its answer stands.
 *
 * @param text what is asked; not blank
 * @param sources the ids of the documents each of which answers it; at least one
 * @param quote the words that answer it; empty if every passage of the sources is as good
 */
public record TuningQuestion(String text, Set<String> sources, String quote) {

    /** Checks that there is a text and a source. */
    public TuningQuestion {
        Checks.requireText(text, "text");
        sources = Set.copyOf(sources);
        Checks.requireAtLeast(1, sources.size(), "number of sources");
        requireNonNull(quote, "quote");
    }

    /** Returns a question that any passage of {@code source} answers. */
    public static TuningQuestion of(String text, String source) {
        return new TuningQuestion(text, Set.of(source), "");
    }

    /** Returns whether {@code passage} is of a source and holds the quote, however white space stands between its words. */
    public boolean isAnsweredBy(Passage passage) {
        return sources.contains(passage.source().document())
                && spaced(passage.text()).contains(spaced(quote));
    }

    private static String spaced(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
