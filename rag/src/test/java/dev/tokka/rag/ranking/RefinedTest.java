// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Attributes;
import dev.tokka.Deadline;
import dev.tokka.Description;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Retriever;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.rag.Documents;
import dev.tokka.rag.Reranker;
import dev.tokka.rag.metadata.Filter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class RefinedTest {

    private static final Query ANY = Query.of("anything", 10);
    private static final String FEES = Library.BANK.texts().getOrDefault("fees.md", "");
    private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");

    private final List<Query> asked = new ArrayList<>();

    @Test
    void aRerankerReplacesOrderAndScoresOfTheFirstAndTiesKeepTheirOrder() {
        Refined refined = finding(passage("aaa", 3), passage("bb", 2), passage("ccc", 1), passage("d", 0))
                .reranked(new LengthReranker(), 3);

        assertThat(refined.retrieve(ANY))
                .extracting(Passage::text, Passage::score)
                .containsExactly(tuple("bb", -2), tuple("aaa", -3), tuple("ccc", -3));
        assertThat(asked)
                .singleElement()
                .satisfies(query -> assertThat(query.limit()).isEqualTo(3));
    }

    @Test
    void aRerankerThatTakesLongIsStoppedByTheDeadline() {
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        List<Integer> batches = new ArrayList<>();
        Reranker slow = new Reranker() {
            @Override
            public double[] score(String query, List<String> texts) {
                now.updateAndGet(before -> before.plusSeconds(2));
                batches.add(texts.size());
                return new double[texts.size()];
            }

            @Override
            public Description describe() {
                return Description.of("slow");
            }
        };
        Passage[] many = new Passage[50];
        Arrays.setAll(many, i -> passage("text " + i, -i));
        Query query = new Query(
                "anything", 5, Attributes.NONE.with(Deadline.KEY, new Deadline(NOW.plusSeconds(3), now::get)));

        assertThatThrownBy(() -> finding(many).reranked(slow, 50).retrieve(query))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessage("rerank: the deadline passed PT1S ago");
        assertThat(batches).containsExactly(16, 16);
    }

    @Test
    void diversityPutsWhatIsNewBeforeWhatRepeats() {
        Passage best = passage("The transfer fee is 500 yen.", 10);
        Passage repeats = passage("The fee for a transfer is 500 yen!", 9);
        Passage news = passage("Lockers cost 900 yen.", 8);
        Passage last = passage("Branches open at nine.", 0);

        assertThat(finding(best, repeats, news, last).diverse(0.5).retrieve(ANY))
                .extracting(Passage::text)
                .startsWith(best.text(), news.text());
        assertThat(finding(best, repeats, news, last).diverse(1).retrieve(ANY))
                .extracting(Passage::text)
                .containsExactly(best.text(), repeats.text(), news.text(), last.text());
    }

    @Test
    void valuesOfDiversityAreThoseOfTheFormula() {
        Passage best = passage("transfer fee", 4);
        Passage half = passage("transfer limit", 3);
        Passage last = passage("locker", 0);

        List<Passage> found = finding(best, half, last).diverse(0.8).retrieve(ANY);

        // relevance 1, 0.75 and 0; half of the terms of the second stand in the first
        assertThat(found.get(0).score()).isEqualTo(0.8);
        assertThat(found.get(1).score()).isCloseTo(0.8 * 0.75 - 0.2 * 0.5, within(1e-12));
        assertThat(found.get(2).score()).isZero();
    }

    @Test
    void japaneseIsComparedByTermsWhereTheEncoderDoesNotCoverIt() {
        Passage best = passage("振込手数料は500円です。", 3);
        Passage repeats = passage("振込手数料は、500円です。", 2);
        Passage news = passage("貸金庫は年間900円です。", 1.9);
        Passage last = passage("窓口は9時に開きます。", 0);

        assertThat(finding(best, repeats, news, last)
                        .diverse(0.5, new WordEncoder())
                        .retrieve(ANY))
                .extracting(Passage::text)
                .startsWith(best.text(), news.text());
    }

    @Test
    void oneSourceCannotFillThePrompt() {
        Refined refined = finding(
                        in("a", 0, 9), in("a", 1, 8), in("a", 2, 7), in("b", 0, 6), in("a", 3, 5), in("c", 0, 4))
                .perSource(2);

        assertThat(refined.retrieve(Query.of("anything", 4)))
                .extracting(Passage::id)
                .containsExactly("a#0", "a#1", "b#0", "c#0");
    }

    @Test
    void freshnessCountsByHalfLives() {
        DocumentDates dates = DocumentDates.of(Map.of(
                "a", NOW.minus(Duration.ofDays(20)),
                "b", NOW.minus(Duration.ofDays(10)),
                "c", NOW.plusSeconds(1)));
        Freshness freshness = new Freshness(dates, Duration.ofDays(10), 0.5, () -> NOW);

        List<Passage> found = finding(in("a", 0, 4), in("b", 0, 3), in("c", 0, 0), in("undated", 0, 0))
                .fresh(freshness)
                .retrieve(ANY);

        assertThat(found)
                .extracting(Passage::id, Passage::score)
                .containsExactly(
                        tuple("a#0", 0.5 + 0.125),
                        tuple("b#0", 0.375 + 0.25),
                        tuple("c#0", 0.5),
                        tuple("undated#0", 0));
    }

    @Test
    void filtersAreAddedToThoseOfTheQuestion() {
        Filter asks = Filter.equal("kind", "rule");
        Filter fixed = Filter.equal("country", "jp");

        finding().filtered(fixed).retrieve(ANY);
        finding().filtered(fixed).retrieve(new Query("anything", 3, Attributes.NONE.with(Filter.KEY, asks)));
        finding().inForce(() -> NOW, "valid_from", "valid_until").retrieve(ANY);

        assertThat(asked)
                .extracting(query -> query.attributes().get(Filter.KEY).orElseThrow())
                .containsExactly(fixed, asks.and(fixed), Filter.asOf(NOW, "valid_from", "valid_until"));
        assertThat(asked).extracting(Query::limit).containsExactly(10, 3, 10);
    }

    @Test
    void aFilterThatLeavesNoRoomIsARejectedQuestion() {
        Filter deep = Filter.equal("kind", "rule");
        while (deep.depth() < Filter.MAX_DEPTH) {
            deep = new Filter.Not(deep);
        }
        Query query = new Query("anything", 3, Attributes.NONE.with(Filter.KEY, deep));

        assertThatThrownBy(
                        () -> finding().filtered(Filter.equal("country", "jp")).retrieve(query))
                .isInstanceOf(QuestionRejectedException.class)
                .hasMessage("the filter of the question leaves no room for another one");
    }

    @Test
    void whatIsInQuarantineIsFoundOnceItIsReleased() {
        Quarantine quarantine = new Quarantine();
        Refined refined = finding(in("new", 0, 2), in("known", 0, 1)).without(quarantine);
        quarantine.hold("new");
        String fingerprint = refined.describe().fingerprint();

        assertThat(refined.retrieve(ANY)).extracting(Passage::id).containsExactly("known#0");
        assertThat(quarantine.release("new")).isTrue();
        assertThat(quarantine.release("new")).isFalse();
        assertThat(refined.retrieve(ANY)).extracting(Passage::id).containsExactly("new#0", "known#0");
        assertThat(refined.describe().fingerprint()).isNotEqualTo(fingerprint);
    }

    @Test
    void aSmallPassageIsFoundAndItsSectionIsRead() {
        Refined refined = Refined.of(Library.BANK).enlarged(Library.BANK, Surroundings.section(1_000), 10);

        Passage first = refined.retrieve(Query.of("transfer fee abroad", 5)).get(0);

        assertThat(first.text()).isEqualTo("The transfer fee is 500 yen. A transfer abroad costs a fee of 2,500 yen.");
        assertThat(first.source()).isEqualTo(new Source("fees.md", List.of("Rules", "Section 1"), new Span(0, 72)));
        assertThat(first.source().span().of(FEES)).isEqualTo(first.text());
        assertThat(first.score()).isEqualTo(3);
    }

    @Test
    void neighboursAreReadWhateverTheirHeadings() {
        Passage found = Library.BANK.passages("fees.md", Attributes.NONE).get(1);
        Refined refined = finding(Search.scored(found, 1)).enlarged(Library.BANK, Surroundings.neighbours(1), 10);

        assertThat(refined.retrieve(ANY)).singleElement().satisfies(passage -> {
            assertThat(passage.text()).isEqualTo(FEES);
            assertThat(passage.source().headings()).containsExactly("Rules");
            assertThat(passage.id()).isEqualTo("fees.md#0-" + FEES.length());
        });
    }

    @Test
    void aSectionThatIsTooLongIsReadAroundThePassage() {
        Passage found = Library.BANK.passages("fees.md", Attributes.NONE).get(0);

        assertThat(finding(found)
                        .enlarged(Library.BANK, Surroundings.section(70), 10)
                        .retrieve(ANY))
                .containsExactly(found);
    }

    @Test
    void whatCannotBeReadStaysAsItWasFound() {
        Passage gone = in("gone", 0, 3);
        Passage other = new Passage("fees.md#0", "Another text.", new Source("fees.md", List.of(), new Span(0, 13)), 2);
        Passage apart = Library.BANK.passages("fees.md", Attributes.NONE).get(0);

        assertThat(finding(gone, other)
                        .enlarged(Library.BANK, Surroundings.neighbours(1), 10)
                        .retrieve(ANY))
                .containsExactly(gone, other);
        assertThat(finding(apart)
                        .enlarged(Library.BANK.withoutTexts(), Surroundings.neighbours(1), 10)
                        .retrieve(ANY))
                .as("between the sentences is a blank that nobody gives")
                .containsExactly(apart);
    }

    @Test
    void passagesThatTouchOrHaveOnlyWhiteSpaceBetweenThemAreJoined() {
        List<Passage> fees = Library.BANK.passages("fees.md", Attributes.NONE);
        Retriever found = finding(
                Search.scored(fees.get(2), 3),
                in("other", 0, 2),
                Search.scored(fees.get(0), 1),
                Search.scored(fees.get(1), 0));

        assertThat(Refined.of(found).joined(Library.BANK, 10).retrieve(ANY))
                .extracting(Passage::text, Passage::score)
                .containsExactly(tuple(FEES, 3), tuple("text 0", 2));
        assertThat(Refined.of(found).joined(Library.BANK, 3).retrieve(ANY)).hasSize(3);
    }

    @Test
    void overlapsAreWrittenOnce() {
        Documents none = Library.BANK.withoutTexts();
        Passage one = at(0, "The fee is", 2);
        Passage two = at(8, "is 500 yen.", 1);

        assertThat(finding(one, two).joined(none, 10).retrieve(ANY))
                .extracting(Passage::text)
                .containsExactly("The fee is 500 yen.");
        assertThat(finding(one, at(8, "of 500 yen.", 1)).joined(none, 10).retrieve(ANY))
                .as("two versions of a document are not joined")
                .hasSize(2);
    }

    @Test
    void aBudgetLeavesOutWhatDoesNotFit() {
        Refined refined = finding(passage("four", 3), passage("longer", 2), passage("six", 1), passage("x", 0))
                .withinCharacters(8);

        assertThat(refined.retrieve(ANY)).extracting(Passage::text).containsExactly("four", "six", "x");
    }

    @Test
    void aUnionHoldsWhatEachFinds() {
        Refined union = Refined.union(finding(in("a", 0, 2), in("b", 0, 1)), finding(in("c", 0, 9), in("b", 0, 8)));

        assertThat(union.retrieve(ANY))
                .extracting(Passage::id, Passage::score)
                .containsExactly(tuple("b#0", 2.0 / 62), tuple("a#0", 1.0 / 61), tuple("c#0", 1.0 / 61));
    }

    @Test
    void aNameShowsThePieces() {
        Refined refined = Refined.of(Library.BANK)
                .reranked(new LengthReranker(), 50)
                .diverse(0.7)
                .perSource(2)
                .enlarged(Library.BANK, Surroundings.section(4_000), 8)
                .withinCharacters(6_000);

        assertThat(refined)
                .hasToString("within(enlarged(perSource(diverse(reranked(library, 50), 0.7), 2),"
                        + " Section[maxCharacters=4000], 8), 6000 characters)");
        assertThat(Refined.union(Library.BANK, refined).toString()).startsWith("union(library, within(");
        assertThat(Refined.of(Library.BANK)
                        .filtered(Filter.equal("kind", "secret"))
                        .toString())
                .doesNotContain("secret");
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        Refined any = finding();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> any.depth(0))
                .withMessage("depth must be at least 1 but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> any.reranked(new LengthReranker(), 0))
                .withMessage("passages must be at least 1 but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> any.diverse(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> any.perSource(0));
        assertThatIllegalArgumentException().isThrownBy(() -> any.withinCharacters(0));
        assertThatIllegalArgumentException().isThrownBy(() -> any.inForce(() -> NOW, "Valid From", "until"));
        assertThatIllegalArgumentException().isThrownBy(() -> Surroundings.neighbours(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Surroundings.section(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Refined.union());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Freshness(DocumentDates.of(Map.of()), Duration.ZERO, 0.5, () -> NOW))
                .withMessage("halfLife must be positive but is PT0S");
    }

    private Refined finding(Passage... passages) {
        return Refined.of(query -> {
            asked.add(query);
            return Arrays.stream(passages).limit(query.limit()).toList();
        });
    }

    private static Tuple tuple(String text, double score) {
        return Tuple.tuple(text, score);
    }

    private static Passage passage(String text, double score) {
        return new Passage(text, text, new Source("doc of " + text, List.of(), new Span(0, text.length())), score);
    }

    private static Passage in(String document, int number, double score) {
        String text = "text " + number;
        Span span = new Span(100 * number, 100 * number + text.length());
        return new Passage(document + "#" + number, text, new Source(document, List.of(), span), score);
    }

    private static Passage at(int start, String text, double score) {
        Source source = new Source("a", List.of(), new Span(start, start + text.length()));
        return new Passage("a#" + start, text, source, score);
    }
}
