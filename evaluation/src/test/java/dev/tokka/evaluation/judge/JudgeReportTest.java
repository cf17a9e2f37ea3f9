// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Description;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgeReportTest {

    private static final JudgeReport.Terms STRICT = JudgeReport.Terms.STRICT;

    private final Description gpt = Description.of("chat", "gpt-4o-2024-08-06");
    private final JudgeIdentity judge = JudgeIdentity.of(gpt, Rubric.elyzaTasks100());
    private final JudgeReport.Candidate base =
            JudgeReport.Candidate.of("base", Description.of("chat", "Qwen/Qwen2.5-7B"));
    private final JudgeReport.Candidate tuned = JudgeReport.Candidate.of("tuned", Description.of("chat", "llama-3-8b"));

    @Test
    void clearDifferenceIsConcluded() {
        JudgeVerdict verdict = report(2, 5, 0).compareGrades(base, tuned, STRICT);

        assertThat(verdict.isWithheld()).isFalse();
        assertThat(verdict.effect()).isEqualTo(new JudgeVerdict.Effect(-3, -3, 0));
        assertThat(verdict.inWords())
                .startsWith("The judge prefers tuned to base")
                .contains("gpt-4o-2024-08-06");
        assertThat(verdict.judge().fingerprint()).isEqualTo(gpt.fingerprint());
        assertThat(verdict.judge().rubricHash())
                .isEqualTo(Rubric.elyzaTasks100().hash());
    }

    @Test
    void verdictsSpeakJapaneseToo() {
        assertThat(report(2, 5, 0).compareGrades(base, tuned, STRICT).inWords(Locale.JAPANESE))
                .startsWith("採点者は base より tuned を良いとした（差 -3.000、")
                .contains("採点者：gpt-4o-2024-08-06（採点基準 ");
        JudgeVerdict withheld = report(3, 4, 1).compareGrades(base, tuned, STRICT);
        assertThat(withheld.inWords(Locale.JAPAN))
                .startsWith("base と tuned のどちらが良いかは、結論を保留する：差 1.000 が、採点者自身のばらつき 1.386 を超えない");
        assertThat(withheld.inWords(Locale.FRENCH)).isEqualTo(withheld.inWords());
    }

    @Test
    void noiseThatIsNotKnownIsNoNumber() {
        JudgeReport once =
                new JudgeReport(judge, List.of(Judged.grade("a", "base", 1, 1), Judged.grade("a", "tuned", 1, 5)));

        assertThat(once.compareGrades(base, tuned, STRICT).inWords())
                .contains("noise of the judge unknown")
                .doesNotContain("Infinity");
    }

    @Test
    void summariesAreThoseOfEveryModelAndPair() {
        List<JudgedGrade> all = new ArrayList<>(report(2, 5, 0).grades());
        all.addAll(pairs(1, 1).grades());
        JudgeReport report = new JudgeReport(judge, all);

        assertThat(report.summaries()).containsExactly(report.summary("base"), report.summary("tuned"));
        assertThat(report.pairSummaries()).containsExactly(report.pairs("base", "tuned"));
    }

    @Test
    void noiseAboveTheEffectWithholds() {
        // Each of 4 cases has repeats 2 apart: deviation sqrt(2), so 1.96 * sqrt(2 * 2 / 8) = 1.386 for the difference.
        JudgeVerdict verdict = report(3, 4, 1).compareGrades(base, tuned, STRICT);

        assertThat(verdict.effect().noise()).isCloseTo(1.385904, within(1e-6));
        assertThat(verdict.reasons()).singleElement().asString().contains("1.000 does not exceed", "noise of 1.386");
        assertThat(verdict.inWords()).contains("left open");
    }

    @Test
    void withoutRepeatsTheNoiseIsUnknown() {
        JudgeReport once =
                new JudgeReport(judge, List.of(Judged.grade("a", "base", 1, 1), Judged.grade("a", "tuned", 1, 5)));

        assertThat(once.compareGrades(base, tuned, STRICT).reasons())
                .singleElement()
                .asString()
                .contains("nothing was judged twice");
    }

    @Test
    void familyOfTheJudgeNeedsAWaiver() {
        JudgeReport.Candidate own = JudgeReport.Candidate.of("tuned", Description.of("chat", "gpt-4.1-mini"));
        JudgeVerdict refused = report(2, 5, 0).compareGrades(base, own, STRICT);
        JudgeVerdict waived = report(2, 5, 0).compareGrades(base, own, STRICT.waiving("accepted by validation"));

        assertThat(refused.reasons()).singleElement().asString().contains("one model family (gpt)");
        assertThat(waived.isWithheld()).isFalse();
        assertThat(waived.notes()).singleElement().asString().contains("accepted by validation");
    }

    @Test
    void unknownFamiliesAreNoted() {
        JudgeReport.Candidate unknown = new JudgeReport.Candidate("tuned", Set.of());
        JudgeReport report =
                new JudgeReport(judge.withFamilies(Set.of()), report(2, 5, 0).grades());

        assertThat(report.compareGrades(base, unknown, STRICT).notes())
                .extracting(Remark::english)
                .containsExactly("the family of tuned is not known", "the family of the judge is not known");
    }

    @Test
    void unreadJudgementsThatDecideWithhold() {
        List<JudgedGrade> grades = new ArrayList<>();
        for (int repeat = 1; repeat <= 2; repeat++) {
            for (String id : List.of("a", "b")) {
                grades.add(Judged.grade(id, "base", repeat, 3));
            }
            grades.add(Judged.grade("a", "tuned", repeat, 4));
            grades.add(Judged.unread("b", "tuned", repeat));
        }
        JudgeReport report = new JudgeReport(judge, grades);
        JudgeVerdict verdict = report.compareGrades(base, tuned, STRICT);

        assertThat(verdict.effect()).isEqualTo(new JudgeVerdict.Effect(0.5, -1, 0));
        assertThat(verdict.reasons()).singleElement().asString().contains("could not be read decide");
        GradeSummary summary = report.summary("tuned");
        assertThat(summary.counts().parseFailureRate()).isEqualTo(0.5);
        assertThat(summary.mean()).isEqualTo(2.5);
        assertThat(summary.meanOfRead()).hasValue(4);
        assertThat(summary.toString()).contains("2.500", "4.000 without them", "2 unreadable");
        assertThat(report.compareGrades(base, tuned, STRICT.excludingUnread()).reasons())
                .hasSize(1);
    }

    @Test
    void repeatsShowDeviationAndSelfAgreement() {
        GradeSummary summary = GradeSummary.of(List.of(
                Judged.grade("a", "base", 1, 4),
                Judged.grade("a", "base", 2, 4),
                Judged.grade("b", "base", 1, 2),
                Judged.grade("b", "base", 2, 4)));

        // Squares 0 and 2 over 2 degrees of freedom.
        assertThat(summary.repeats()).contains(new GradeSummary.Repeats(1, 0.5));
    }

    @Test
    void pairsWonInBothOrdersAreConcluded() {
        JudgeVerdict verdict = pairs(1, 1).comparePairs(base, tuned, STRICT);

        assertThat(verdict.isWithheld()).isFalse();
        assertThat(verdict.effect()).isEqualTo(new JudgeVerdict.Effect(1, 1, 0));
    }

    @Test
    void positionBiasWithholds() {
        JudgeVerdict verdict = pairs(1, 0).comparePairs(base, tuned, STRICT);

        assertThat(pairs(1, 0).pairs("base", "tuned").orders()).isEqualTo(new PairSummary.Orders(1, 1, 1));
        assertThat(verdict.effect().difference()).isZero();
        assertThat(verdict.reasons())
                .anyMatch(reason -> reason.english().contains("place of the answers decided 100.0 %"));
    }

    @Test
    void refusesGradesThatDoNotFit() {
        JudgeReport report = report(2, 5, 0);

        assertThatThrownBy(() -> report.summary("other")).hasMessageContaining("no grades of other");
        assertThatThrownBy(() -> report.pairs("base", "tuned")).hasMessageContaining("against tuned");
        assertThatThrownBy(() -> PairSummary.of(List.of(Judged.pair("a", false, 1, 1))))
                .hasMessageContaining("once in each order");
        assertThatThrownBy(() -> GradeSummary.of(report.grades())).hasMessageContaining("one model");
        JudgeReport different =
                new JudgeReport(judge, List.of(Judged.grade("a", "base", 1, 1), Judged.grade("b", "tuned", 1, 5)));
        assertThatThrownBy(() -> different.compareGrades(base, tuned, STRICT)).hasMessageContaining("same cases");
    }

    /** Two repeats over four cases: one lower and one higher than the mean by {@code spread}. */
    private JudgeReport report(double ofBase, double ofTuned, double spread) {
        List<JudgedGrade> grades = new ArrayList<>();
        for (String id : List.of("a", "b", "c", "d")) {
            for (int repeat = 1; repeat <= 2; repeat++) {
                double off = repeat == 1 ? -spread : spread;
                grades.add(Judged.grade(id, "base", repeat, ofBase + off));
                grades.add(Judged.grade(id, "tuned", repeat, ofTuned + off));
            }
        }
        return new JudgeReport(judge, grades);
    }

    private JudgeReport pairs(double asIs, double swapped) {
        List<JudgedGrade> grades = new ArrayList<>();
        for (int repeat = 1; repeat <= 2; repeat++) {
            grades.add(Judged.pair("a", false, repeat, asIs));
            grades.add(Judged.pair("a", true, repeat, swapped));
        }
        return new JudgeReport(judge, grades);
    }
}
