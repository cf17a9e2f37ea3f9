// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.Query;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.index.LuceneIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a query takes, against {@link SearchByHand}, query by query in turn.
 *
 * @param index an index of SciFact
 * @param texts the queries
 */
record QueryLatency(Path index, List<String> texts) {

    private static final int LIMIT = 10;
    private static final int ROUNDS = 4;

    /** One way to search. */
    private interface Search {

        /** Searches and returns how many passages were found. */
        int run(String text) throws IOException;
    }

    /** Measures several rounds over all queries after one that does not count. */
    List<Figure> measure(Encoder encoder) throws IOException {
        try (LuceneIndex opened = LuceneIndex.open(index, encoder);
                SearchByHand byHand = new SearchByHand(index, encoder)) {
            Timed tokka =
                    new Timed(text -> opened.retrieve(Query.of(text, LIMIT)).size());
            Timed lucene = new Timed(byHand::search);
            for (int round = 0; round <= ROUNDS; round++) {
                boolean counts = round > 0;
                for (int i = 0; i < texts.size(); i++) {
                    boolean tokkaFirst = (i + round) % 2 == 0;
                    (tokkaFirst ? tokka : lucene).run(texts.get(i), counts);
                    (tokkaFirst ? lucene : tokka).run(texts.get(i), counts);
                }
            }
            return List.of(
                    Figure.of("query, Tokka, p50", tokka.median(), "ms"),
                    Figure.of("query, by hand, p50", lucene.median(), "ms"),
                    Figure.of("query, p50, ratio", tokka.median() / lucene.median())
                            .atMost(1.2));
        }
    }

    private static final class Timed {

        private final Search search;
        private final List<Double> millis = new ArrayList<>();

        Timed(Search search) {
            this.search = search;
        }

        void run(String text, boolean counts) throws IOException {
            long start = System.nanoTime();
            int found = search.run(text);
            double taken = (System.nanoTime() - start) / 1e6;
            if (found == 0) {
                throw new IllegalStateException("expected passages but a search found none");
            }
            if (counts) {
                millis.add(taken);
            }
        }

        double median() {
            return Percentile.median(
                    millis.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }
}
