// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Passage;
import dev.tokka.Source;
import dev.tokka.Span;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TuningMetricTest {

    private static final TuningQuestion QUESTION = new TuningQuestion("When?", Set.of("b.md"), "at noon");
    private static final List<Passage> RANKING = List.of(
            passage("a.md", "It is at noon."),
            passage("b.md", "Not here, but below."),
            passage("b.md", "It is at\n noon."));

    @Test
    void theReciprocalRankIsWorkedByHand() {
        assertThat(TuningMetric.reciprocalRank(5).score(QUESTION, RANKING)).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(TuningMetric.reciprocalRank(2).score(QUESTION, RANKING)).isZero();
        assertThat(TuningMetric.reciprocalRank(5).score(TuningQuestion.of("?", "b.md"), RANKING))
                .isEqualTo(0.5);
    }

    @Test
    void howEarlyAnAnswerStandsIsWorkedByHand() {
        // 14 and 20 characters are read before, and half of 15
        assertThat(TuningMetric.early(100).score(QUESTION, RANKING)).isCloseTo(1 - 41.5 / 100, within(1e-12));
        assertThat(TuningMetric.early(40).score(QUESTION, RANKING)).isZero();
        assertThat(TuningMetric.early(100).score(QUESTION, List.of())).isZero();
    }

    private static Passage passage(String document, String text) {
        return new Passage(
                document + text.length(), text, new Source(document, List.of(), new Span(0, text.length())), 1);
    }
}
