// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static dev.tokka.rag.Passages.passage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Citation;
import dev.tokka.Passage;
import dev.tokka.Source;
import dev.tokka.Span;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroundingTest {

    private static final List<Passage> EVIDENCE = List.of(
            passage("The transfer fee is 500 yen. It is due\nat once.", "Transfers"),
            passage("Lockers cost 900 yen a year."),
            passage("手数料は無料です。振込は翌営業日です。"));

    private static final Support SUPPORT = new Support(new Lexicon(TermWeights.uniform()));

    private final Grounding grounding = new Grounding(SUPPORT, 0.5, UnsupportedSentences.KEEP);
    private final Grounding dropping = new Grounding(SUPPORT, 0.5, UnsupportedSentences.DROP);

    @Test
    void aSentenceKeepsTheMarkersOfPassagesThatSupportIt() {
        Grounding.Checked checked = check("Lockers cost 900 yen a year [2]. The transfer fee is 500 yen [1, 2].");

        assertThat(checked.text()).isEqualTo("Lockers cost 900 yen a year. [2] The transfer fee is 500 yen. [1] [2]");
        assertThat(checked.sentences())
                .containsExactly("Lockers cost 900 yen a year. [2]", " The transfer fee is 500 yen. [1] [2]");
        assertThat(checked.citations()).extracting(Citation::number).containsExactly(2, 1, 2);
        assertThat(checked.removed()).isZero();
    }

    @Test
    void markersOfPassagesThatDoNotExistAreRemovedAndCounted() {
        Grounding.Checked checked = check("Lockers cost 900 yen a year. [0][2][4] [999]");

        assertThat(checked.text()).isEqualTo("Lockers cost 900 yen a year. [2]");
        assertThat(checked.removed()).isEqualTo(3);
    }

    @Test
    void aSentenceWithoutAMarkerGetsThatOfTheBestPassage() {
        Grounding.Checked checked = check("The lockers cost 900 yen. 振込は翌営業日です。[7]");

        assertThat(checked.text()).isEqualTo("The lockers cost 900 yen. [2] 振込は翌営業日です。 [3]");
        assertThat(checked.removed()).isEqualTo(1);
    }

    @Test
    void aMarkerOfAPassageWithoutACommonTermIsReplacedByTheBest() {
        Grounding.Checked checked = check("Lockers cost 900 yen a year. [3]");

        assertThat(checked.text()).isEqualTo("Lockers cost 900 yen a year. [2]");
        assertThat(checked.removed()).isZero();
    }

    @Test
    void ofEquallyGoodPassagesTheFirstIsCited() {
        Passage again = passage("Lockers cost 900 yen.");

        Grounding.Checked checked = grounding.check("Lockers cost 900 yen.", List.of(again, again));

        assertThat(checked.text()).isEqualTo("Lockers cost 900 yen. [1]");
    }

    @Test
    void aSentenceThatNoPassageSupportsWellEnoughHasNoMarker() {
        // lockers is one of four terms
        assertThat(check("Lockers need strong keys.").text()).isEqualTo("Lockers need strong keys.");
        assertThat(check("Lockers need strong keys.").citations()).isEmpty();
        assertThat(check("Lockers need strong keys. [2]").text()).isEqualTo("Lockers need strong keys. [2]");
    }

    @Test
    void theCitationPointsAtTheClaimAndIntoTheDocument() {
        Grounding.Checked checked = check("Well. It is due at once. [1]");

        Citation citation = checked.citations().get(0);
        assertThat(checked.citations()).hasSize(1);
        assertThat(citation.claim().of(checked.text())).isEqualTo("It is due at once.");
        assertThat(citation.quote()).isEqualTo("It is due\nat once.");
        assertThat(citation.support()).isEqualTo(1);
        assertThat(citation.source().document()).isEqualTo("fees.md");
        assertThat(citation.source().headings()).containsExactly("Transfers");
        assertThat(citation.source().span()).isEqualTo(new Span(Passages.START + 29, Passages.START + 47));
    }

    @Test
    void theScoreIsTheMeanSupportByLengthWorkedByHand() {
        Grounding.Checked checked = check("Lockers cost 900 yen. [2] Cats sleep.");

        // 21 characters with a support of 1, 11 with none
        assertThat(checked.score()).isCloseTo(21.0 / 32, within(1e-12));
    }

    @Test
    void ofSeveralPassagesTheBestSupportCounts() {
        Grounding.Checked checked = check("The transfer fee is 500 yen. [2][1]");

        assertThat(checked.citations()).extracting(Citation::support).satisfies(supports -> {
            assertThat(supports.get(0)).isEqualTo(1);
            assertThat(supports.get(1)).isLessThan(0.5);
        });
        assertThat(checked.score()).isEqualTo(1);
    }

    @Test
    void theSpaceBetweenSentencesIsKeptAndThatAroundThemIsNot() {
        Grounding.Checked checked = check("[2] Lockers cost 900 yen.\n\n- It is due at once. [1]\n");

        assertThat(checked.text()).isEqualTo("Lockers cost 900 yen. [2]\n\n- It is due at once. [1]");
    }

    @Test
    void sentencesWithTooLittleSupportAreNamedByTheirPlaceInTheText() {
        Grounding.Checked checked = check("Lockers need strong keys. [2] Lockers cost 900 yen. Cats sleep.");

        assertThat(checked.text()).isEqualTo("Lockers need strong keys. [2] Lockers cost 900 yen. [2] Cats sleep.");
        assertThat(checked.unsupported())
                .extracting(span -> span.of(checked.text()))
                .containsExactly("Lockers need strong keys.", "Cats sleep.");
        assertThat(checked.dropped()).isZero();
    }

    @Test
    void droppedSentencesGoWithTheirMarkersAndCountNoMore() {
        Grounding.Checked checked = dropping.check(
                "Cats sleep. [1][7] Lockers cost 900 yen.\n\nDogs bark. It is due at once. [1]\n- Birds sing. [2]",
                EVIDENCE);

        assertThat(checked.text()).isEqualTo("Lockers cost 900 yen. [2]\n\nIt is due at once. [1]");
        assertThat(checked.sentences()).containsExactly("Lockers cost 900 yen. [2]", "\n\nIt is due at once. [1]");
        assertThat(checked.citations())
                .extracting(citation -> citation.claim().of(checked.text()))
                .containsExactly("Lockers cost 900 yen.", "It is due at once.");
        assertThat(checked.dropped()).isEqualTo(3);
        assertThat(checked.unsupported()).isEmpty();
        assertThat(checked.removed()).isEqualTo(1);
        assertThat(checked.score()).isEqualTo(1);
    }

    @Test
    void sentencesThatClaimNothingNeitherCountNorAreDropped() {
        String reply = "Sure, here is the answer:\n\n| Lockers | 900 yen |\n|---|---|\n\nI hope this helps!";

        for (Grounding any : List.of(grounding, dropping)) {
            Grounding.Checked checked = any.check(reply, EVIDENCE);

            assertThat(checked.text())
                    .isEqualTo(
                            "Sure, here is the answer:\n\n| Lockers | 900 yen | [2]\n|---|---|\n\nI hope this helps!");
            assertThat(checked.score()).isEqualTo(1);
            assertThat(checked.unsupported()).isEmpty();
            assertThat(checked.dropped()).isZero();
        }
    }

    @Test
    void aPhraseThatTheDocumentsHoldIsAClaimWhereItIsCited() {
        List<Passage> form = List.of(passage("Write your name and the answer. Summary."));

        assertThat(grounding.check("Summary.", form).citations()).isEmpty();
        assertThat(grounding.check("Summary. [1]", form).citations()).hasSize(1);
    }

    @Test
    void citationsOfAnEarlierCheckStandForNumbersBeyondTheEvidence() {
        String text = "Cats sleep. [4] Cats sleep. [4] Dogs bark. [4][5] Birds sing. [1]";
        Source pets = new Source("pets.md", List.of(), new Span(7, 18));
        Citation first = new Citation(4, new Span(0, 11), pets, "Cats sleep.", 0.9);
        Citation second = new Citation(4, new Span(16, 27), pets, "Cats sleep.", 0.9);
        Citation existing = new Citation(1, new Span(50, 61), pets, "Cats sleep.", 0.9);

        Grounding.Checked checked = dropping.check(text, EVIDENCE, List.of(first, second, existing));

        assertThat(checked.text()).isEqualTo("Cats sleep. [4] Cats sleep. [4]");
        assertThat(checked.citations()).containsExactly(first, second);
        assertThat(checked.removed()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", " [1][9]\n", "\n", ""})
    void aTextWithoutASentenceHasNothingToSupport(String text) {
        assertThat(check(text)).isEqualTo(new Grounding.Checked(List.of(), List.of(), 0, List.of(), 0, 0));
    }

    @Test
    void withoutEvidenceNothingIsSupported() {
        Grounding.Checked checked = grounding.check("Lockers cost 900 yen. [1]", List.of());

        assertThat(checked)
                .isEqualTo(new Grounding.Checked(
                        List.of("Lockers cost 900 yen."), List.of(), 1, List.of(new Span(0, 21)), 0, 0));
    }

    @Property(tries = 300)
    void claimsAreSentencesOfTheTextAndQuotesStandInTheirPassages(@ForAll("replies") String reply) {
        List<String> sentences = sentences(reply);

        Grounding.Checked checked = check(reply);

        assertThat(checked.citations()).allSatisfy(citation -> {
            Passage passage = EVIDENCE.get(citation.number() - 1);
            assertThat(sentences).contains(citation.claim().of(checked.text()));
            assertThat(checked.text().substring(citation.claim().end())).startsWith(" [");
            assertThat(citation.quote())
                    .isEqualTo(citation.source().span().shift(-Passages.START).of(passage.text()));
        });
        assertThat(checked.score()).isBetween(0.0, 1.0);
    }

    @Property(tries = 300)
    void whatWasCheckedIsNotChangedByAnotherCheck(@ForAll("replies") String reply) {
        Grounding.Checked checked = check(reply);

        Grounding.Checked again = check(checked.text());

        assertThat(again.text()).isEqualTo(checked.text());
        assertThat(again.citations()).isEqualTo(checked.citations());
        assertThat(again.removed()).isZero();
    }

    @Property(tries = 300)
    void theMarkersOfTheTextAreTheCitations(@ForAll("replies") String reply) {
        Grounding.Checked checked = check(reply);

        List<Integer> markers = CitedText.parse(checked.text()).sentences().stream()
                .flatMap(sentence -> sentence.cited().stream())
                .toList();
        assertThat(checked.citations()).extracting(Citation::number).containsExactlyElementsOf(markers);
    }

    @Provide
    Arbitrary<String> replies() {
        return Arbitraries.of(
                        "The transfer fee",
                        " is 500 yen",
                        ". ",
                        ".",
                        "Lockers cost",
                        " 900 ",
                        "\n",
                        "\n\n",
                        "- ",
                        "手数料は",
                        "無料です。",
                        "振込は翌営業日です。",
                        " [1]",
                        "[2]",
                        "[1, 3]",
                        "【３】",
                        "[9]",
                        "[",
                        "]",
                        "[12345]")
                .list()
                .ofMaxSize(16)
                .map(pieces -> String.join("", pieces));
    }

    private static List<String> sentences(String reply) {
        CitedText parsed = CitedText.parse(reply);
        return parsed.sentences().stream()
                .map(sentence -> sentence.span().of(parsed.plain()))
                .toList();
    }

    private Grounding.Checked check(String reply) {
        return grounding.check(reply, EVIDENCE);
    }
}
