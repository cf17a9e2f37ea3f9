// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.rag.QueryWriter;
import dev.tokka.rag.metadata.Filter;
import dev.tokka.rag.query.QueryWriters;
import dev.tokka.rag.text.Vocabulary;
import dev.tokka.testkit.RetrieverContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;

/** Each piece keeps the rules of retrievers. */
class RefinedContractTest {

    private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");
    private static final DocumentDates DATES = DocumentDates.of(Map.of(
            "fees.md", Instant.parse("2026-03-01T00:00:00Z"), "old-fees.md", Instant.parse("2020-03-01T00:00:00Z")));

    /** What all pieces are put on. */
    private interface OnLibrary extends RetrieverContract {

        @Override
        default Query query() {
            return Query.of("What is the fee of a transfer abroad, and of a card?", 6);
        }
    }

    private static Refined library() {
        return Refined.of(Library.BANK);
    }

    @Nested
    class Plain implements OnLibrary {

        @Override
        public Retriever retriever() {
            return library();
        }
    }

    @Nested
    class Reranks implements OnLibrary {

        @Override
        public Retriever retriever() {
            return library().reranked(new LengthReranker(), 5);
        }

        @Override
        public Stream<Retriever> changedRetrievers() {
            return Stream.of(library(), library().reranked(new LengthReranker(), 4));
        }
    }

    @Nested
    class Diversifies implements OnLibrary {

        @Override
        public Retriever retriever() {
            return library().diverse(0.5);
        }

        @Override
        public Stream<Retriever> changedRetrievers() {
            return Stream.of(
                    library(),
                    library().diverse(0.6),
                    library().depth(7).diverse(0.5),
                    library().diverse(0.5, new WordEncoder()));
        }
    }

    @Nested
    class DiversifiesByVectors implements OnLibrary {

        @Override
        public Retriever retriever() {
            return library().diverse(0.5, new WordEncoder());
        }
    }

    @Nested
    class CapsPerSource implements OnLibrary {

        @Override
        public Retriever retriever() {
            return library().perSource(1);
        }

        @Override
        public Stream<Retriever> changedRetrievers() {
            return Stream.of(
                    library(), library().perSource(2), library().depth(7).perSource(1));
        }
    }

    @Nested
    class PrefersTheNew implements OnLibrary {

        @Override
        public Retriever retriever() {
            return fresh(DATES, 30, 0.3);
        }

        @Override
        public Stream<Retriever> changedRetrievers() {
            return Stream.of(
                    library(),
                    fresh(DATES, 31, 0.3),
                    fresh(DATES, 30, 0.4),
                    fresh(DocumentDates.of(Map.of()), 30, 0.3));
        }

        private Retriever fresh(DocumentDates dates, int days, double share) {
            return library().fresh(new Freshness(dates, Duration.ofDays(days), share, () -> NOW));
        }
    }

    @Nested
    class Filters implements OnLibrary {

        @Override
        public Retriever retriever() {
            return library().filtered(Filter.equal("kind", "rule"));
        }

        @Override
        public Stream<Retriever> changedRetrievers() {
            return Stream.of(library(), library().filtered(Filter.equal("kind", "note")));
        }
    }

    @Nested
    class KeepsToTheDay implements OnLibrary {

        @Override
        public Retriever retriever() {
            return library().inForce(() -> NOW, "valid_from", "valid_until");
        }

        @Override
        public Stream<Retriever> changedRetrievers() {
            return Stream.of(library(), library().inForce(() -> NOW, "valid_from", "ended"));
        }
    }

    @Nested
    class Quarantines implements OnLibrary {

        @Override
        public Retriever retriever() {
            return library().without(holding("hours.md"));
        }

        @Override
        public Stream<Retriever> changedRetrievers() {
            return Stream.of(library(), library().without(holding("fees.md")));
        }

        private Quarantine holding(String document) {
            Quarantine quarantine = new Quarantine();
            quarantine.hold(document);
            return quarantine;
        }
    }

    @Nested
    class Enlarges implements OnLibrary {

        @Override
        public Retriever retriever() {
            return library().enlarged(Library.BANK, Surroundings.neighbours(1), 5);
        }

        @Override
        public Stream<Retriever> changedRetrievers() {
            return Stream.of(
                    library(),
                    library().enlarged(Library.BANK, Surroundings.neighbours(2), 5),
                    library().enlarged(Library.BANK, Surroundings.section(100), 5),
                    library().enlarged(Library.BANK, Surroundings.neighbours(1), 4));
        }
    }

    @Nested
    class Joins implements OnLibrary {

        @Override
        public Retriever retriever() {
            return library().joined(Library.BANK, 6);
        }

        @Override
        public Stream<Retriever> changedRetrievers() {
            return Stream.of(library(), library().joined(Library.BANK, 5));
        }
    }

    @Nested
    class KeepsABudget implements OnLibrary {

        @Override
        public Retriever retriever() {
            return library().withinCharacters(120);
        }

        @Override
        public Stream<Retriever> changedRetrievers() {
            return Stream.of(
                    library(),
                    library().withinCharacters(121),
                    library().within(120, TextMeasure.tokens("words", text -> text.split(" ", -1).length)));
        }
    }

    @Nested
    class Unites implements OnLibrary {

        @Override
        public Retriever retriever() {
            return Refined.union(Library.BANK, library().reranked(new LengthReranker(), 5));
        }

        @Override
        public Stream<Retriever> changedRetrievers() {
            return Stream.of(library(), Refined.union(Library.BANK), Refined.union(Library.BANK, Library.BANK));
        }
    }

    @Nested
    class Rewrites implements OnLibrary {

        private final QueryWriter writer = QueryWriter.asAsked()
                .and(QueryWriters.expanding(
                        new Vocabulary(List.of(new Vocabulary.Term("fee", "", List.of("price", "cost"))))));

        @Override
        public Retriever retriever() {
            return library().queries(writer);
        }

        @Override
        public Stream<Retriever> changedRetrievers() {
            return Stream.of(
                    library(), library().queries(QueryWriter.asAsked().and(QueryWriters.expanding(Vocabulary.EMPTY))));
        }
    }

    @Nested
    class AllTogether implements OnLibrary {

        @Override
        public Retriever retriever() {
            return Refined.union(Library.BANK, library().perSource(1))
                    .filtered(Filter.equal("kind", "rule"))
                    .reranked(new LengthReranker(), 8)
                    .diverse(0.7)
                    .perSource(2)
                    .fresh(new Freshness(DATES, Duration.ofDays(30), 0.2, () -> NOW))
                    .enlarged(Library.BANK, Surroundings.section(90), 5)
                    .joined(Library.BANK, 5)
                    .withinCharacters(400);
        }
    }
}
