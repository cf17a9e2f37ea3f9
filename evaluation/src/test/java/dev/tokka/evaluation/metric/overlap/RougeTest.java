// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.overlap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.metric.Tried;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RougeTest {

    private static final Metric ROUGE_1 = Rouge.rouge1(Tokenizer.english());
    private static final Metric ROUGE_2 = Rouge.rouge2(Tokenizer.english());
    private static final Metric ROUGE_L = Rouge.rougeL(Tokenizer.english());

    private static double score(Metric metric, String reply, String... references) {
        return Tried.said(new Expected.Texts(List.of(references)), reply)
                .by(metric)
                .value();
    }

    /** The example of Lin 2004: "police killed the gunman" against two orders of its words. */
    @Example
    void subsequencesKnowTheOrder() {
        String reference = "police killed the gunman";

        assertThat(score(ROUGE_L, "police kill the gunman", reference)).isEqualTo(0.75);
        assertThat(score(ROUGE_L, "the gunman kill police", reference)).isEqualTo(0.5);
        assertThat(score(ROUGE_2, "police kill the gunman", reference))
                .isEqualTo(score(ROUGE_2, "the gunman kill police", reference))
                .isCloseTo(1 / 3.0, within(1e-15));
    }

    /** What is shared stands in the comments. */
    @Example
    void workedByHand() {
        String reply = "The quick brown dog jumps on the log.";
        String reference = "The quick brown fox jumps over the lazy dog";

        // shared: the, quick, brown, dog, jumps, the; of 8 and of 9
        assertThat(score(ROUGE_1, reply, reference)).isCloseTo(12 / 17.0, within(1e-15));
        // shared: "the quick", "quick brown"; of 7 and of 8
        assertThat(score(ROUGE_2, reply, reference)).isCloseTo(4 / 15.0, within(1e-15));
        // the quick brown jumps the
        assertThat(score(ROUGE_L, reply, reference)).isCloseTo(10 / 17.0, within(1e-15));
    }

    @Example
    void wordsAreCountedAsOftenAsBothHaveThem() {
        assertThat(score(ROUGE_1, "the the the the", "the cat, the mat")).isEqualTo(0.5);
    }

    @Example
    void theBestReferenceCounts() {
        assertThat(score(ROUGE_1, "It is red.", "No.", "It is red!")).isEqualTo(1);
    }

    @Example
    void gradedTextsAreComparedWithTheirReference() {
        Tried tried = Tried.said(new Expected.Graded("It is red.", ""), "it is RED");

        assertThat(tried.by(ROUGE_1).value()).isEqualTo(1);
    }

    @Example
    void japaneseIsComparedByCharacters() {
        Metric japanese = Rouge.rouge1(Tokenizer.characters());

        // 月額550 is shared: 5 of 5 and 5 of 6
        assertThat(score(japanese, "月額５５０。", "月額550円")).isCloseTo(10 / 11.0, within(1e-15));
        assertThat(score(ROUGE_1, "月額", "月額")).isZero();
    }

    @Example
    void aWordHasNoPair() {
        assertThat(score(ROUGE_2, "yes", "yes")).isZero();
    }

    @Example
    void silenceSharesNothing() {
        Tried abstained = Tried.of(Tried.something(), Tried.abstained());
        Tried failed = Tried.of(Tried.something(), Tried.failed());

        assertThat(abstained.by(ROUGE_L).readable()).isFalse();
        assertThat(failed.by(ROUGE_L).value()).isZero();
    }

    /** Counts by removing what is matched, and subsequences by trying all of them. */
    @Property(tries = 300)
    void agreesWithBruteForce(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 3) Integer> one,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 3) Integer> other) {
        List<String> reply = one.stream().map(Object::toString).toList();
        List<String> reference = other.stream().map(Object::toString).toList();
        String said = String.join(" ", reply);
        String wanted = String.join(" ", reference);

        assertThat(score(ROUGE_1, said, wanted))
                .isCloseTo(f(shared(reply, reference), reply.size(), reference.size()), within(1e-12));
        List<String> pairs = pairs(reply);
        List<String> wantedPairs = pairs(reference);
        assertThat(score(ROUGE_2, said, wanted))
                .isCloseTo(f(shared(pairs, wantedPairs), pairs.size(), wantedPairs.size()), within(1e-12));
        assertThat(score(ROUGE_L, said, wanted))
                .isCloseTo(f(longest(reply, reference), reply.size(), reference.size()), within(1e-12));
        for (Metric metric : List.of(ROUGE_1, ROUGE_2, ROUGE_L)) {
            Expected expected = new Expected.Texts(List.of(wanted));
            Tried.assertLaws(
                    metric,
                    List.of(
                            Tried.said(expected, said),
                            Tried.said(expected, wanted),
                            Tried.of(expected, Tried.failed())),
                    0,
                    1);
        }
        assertThat(score(ROUGE_L, wanted, wanted)).isEqualTo(1);
    }

    private static double f(int shared, int given, int wanted) {
        if (shared == 0) {
            return 0;
        }
        double precision = (double) shared / given;
        double recall = (double) shared / wanted;
        return 2 * precision * recall / (precision + recall);
    }

    private static int shared(List<String> given, List<String> wanted) {
        List<String> left = new ArrayList<>(wanted);
        return (int) given.stream().filter(left::remove).count();
    }

    private static List<String> pairs(List<String> words) {
        List<String> pairs = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            pairs.add(words.get(i - 1) + " " + words.get(i));
        }
        return pairs;
    }

    private static int longest(List<String> one, List<String> other) {
        int best = 0;
        for (int chosen = 0; chosen < 1 << one.size(); chosen++) {
            int at = 0;
            boolean found = true;
            for (int i = 0; i < one.size() && found; i++) {
                if ((chosen >> i & 1) == 1) {
                    int next = other.subList(at, other.size()).indexOf(one.get(i));
                    found = next >= 0;
                    at += next + 1;
                }
            }
            best = found ? Math.max(best, Integer.bitCount(chosen)) : best;
        }
        return best;
    }
}
