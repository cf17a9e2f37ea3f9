// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.overlap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.metric.Tried;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class OverlapLawsTest {

    private static final List<Metric> METRICS = List.of(
            Bleu.standard(),
            Bleu.ofCharacters(),
            Bleu.of(Tokenizer.characters()),
            ChrF.standard(),
            BertScore.of(OverlapLawsTest::letters),
            Rouge.rouge1(Tokenizer.english()),
            Rouge.rouge2(Tokenizer.characters()),
            Rouge.rougeL(Tokenizer.english()));

    /** One vector for each letter, of its number and what follows from it. */
    private static float[][] letters(String text) {
        return text.chars().mapToObj(c -> new float[] {c % 7, c % 5, 1}).toArray(float[][]::new);
    }

    @Property(tries = 100)
    void lawsHoldForAnyText(
            @ForAll @NotEmpty List<@StringLength(min = 1, max = 30) String> replies,
            @ForAll @StringLength(min = 1, max = 30) String reference) {
        Expected expected = new Expected.Texts(List.of("!" + reference, "It is " + reference));
        List<Tried> tried =
                replies.stream().map(text -> Tried.said(expected, "A" + text)).toList();
        for (Metric metric : METRICS) {
            Tried.assertLaws(metric, tried, 0, 100 + 1e-9);
        }
    }

    @Test
    void perfectRepliesGiveTheBest() {
        String text = "It is the same text, 手数料は550円です, word for word.";
        List<Tried> perfect = List.of(
                Tried.said(new Expected.Texts(List.of("Another one.", text)), text),
                Tried.said(new Expected.Graded(text, "exactly"), text));

        for (Metric metric : METRICS) {
            double best = metric instanceof Bleu || metric instanceof ChrF ? 100 : 1;
            assertThat(Tried.value(metric, perfect)).as(metric.name()).isCloseTo(best, within(1e-9));
            assertThat(metric.higherIsBetter()).isTrue();
        }
    }

    @Test
    void silenceIsTheWorstAndUnreadable() {
        Expected expected = new Expected.Texts(List.of("Some text"));

        for (Metric metric : METRICS) {
            List<Tried> silent = List.of(Tried.of(expected, Tried.abstained()), Tried.of(expected, Tried.failed()));
            assertThat(Tried.scores(metric, silent)).noneMatch(score -> score.readable() || score.value() != 0);
            assertThat(Tried.value(metric, silent)).as(metric.name()).isZero();
        }
    }

    @Test
    void casesWithoutAReferenceAreRefused() {
        for (Metric metric : METRICS) {
            for (Expected expected :
                    List.of(new Expected.NoAnswer(), new Expected.Graded(" ", "polite"), new Expected.Label("yes"))) {
                assertThatThrownBy(() -> Tried.of(expected, Tried.abstained()).by(metric))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("case case must expect texts")
                        .hasMessageContaining(expected.getClass().getSimpleName());
            }
        }
    }

    @Example
    void anotherTokenizerIsAnotherMetric() {
        assertThat(Bleu.standard().describe()).isNotEqualTo(Bleu.ofCharacters().describe());
        assertThat(Rouge.rouge1(Tokenizer.english()).describe().isOpaque()).isFalse();
        assertThat(Rouge.rouge1(text -> List.of(text)).describe().isOpaque()).isTrue();
    }

    @Test
    void shortRepliesAreSmoothedForACaseButNotForACorpus() {
        Tried yes = Tried.said(new Expected.Texts(List.of("yes")), "yes");

        assertThat(yes.by(Bleu.standard()).value()).isCloseTo(100, within(1e-9));
        assertThat(Tried.value(Bleu.standard(), List.of(yes, yes))).isZero();
    }
}
