// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Attributes;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.rag.Documents;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class RefinedLawsTest {

    private static final String TEXT = "ab cd. ef gh  ij\n\nkl mn op, qr st uv wx yz. 0123456789 and so on to the end";
    private static final Whole DOCUMENT = new Whole();

    @Property(tries = 300)
    void onlyTheRankingCountsWhereLambdaIsOne(@ForAll("rankings") List<Passage> ranking) {
        assertThat(ids(refined(ranking).diverse(1))).isEqualTo(ids(of(ranking)));
    }

    @Property(tries = 300)
    void diversityAndRerankingArePermutationsOfTheFirst(
            @ForAll("rankings") List<Passage> ranking, @ForAll @IntRange(min = 1, max = 12) int depth) {
        List<String> first = ids(of(ranking)).subList(0, Math.min(depth, ranking.size()));

        assertThat(ids(refined(ranking).depth(depth).diverse(0.4))).containsExactlyInAnyOrderElementsOf(first);
        assertThat(ids(refined(ranking).reranked(new LengthReranker(), depth)))
                .containsExactlyInAnyOrderElementsOf(first);
    }

    @Property(tries = 300)
    void aCapKeepsTheOrderAndIsKept(
            @ForAll("rankings") List<Passage> ranking, @ForAll @IntRange(min = 1, max = 4) int most) {
        List<Passage> kept = refined(ranking).perSource(most).retrieve(Query.of("x", 100));
        Map<String, Integer> counts = new HashMap<>();
        kept.forEach(passage -> counts.merge(passage.source().document(), 1, Integer::sum));

        assertThat(ranking.stream().filter(kept::contains).toList()).isEqualTo(kept);
        assertThat(counts.values()).allMatch(count -> count <= most);
        assertThat(refined(ranking).perSource(most).perSource(most).retrieve(Query.of("x", 100)))
                .isEqualTo(kept);
    }

    @Property(tries = 300)
    void joiningCoversTheSameCharactersOfTheDocumentAndOverlapsNowhere(@ForAll("rankings") List<Passage> ranking) {
        List<Passage> joined = refined(ranking).joined(DOCUMENT, 100).retrieve(Query.of("x", 100));

        for (String document : List.of("a", "b", "c")) {
            BitSet covered = new BitSet();
            for (Passage passage : joined) {
                Span span = passage.source().span();
                if (passage.source().document().equals(document)) {
                    assertThat(passage.text()).isEqualTo(span.of(TEXT));
                    assertThat(covered.get(span.start(), span.end()).isEmpty()).isTrue();
                    assertThat(span.start() > 0 && covered.get(span.start() - 1))
                            .isFalse();
                    covered.set(span.start(), span.end());
                }
            }
            assertThat(words(covered)).isEqualTo(words(covered(ranking, document)));
        }
    }

    @Property(tries = 300)
    void whatIsEnlargedHoldsWhatWasFoundAndOverlapsNowhere(
            @ForAll("sentences") List<Integer> found, @ForAll @IntRange(min = 1, max = 80) int characters) {
        List<Passage> all = DOCUMENT.passages("a", Attributes.NONE);
        List<Passage> ranking = new ArrayList<>();
        for (int index : found) {
            ranking.add(Search.scored(all.get(index), -ranking.size()));
        }
        List<Passage> large = refined(ranking)
                .enlarged(DOCUMENT, Surroundings.section(characters), 100)
                .retrieve(Query.of("x", 100));
        BitSet covered = new BitSet();
        for (Passage passage : large) {
            Span span = passage.source().span();
            assertThat(passage.text()).isEqualTo(span.of(TEXT));
            assertThat(covered.get(span.start(), span.end()).isEmpty()).isTrue();
            covered.set(span.start(), span.end());
        }
        BitSet wanted = covered(ranking, "a");
        wanted.andNot(covered);
        assertThat(wanted.isEmpty()).isTrue();
    }

    @Property(tries = 300)
    void aUnionDoesNotDependOnTheOrder(
            @ForAll("rankings") List<Passage> one,
            @ForAll("rankings") List<Passage> two,
            @ForAll("rankings") List<Passage> three) {
        Query all = Query.of("x", 100);

        assertThat(Refined.union(of(one), of(two), of(three)).retrieve(all))
                .isEqualTo(Refined.union(of(three), of(one), of(two)).retrieve(all));
        assertThat(ids(Refined.union(of(one)))).isEqualTo(ids(of(one)));
    }

    @Property(tries = 300)
    void aBudgetIsKept(@ForAll("rankings") List<Passage> ranking, @ForAll @IntRange(min = 1, max = 60) int most) {
        List<Passage> kept = refined(ranking).withinCharacters(most).retrieve(Query.of("x", 100));

        assertThat(ranking.stream().filter(kept::contains).toList()).isEqualTo(kept);
        assertThat(kept.stream().mapToInt(passage -> passage.text().length()).sum())
                .isLessThanOrEqualTo(most);
    }

    @Property(tries = 500)
    void inAnyOrderASmallerLimitGivesTheBeginningBestFirst(
            @ForAll("rankings") List<Passage> ranking,
            @ForAll("pieces") List<UnaryOperator<Refined>> pieces,
            @ForAll @IntRange(min = 1, max = 8) int limit) {
        Refined refined = refined(ranking);
        for (UnaryOperator<Refined> piece : pieces) {
            refined = piece.apply(refined);
        }

        List<Passage> all = refined.retrieve(Query.of("x", 100));

        assertThat(refined.retrieve(Query.of("x", limit))).isEqualTo(all.subList(0, Math.min(limit, all.size())));
        assertThat(all)
                .isSortedAccordingTo(Comparator.comparingDouble(Passage::score).reversed());
        assertThat(all).extracting(Passage::id).doesNotHaveDuplicates();
    }

    @Provide
    Arbitrary<List<UnaryOperator<Refined>>> pieces() {
        return Arbitraries.<UnaryOperator<Refined>>of(
                        refined -> refined.reranked(new LengthReranker(), 7),
                        refined -> refined.diverse(0.5),
                        refined -> refined.perSource(2),
                        refined -> refined.joined(DOCUMENT, 6),
                        refined -> refined.enlarged(DOCUMENT, Surroundings.neighbours(1), 5),
                        refined -> refined.withinCharacters(40),
                        refined -> Refined.union(refined, refined.perSource(1)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    /** Passages anywhere in three documents with one text, by falling scores; some scores are equal. */
    @Provide
    Arbitrary<List<Passage>> rankings() {
        Arbitrary<Source> sources = Combinators.combine(
                        Arbitraries.of("a", "b", "c"),
                        Arbitraries.integers().between(0, TEXT.length() - 1),
                        Arbitraries.integers().between(1, 20))
                .as((document, start, length) ->
                        new Source(document, List.of(), new Span(start, Math.min(TEXT.length(), start + length))))
                .filter(source -> !source.span().of(TEXT).isBlank());
        return sources.list().uniqueElements().ofMaxSize(15).map(list -> {
            List<Passage> ranking = new ArrayList<>();
            for (Source source : list) {
                String id = source.document() + ":" + source.span();
                ranking.add(new Passage(id, source.span().of(TEXT), source, -(ranking.size() / 2)));
            }
            return ranking;
        });
    }

    @Provide
    Arbitrary<List<Integer>> sentences() {
        int all = DOCUMENT.passages("a", Attributes.NONE).size();
        return Arbitraries.integers()
                .between(0, all - 1)
                .list()
                .uniqueElements()
                .ofMinSize(1);
    }

    private static BitSet covered(List<Passage> passages, String document) {
        BitSet covered = new BitSet();
        passages.stream().map(Passage::source).forEach(source -> {
            if (source.document().equals(document)) {
                covered.set(source.span().start(), source.span().end());
            }
        });
        return covered;
    }

    /** Returns what is covered beside white space, of which joining may add some. */
    private static BitSet words(BitSet covered) {
        BitSet words = (BitSet) covered.clone();
        for (int i = 0; i < TEXT.length(); i++) {
            if (Character.isWhitespace(TEXT.charAt(i))) {
                words.clear(i);
            }
        }
        return words;
    }

    private static Retriever of(List<Passage> ranking) {
        return query -> ranking.stream().limit(query.limit()).toList();
    }

    private static Refined refined(List<Passage> ranking) {
        return Refined.of(of(ranking));
    }

    private static List<String> ids(Retriever retriever) {
        return retriever.retrieve(Query.of("x", 100)).stream().map(Passage::id).toList();
    }

    /** The documents a, b and c, cut into pieces of seven characters, some with a character between them. */
    private record Whole() implements Documents {

        @Override
        public List<Passage> passages(String document, Attributes asker) {
            List<Passage> passages = new ArrayList<>();
            for (int start = 0; start + 7 <= TEXT.length(); start += 7 + passages.size() % 2) {
                Span span = new Span(start, start + 7);
                Source source = new Source(document, List.of("Half " + start / 40), span);
                passages.add(new Passage(document + ":" + span, span.of(TEXT), source, 0));
            }
            return passages;
        }

        @Override
        public Optional<String> text(String document, Attributes asker) {
            return Optional.of(TEXT);
        }
    }
}
