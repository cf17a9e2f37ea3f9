// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import dev.tokka.Passage;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.dataset.BenchmarkDocument;
import dev.tokka.evaluation.metric.behaviour.Grounding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * The paragraphs of the bank's documents, each a line under the heading of a product.
 *
 * @param all in the order of the documents
 */
record Paragraphs(List<Passage> all) {

    private static final int OTHERS = 3;
    private static final String HANDBOOK = "handbook";
    private static final String PRODUCT = "## ";

    Paragraphs {
        all = List.copyOf(all);
    }

    static Paragraphs of(List<BenchmarkDocument> documents) {
        List<Passage> all = new ArrayList<>();
        documents.forEach(document -> add(document, all));
        return new Paragraphs(all);
    }

    private static void add(BenchmarkDocument document, List<Passage> all) {
        String product = "";
        int start = 0;
        for (String line : document.text().split("\n", -1)) {
            if (line.startsWith(PRODUCT)) {
                product = line.substring(PRODUCT.length()).strip();
            } else if (!line.isBlank() && !line.startsWith("#")) {
                Span span = new Span(start, start + line.length());
                Source source = new Source(document.id(), List.of(document.title(), product), span);
                all.add(new Passage(document.id() + "@" + start, line, source, 1));
            }
            start += line.length() + 1;
        }
    }

    /** Returns the paragraph that says the expected value, or empty if none is expected to. */
    Optional<Passage> withFact(Case item) {
        if (!(item.expected() instanceof Expected.Texts texts)) {
            return Optional.empty();
        }
        // The 900 yen of a fee do not say that the currency is yen.
        Pattern value = Pattern.compile(
                "(?<!\\d )(?<![\\p{L}\\p{N}.])" + Pattern.quote(texts.accepted().get(0)) + "(?![\\p{L}\\p{N}]|\\.\\d)");
        return all.stream()
                .filter(passage -> item.tag(Grounding.SOURCE)
                        .equals(Optional.of(passage.source().document())))
                .filter(passage -> passage.source()
                        .headings()
                        .contains(item.tag(Tags.CLUSTER).orElse("")))
                .filter(passage -> value.matcher(passage.text()).find())
                .findFirst();
    }

    /** Draws the paragraph with the fact and three others of its handbook, in any order; where there is no fact, four. */
    List<Passage> draw(Case item, Random random) {
        Optional<Passage> fact = withFact(item);
        String handbook = fact.map(Paragraphs::handbook).orElse(HANDBOOK);
        List<Passage> others = new ArrayList<>(
                all.stream().filter(one -> handbook(one).equals(handbook)).toList());
        fact.ifPresent(others::remove);
        Collections.shuffle(others, random);
        List<Passage> drawn = new ArrayList<>(others.subList(0, fact.isPresent() ? OTHERS : OTHERS + 1));
        fact.ifPresent(drawn::add);
        Collections.shuffle(drawn, random);
        return List.copyOf(drawn);
    }

    private static String handbook(Passage passage) {
        String document = passage.source().document();
        return document.substring(0, document.indexOf('/'));
    }
}
