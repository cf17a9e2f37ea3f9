// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.judge.HumanAgreement;
import dev.tokka.evaluation.judge.JudgeFindings;
import dev.tokka.evaluation.judge.JudgeIdentity;
import dev.tokka.evaluation.judge.JudgeReport;
import dev.tokka.evaluation.judge.JudgeReport.Candidate;
import dev.tokka.evaluation.judge.JudgeReport.Terms;
import dev.tokka.evaluation.judge.JudgedGrade;
import dev.tokka.evaluation.judge.ModelFamily;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgePartTest {

    private static final Report REPORT = Reports.of(10);
    private static final String EVIL = "<img src=x>";
    private static final JudgeIdentity JUDGE = new JudgeIdentity(
            "gpt-4o", "0123456789abcdef", Set.of(new ModelFamily("gpt")), "ELYZA", "fedcba9876543210");

    private final JudgeReport graded = new JudgeReport(JUDGE, grades());
    private final Findings findings = Findings.of(REPORT)
            .with(JudgeFindings.of(graded, graded.compareGrades(candidate("plain"), candidate(EVIL), Terms.STRICT))
                    .with(new HumanAgreement(20, 3, 0.75, 0.5, 0.625, 0.25)));

    @Test
    void thePageShowsTheJudgeTheGradesAndTheVerdict() {
        String page = HtmlReport.write(findings, Wording.ENGLISH);

        assertThat(page)
                .contains("<section class=\"judged\">\n<h2>Judges</h2>")
                .contains("<td>gpt-4o</td><td>gpt</td><td>0123456789ab</td><td>ELYZA, fedcba987654</td>")
                .contains("<td>plain</td><td>3.000</td><td>3.000</td><td>4</td><td>0.0 %</td><td>0</td><td>0</td>"
                        + "<td>0.000, 100.0 %</td>")
                .contains("<td>&lt;img src=x&gt;</td><td>4.000</td><td>5.000</td><td>4</td><td>25.0 %</td>")
                .contains("<p>Whether plain or &lt;img src=x&gt; is better is left open: ")
                .contains(
                        "<p>Agreement with people over 20 answers: equal in 75.0 %, Cohen&#39;s kappa 0.625 (quadratic"
                                + " weights), Kendall&#39;s tau-b 0.250. Graded by one side only: 3.</p>")
                .doesNotContain("<img");
    }

    @Test
    void thePageSpeaksJapanese() {
        assertThat(HtmlReport.write(findings, Wording.JAPANESE))
                .contains("<h2>採点者による評価</h2>", "どちらが良いかは、結論を保留する：", "人の採点との一致（20件）")
                .doesNotContain("left open");
    }

    @Test
    void pairsShowHowMuchTheOrderMattered() {
        JudgeReport pairs = new JudgeReport(
                JUDGE, List.of(pair("a", false, 1), pair("a", true, 1), pair("b", false, 1), pair("b", true, 0)));

        assertThat(MarkdownReport.write(Findings.of(REPORT).with(JudgeFindings.of(pairs)), Wording.ENGLISH))
                .contains("| Model | Opponent | wins / ties / losses | orders disagree | place decided | judgements |")
                .contains("| plain | RAG | 1 / 1 / 0 | 50.0 % | 50.0 % | 4 | 0.0 % | 0 | 0 | – |")
                .doesNotContain("mean grade");
    }

    @Test
    void markdownAndJsonHaveThemToo() throws IOException {
        assertThat(MarkdownReport.write(findings, Wording.ENGLISH))
                .contains(
                        "\n## Judges\n\nGrades that a model gave",
                        "| \\<img src=x\\> | 4.000 | 5.000 |",
                        "left open: ");

        JsonNode judge = new JsonMapper().readTree(JsonReport.write(findings)).at("/judges/0");
        assertThat(judge.at("/fingerprint").textValue()).isEqualTo(JUDGE.fingerprint());
        assertThat(judge.at("/rubricHash").textValue()).isEqualTo(JUDGE.rubricHash());
        assertThat(judge.at("/grades/0/model").textValue()).isEqualTo(EVIL);
        assertThat(judge.at("/grades/0/unreadable").intValue()).isEqualTo(1);
        assertThat(judge.at("/verdicts/0/withheld").booleanValue()).isTrue();
        assertThat(judge.at("/verdicts/0/reasons/0").textValue()).contains("does not exceed");
        assertThat(judge.at("/agreement/tauB").doubleValue()).isEqualTo(0.25);
    }

    @Test
    void reportsWithoutJudgesDoNotMentionThem() {
        assertThat(HtmlReport.write(Findings.of(REPORT), Wording.ENGLISH)).doesNotContain("Judges");
        assertThat(MarkdownReport.write(Findings.of(REPORT), Wording.ENGLISH)).doesNotContain("Judges");
        assertThat(JsonReport.write(Findings.of(REPORT))).doesNotContain("judges");
    }

    private static Candidate candidate(String name) {
        return new Candidate(name, Set.of());
    }

    /** Two cases, judged twice: the one model always gets 3, the other 5 but for one reply that cannot be read. */
    private static List<JudgedGrade> grades() {
        return List.of(
                grade("a", "plain", 1, 3),
                grade("a", "plain", 2, 3),
                grade("b", "plain", 1, 3),
                grade("b", "plain", 2, 3),
                grade("a", EVIL, 1, 5),
                grade("a", EVIL, 2, 5),
                grade("b", EVIL, 1, 5),
                new JudgedGrade("b", sides(EVIL), 2, 1, JudgedGrade.Reading.UNREADABLE));
    }

    private static JudgedGrade grade(String id, String model, int repeat, double grade) {
        return new JudgedGrade(id, sides(model), repeat, grade, JudgedGrade.Reading.READ);
    }

    private static JudgedGrade.Sides sides(String model) {
        return new JudgedGrade.Sides(model, "", false);
    }

    private static JudgedGrade pair(String id, boolean swapped, double grade) {
        return new JudgedGrade(id, new JudgedGrade.Sides("plain", "RAG", swapped), 1, grade, JudgedGrade.Reading.READ);
    }
}
