// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.metric.Tried;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EntityF1Test {

    private static final Metric TAGS = EntityF1.of(TagReader.tags());
    private static final Metric MENTIONS = EntityF1.of(TagReader.mentions());

    private static Expected.TokenTags wanted(String tags) {
        List<String> all = List.of(tags.split(" "));
        return new Expected.TokenTags(
                IntStream.range(0, all.size()).mapToObj(i -> "w" + i).toList(), all);
    }

    private static Expected.TokenTags text(String text, String tags) {
        return new Expected.TokenTags(List.of(text.split(" ")), List.of(tags.split(" ")));
    }

    /** The example of the README of seqeval: F1 is 0.50. */
    @Test
    void agreesWithTheReadmeOfSeqeval() {
        List<Tried> both = List.of(
                Tried.said(wanted("O O O B-MISC I-MISC I-MISC O"), "O O B-MISC I-MISC I-MISC I-MISC O"),
                Tried.said(wanted("B-PER I-PER O"), "B-PER I-PER O"));

        assertThat(Tried.value(TAGS, both)).isEqualTo(0.5);
        assertThat(Tried.scores(TAGS, both)).extracting(Score::value).containsExactly(0.0, 1.0);
    }

    @Test
    void anEntityMayBeginWithI() {
        assertThat(Tried.said(wanted("B-PER I-PER O"), "I-PER I-PER O").by(TAGS).value())
                .isEqualTo(1);
        assertThat(Tried.said(wanted("B-PER B-ORG"), "I-PER I-ORG").by(TAGS).value())
                .isEqualTo(1);
        assertThat(Tried.said(wanted("B-PER B-PER"), "I-PER I-PER").by(TAGS).value())
                .isZero();
        assertThat(Tried.said(wanted("B-PER I-PER S-ORG"), "B-PER E-PER B-ORG")
                        .by(TAGS)
                        .value())
                .isEqualTo(1);
    }

    @Test
    void countsAreSummedOverCases() {
        List<Tried> all = List.of(
                Tried.said(wanted("B-PER O B-ORG I-ORG"), "B-PER O B-ORG O"), // 1 right of 2 given and 2 wanted
                Tried.said(wanted("O O B-LOC"), "B-LOC B-LOC B-LOC"), // 1 of 3 and 1
                Tried.of(wanted("B-PER O"), Tried.abstained())); // 0 of 0 and 1

        assertThat(Tried.value(TAGS, all)).isCloseTo(4 / 9.0, within(1e-15));
        Tried.assertLaws(TAGS, all, 0, 1);
    }

    @Test
    void tagsMayStandBesideTheirTokens() {
        Expected expected = text("Bank of : Tokyo", "B-ORG I-ORG O B-LOC");

        assertThat(Tried.said(expected, "Bank:B-ORG\nof I-ORG\n: : O\n\nTokyo\tB-LOC\n")
                        .by(TAGS)
                        .value())
                .isEqualTo(1);
        assertThat(Tried.said(expected, "[\"B-ORG\", \"I-ORG\", \"O\", \"B-LOC\"]")
                        .by(TAGS)
                        .value())
                .isEqualTo(1);
        assertThat(Tried.said(expected, "Bank:B-ORG\nat I-ORG\n: : O\nTokyo\tB-LOC")
                        .by(TAGS)
                        .readable())
                .isFalse();
        assertThat(Tried.said(expected, "BankB-ORG\nof I-ORG\n: : O\nTokyo B-LOC")
                        .by(TAGS)
                        .readable())
                .isFalse();
        assertThat(Tried.said(expected, "B-ORG I-ORG O").by(TAGS).readable()).isFalse();
        assertThat(Tried.said(expected, "There are two.").by(TAGS).readable()).isFalse();
    }

    @Test
    void mentionsAreFoundInTheText() {
        Expected expected = text(
                "Silicon Valley Bank , a bank in Silicon Valley Bank", "B-ORG I-ORG I-ORG O O O O B-ORG I-ORG I-ORG");

        assertThat(Tried.said(expected, "1. Silicon Valley Bank, ORG")
                        .by(MENTIONS)
                        .value())
                .isEqualTo(1);
        assertThat(Tried.said(expected, "Found:\n- Valley, LOC; Silicon  Valley Bank,ORG")
                        .by(MENTIONS))
                .satisfies(score -> {
                    // two places are right; the valley has no place left
                    assertThat(score.terms()).containsExactly(2.0, 3.0, 2.0);
                    assertThat(score.value()).isEqualTo(0.8);
                });
        assertThat(Tried.said(expected, "Bankers, ORG").by(MENTIONS).terms()).containsExactly(0.0, 1.0, 2.0);
        assertThat(Tried.said(expected, "I see no format here").by(MENTIONS).readable())
                .isFalse();
    }

    @Test
    void mentionsInJapanese() {
        Expected expected = new Expected.TokenTags(List.of("日本", "銀行", "は"), List.of("B-ORG", "I-ORG", "O"));

        assertThat(Tried.said(expected, "日本銀行, ORG").by(MENTIONS).value()).isEqualTo(1);
        assertThat(Tried.said(expected, "日本銀, ORG").by(MENTIONS).value()).isZero();
    }

    @Test
    void whereThereIsNothingSayingSoIsRight() {
        Expected expected = text("It rains", "O O");

        assertThat(Tried.said(expected, "None").by(MENTIONS).value()).isEqualTo(1);
        assertThat(Tried.said(expected, "O O").by(TAGS))
                .isEqualTo(new Score(1, true, "(nothing)", List.of(0.0, 0.0, 0.0)));
        assertThat(Tried.of(expected, Tried.failed()).by(MENTIONS))
                .isEqualTo(new Score(0, false, "", List.of(0.0, 1.0, 0.0)));
        assertThat(Tried.value(TAGS, List.of(Tried.said(expected, "O O")))).isZero(); // 0/0, as in seqeval
    }

    @Test
    void ownReadersAreHeldToTheFormat() {
        Expected expected = text("It rains", "O B-EVENT");
        Metric tooFew = EntityF1.of((reply, tokens) -> Optional.of(List.of("O")));
        Metric noTag = EntityF1.of((reply, tokens) -> Optional.of(List.of("O", "EVENT")));
        Metric more = EntityF1.of((reply, tokens) -> Optional.of(List.of("O", "B-EVENT", "B-EVENT")));

        assertThat(Tried.said(expected, "x").by(tooFew).readable()).isFalse();
        assertThat(Tried.said(expected, "x").by(noTag).readable()).isFalse();
        assertThat(Tried.said(expected, "x").by(more).terms()).containsExactly(1.0, 2.0, 1.0);
        assertThat(more.describe().isOpaque()).isTrue();
        assertThat(TAGS.describe().isOpaque()).isFalse();
    }

    @Test
    void otherCasesAreRefused() {
        assertThatThrownBy(() ->
                        Tried.of(new Expected.NoAnswer(), Tried.abstained()).by(TAGS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("case case must expect tags of tokens but expects NoAnswer");
        assertThatThrownBy(() -> Tried.of(wanted("ORG O"), Tried.abstained()).by(TAGS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[ORG, O]");
    }

    @Test
    void longRepliesTakeLinearTime() {
        Expected expected = text("It rains", "O O");
        String spaces = "a" + " ".repeat(300_000) + "b";

        assertThat(Tried.said(expected, spaces).by(TAGS).readable()).isFalse();
        assertThat(Tried.said(expected, spaces + ", , ,").by(MENTIONS).readable())
                .isFalse();
    }

    @Provide
    Arbitrary<String> tags() {
        return Arbitraries.of("O", "B-A", "I-A", "B-B", "I-B", "E-A", "S-B")
                .list()
                .ofSize(6)
                .map(list -> String.join(" ", list));
    }

    @Property(tries = 500)
    void agreesWithTheRulesOfConlleval(@ForAll("tags") String wanted, @ForAll("tags") String given) {
        Set<String> right = chunks(given.split(" "));
        Set<String> gold = chunks(wanted.split(" "));
        double all = right.size() + gold.size();
        right.retainAll(gold);
        List<Tried> one = List.of(Tried.said(wanted(wanted), given));

        assertThat(Tried.value(TAGS, one)).isCloseTo(all == 0 ? 0 : 2 * right.size() / all, within(1e-12));
        Tried.assertLaws(TAGS, one, 0, 1);
        assertThat(Tried.said(wanted(wanted), wanted).by(TAGS).value()).isEqualTo(1);
    }

    /** The rules as tables of which neighbours end and begin a chunk, as conlleval.pl and seqeval have them. */
    private static Set<String> chunks(String[] tags) {
        Set<String> chunks = new HashSet<>();
        List<String> padded = new ArrayList<>(Arrays.asList(tags));
        padded.add("O");
        String before = "O";
        int begin = 0;
        for (int i = 0; i < padded.size(); i++) {
            String tag = padded.get(i);
            String pair = before.charAt(0) + "" + tag.charAt(0);
            boolean otherType = !before.substring(1).equals(tag.substring(1));
            boolean ends = Set.of(
                                    "EE", "EI", "EB", "ES", "EO", "SE", "SI", "SB", "SS", "SO", "BB", "BS", "BO", "IB",
                                    "IS", "IO")
                            .contains(pair)
                    || (before.charAt(0) != 'O' && otherType);
            boolean begins = Set.of(
                                    "OB", "BB", "IB", "EB", "SB", "OS", "BS", "IS", "ES", "SS", "EE", "EI", "SE", "SI",
                                    "OE", "OI")
                            .contains(pair)
                    || (tag.charAt(0) != 'O' && otherType);
            if (ends) {
                chunks.add(before.substring(1) + begin + "-" + i);
            }
            begin = begins ? i : begin;
            before = tag;
        }
        return chunks;
    }
}
