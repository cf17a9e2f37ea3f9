// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tokka.rag.CitedText.Sentence;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CitedTextTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "The fee is due. [1];            The fee is due.;          [1]",
                "The fee is due [1].;            The fee is due.;          [1]",
                "The fee is due.[1];             The fee is due.;          [1]",
                "The fee is due [2, 1].;         The fee is due.;          [1, 2]",
                "The fee is due [ 1 ,2 ].;       The fee is due.;          [1, 2]",
                "The fee is due [1][2] [3].;     The fee is due.;          [1, 2, 3]",
                "The fee [1] is due.;            The fee is due.;          [1]",
                "The fee is due [1], [2].;       The fee is due.;          [1, 2]",
                "'The fee is due [1] 、[2]; [3].'; The fee is due.;        [1, 2, 3]",
                "The fee is due [^1][^2].;       The fee is due.;          [1, 2]",
                "The fee [1], not [2], is due.;  The fee, not, is due.;    [1, 2]",
                "The fee [1], is due.;           The fee, is due.;         [1]",
                "**The fee is due [1].**;        **The fee is due.**;      [1]",
                "- The fee is due. [1];          - The fee is due.;        [1]",
                "| The fee | due [1] |;          | The fee | due |;        [1]",
                "The fee is due. [0] [999];      The fee is due.;          [0, 999]",
                "手数料は無料です［１］。;       手数料は無料です。;       [1]",
                "手数料は無料です。［1］;        手数料は無料です。;       [1]",
                "手数料は無料です。【１】;       手数料は無料です。;       [1]",
                "手数料は無料です【１、２】。;   手数料は無料です。;       [1, 2]",
                "手数料は無料です　[１２，3]。;  手数料は無料です。;       [3, 12]"
            })
    void markersAreTakenOutOfTheSentenceThatTheyStandIn(String text, String plain, String cited) {
        CitedText parsed = CitedText.parse(text);

        assertThat(parsed.plain()).isEqualTo(plain);
        assertThat(cited(parsed)).containsExactly(cited);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "See [12345].",
                "See [abc].",
                "See [].",
                "See [-1].",
                "See [1.5].",
                "See [^a].",
                "See [^^1].",
                "See [1;2].",
                "See [1-3].",
                "See (1).",
                "See {1}.",
                "See [1",
                "See 1]."
            })
    void otherBracketsAreText(String text) {
        CitedText parsed = CitedText.parse(text);

        assertThat(parsed.plain()).isEqualTo(text);
        assertThat(cited(parsed)).containsExactly("[]");
    }

    @Test
    void aMarkerBelongsToTheSentenceBefore() {
        CitedText parsed = CitedText.parse("The fee is due. [1] It is 5 yen [2]. [3]\nAsk us.\n\n[4]");

        assertThat(sentences(parsed)).containsExactly("The fee is due.", "It is 5 yen.", "Ask us.");
        assertThat(cited(parsed)).containsExactly("[1]", "[2, 3]", "[4]");
    }

    @Test
    void aMarkerAtTheVeryStartBelongsToTheFirstSentence() {
        CitedText parsed = CitedText.parse("[1] The fee is due. It is 5 yen.");

        assertThat(sentences(parsed)).containsExactly("The fee is due.", "It is 5 yen.");
        assertThat(cited(parsed)).containsExactly("[1]", "[]");
    }

    @Test
    void japaneseSentencesNeedNoSpaceAroundMarkers() {
        CitedText parsed = CitedText.parse("手数料は無料です。[1]振込は翌営業日です[2]。窓口へ。【3】");

        assertThat(sentences(parsed)).containsExactly("手数料は無料です。", "振込は翌営業日です。", "窓口へ。");
        assertThat(cited(parsed)).containsExactly("[1]", "[2]", "[3]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", " [1] ", "[1][2]", "【１】\n[2]", ""})
    void aTextOfMarkersHasNoSentence(String text) {
        assertThat(CitedText.parse(text).sentences()).isEmpty();
    }

    @Test
    void whatIsLeftOfAMarkerAroundAMarkerDoesNotCite() {
        CitedText parsed = CitedText.parse("The fee is due [[1]2].");

        assertThat(parsed.plain()).isEqualTo("The fee is due (2).");
        assertThat(cited(parsed)).containsExactly("[1]");
    }

    @Test
    void withoutMarkersChangesBracketsOnly() {
        String text = "See [3], [1, 2], ［４］ and 【5】, not [a], [12345] or $1 \\.";

        String changed = CitedText.withoutMarkers(text);

        assertThat(changed).isEqualTo("See (3), (1, 2), （４） and （5）, not [a], [12345] or $1 \\.");
    }

    @Test
    void hostileRepliesTakeNeitherLongNorMuchStack() {
        List<String> texts = List.of(
                "a" + " ".repeat(200_000) + "b",
                "[" + "1, ".repeat(100_000) + "1",
                "[" + "1,".repeat(100_000) + "1]",
                "[1, ".repeat(50_000));

        List<Integer> sentences = assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> texts.stream()
                        .map(text -> CitedText.parse(text).sentences().size())
                        .toList());

        assertThat(sentences).containsExactly(1, 1, 0, 1);
    }

    @Property
    void sentencesJoinedHoldEveryCharacterThatIsNotOfAMarker(@ForAll("pieces") List<String> pieces) {
        CitedText parsed = CitedText.parse(String.join("", pieces));

        String kept = pieces.stream().filter(piece -> !isMarker(piece)).collect(Collectors.joining());
        assertThat(String.join("", sentences(parsed)).replaceAll("\\s", "")).isEqualTo(kept.replaceAll("\\s", ""));
    }

    @Property
    void everyMarkerBelongsToOneSentenceIfThereIsAny(@ForAll("pieces") List<String> pieces) {
        CitedText parsed = CitedText.parse(String.join("", pieces));

        long numbers =
                pieces.stream().filter(CitedTextTest::isMarker).distinct().count();
        assertThat(parsed.sentences().stream()
                        .flatMap(sentence -> sentence.cited().stream())
                        .distinct()
                        .count())
                .isEqualTo(parsed.sentences().isEmpty() ? 0 : numbers);
    }

    @Provide
    Arbitrary<List<String>> pieces() {
        return Arbitraries.of(
                        "The fee",
                        " is 4.2 % ",
                        "due.",
                        " Then",
                        "\n",
                        "\n\n",
                        "- item",
                        "手数料は",
                        "無料です。",
                        "「",
                        "」",
                        "。",
                        "!",
                        " ",
                        "[a]",
                        "[12345]",
                        " [1]",
                        "[2]",
                        "【３】",
                        "　［4］")
                .list()
                .ofMaxSize(20);
    }

    private static boolean isMarker(String piece) {
        return Arrays.asList(" [1]", "[2]", "【３】", "　［4］").contains(piece);
    }

    private static List<String> sentences(CitedText text) {
        return text.sentences().stream()
                .map(sentence -> sentence.span().of(text.plain()))
                .toList();
    }

    private static List<String> cited(CitedText text) {
        return text.sentences().stream()
                .map(Sentence::cited)
                .map(String::valueOf)
                .toList();
    }
}
