// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.metric.Tried;
import java.util.List;
import org.junit.jupiter.api.Test;

class AbstentionTest {

    private static final Metric SILENT = Abstention.abstainsWhenItShould();
    private static final Metric ANSWERS = Abstention.answersWhenItShould();
    private static final Expected NONE = new Expected.NoAnswer();

    private static final List<Tried> ALL = List.of(
            Tried.of(NONE, Tried.abstained()),
            Tried.said(NONE, "something"),
            Tried.of(NONE, Tried.failed()),
            Tried.said(Tried.something(), "else"),
            Tried.of(Tried.something(), Tried.abstained()),
            Tried.of(Tried.something(), Tried.failed()),
            Tried.said(new Expected.Numeric(3), "3"));

    @Test
    void workedByHand() {
        assertThat(Tried.value(SILENT, ALL)).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(Tried.value(ANSWERS, ALL)).isEqualTo(0.5);
        Tried.assertLaws(SILENT, ALL, 0, 1);
        Tried.assertLaws(ANSWERS, ALL, 0, 1);
    }

    @Test
    void failuresAndUnwantedAbstentionsAreNotReadable() {
        assertThat(Tried.scores(SILENT, ALL))
                .extracting(Score::readable)
                .containsExactly(true, true, false, true, true, false, true);
        assertThat(Tried.scores(ANSWERS, ALL))
                .extracting(Score::readable)
                .containsExactly(true, true, false, true, false, false, true);
    }

    @Test
    void casesThatDoNotCountChangeNothing() {
        assertThat(ALL.get(3).by(SILENT)).isEqualTo(new Score(1, true, "(does not count)", List.of(0.0, 0.0)));
        assertThat(Tried.value(SILENT, ALL.subList(0, 3))).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(Tried.value(ANSWERS, ALL.subList(0, 3))).isZero(); // 0/0
        assertThat(Tried.value(SILENT, ALL.subList(3, 7))).isZero();
    }

    @Test
    void perfectModelsGetOne() {
        List<Tried> perfect = List.of(ALL.get(0), ALL.get(6));

        assertThat(Tried.value(SILENT, perfect)).isEqualTo(1);
        assertThat(Tried.value(ANSWERS, perfect)).isEqualTo(1);
    }
}
