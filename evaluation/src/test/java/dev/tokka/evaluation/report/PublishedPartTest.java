// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.analysis.StrategyTable;
import dev.tokka.evaluation.analysis.StrategyTable.Row;
import dev.tokka.evaluation.analysis.StrategyTable.Together;
import dev.tokka.evaluation.published.PublishedNumber;
import dev.tokka.evaluation.published.PublishedNumbers;
import dev.tokka.evaluation.published.PublishedStrategies;
import dev.tokka.evaluation.statistics.Interval;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PublishedPartTest {

    private static final Report REPORT = Reports.of(10);

    @Test
    void markdownShowsThemUnderTheResults() {
        String text = MarkdownReport.write(
                Findings.of(REPORT)
                        .with(numbers(number("us", true, "same questions"), number("you", false, "own split"))),
                Wording.ENGLISH);

        assertThat(text)
                .contains("\n\n## Published numbers\n\nWhat others have published.")
                .contains("| System | Metric | Cases and protocol | Value | Source | Comparable |\n|---|")
                .contains("| us, RAG | exact match | Fees, test; 3-shot | 0.4230 ± 0.0237 "
                        + "| A paper, table 1, arXiv:1 (2026-05) | yes, same questions |")
                .contains("| you, RAG | exact match | Fees, test; 3-shot | (0.4230 ± 0.0237) "
                        + "| A paper, table 1, arXiv:1 (2026-05) | ✗ no: own split |");
        assertThat(text.indexOf("## Results"))
                .isLessThan(text.indexOf("## Published numbers"))
                .isPositive();
        assertThat(text.indexOf("## Published numbers")).isLessThan(text.indexOf("## Time and cost"));
    }

    @Test
    void japaneseReportsSayTheReasonInJapanese() {
        PublishedNumbers numbers = PublishedNumbers.load()
                .of("FinGPT FPB")
                .only(one -> !one.comparability().comparable());

        assertThat(MarkdownReport.write(Findings.of(REPORT).with(numbers), Wording.JAPANESE))
                .contains("## 公表値", "| システム | 指標 |", "| (0.511) |", "✗ 不可：独自の分割による。")
                .doesNotContain("own split");
        assertThat(MarkdownReport.write(
                        Findings.of(REPORT).with(numbers(number("us", true, "same questions"))), Wording.JAPANESE))
                .contains("| 可：same questions |");
    }

    @Test
    void thePageShowsThemAsText() {
        PublishedNumber evil = number("<script>alert(1)</script>", false, "<img src=x>");

        String page = HtmlReport.write(Findings.of(REPORT).with(numbers(evil)), Wording.ENGLISH);

        assertThat(page)
                .contains("<section class=\"published\">\n<h2>Published numbers</h2>")
                .contains("<td>&lt;script&gt;alert(1)&lt;/script&gt;, RAG</td>")
                .contains("<td>(0.4230 ± 0.0237)</td>")
                .contains("<td>✗ no: &lt;img src=x&gt;</td>")
                .doesNotContain("<img");
    }

    @Test
    void jsonHasEveryField() throws IOException {
        String text = JsonReport.write(Findings.of(REPORT).with(numbers(number("us", false, "own split"))));

        JsonNode one = new JsonMapper().readTree(text).at("/published/0");
        assertThat(one.at("/benchmark").textValue()).isEqualTo("Fees");
        assertThat(one.at("/split").textValue()).isEqualTo("test");
        assertThat(one.at("/protocol").textValue()).isEqualTo("3-shot");
        assertThat(one.at("/method").textValue()).isEqualTo("RAG");
        assertThat(one.at("/value").decimalValue()).isEqualByComparingTo("0.423");
        assertThat(one.at("/spread").decimalValue()).isEqualByComparingTo("0.0237");
        assertThat(one.at("/printed").decimalValue()).isEqualByComparingTo("42.3");
        assertThat(one.at("/unit").textValue()).isEqualTo("per cent");
        assertThat(one.at("/source/date").textValue()).isEqualTo("2026-05");
        assertThat(one.at("/comparable").isBoolean()).isTrue();
        assertThat(one.at("/comparable").booleanValue()).isFalse();
        assertThat(one.at("/reason").textValue()).isEqualTo("own split");
    }

    @Test
    void withoutPublishedNumbersNothingIsShown() {
        assertThat(MarkdownReport.write(REPORT, Wording.ENGLISH)).doesNotContain("Published");
        assertThat(HtmlReport.write(REPORT, Wording.ENGLISH)).doesNotContain("<section class=\"published\">");
        assertThat(JsonReport.write(REPORT)).doesNotContain("published");
    }

    @Test
    void thePapersOwnNumbersStandUnderOnesOwnTable() {
        String text = StrategyReport.write(
                table(),
                Wording.ENGLISH,
                PublishedStrategies.fineTuningOrRetrieval().subList(0, 1));

        assertThat(text)
                .startsWith("## Fine-tuning or retrieval?\n\nIn brackets behind a value: its gain")
                .contains("| System | Metric | Base | + retrieval | Fine-tuned | Fine-tuned + retrieval |"
                        + " Over the better | Interaction | Source | Comparable |\n")
                .contains("| this experiment | accuracy | 0.250 \\[0.100, 0.400\\] "
                        + "| 0.750 \\[0.600, 0.900\\] (+200.0 %) | 0.500 \\[0.400, 0.600\\] (+100.0 %) "
                        + "| 0.700 \\[0.600, 0.800\\] (+180.0 %) | -0.050 \\[-0.200, +0.100\\], p = 0.500 "
                        + "| -0.300 \\[-0.500, -0.100\\] | – | – |\n")
                .endsWith("| Mistral 7B, FT | accuracy, MMLU anatomy, 0-shot | 0.556 | 0.681 (+22.5 %) "
                        + "| 0.570 (+2.5 %) | 0.659 (+18.5 %) | -0.022 | -0.036 | Ovadia et al., Fine-Tuning or"
                        + " Retrieval?, table 1, arXiv:2312.05934 (2023-12) | ✗ no: over the paper's own corpus of"
                        + " Wikipedia, with the best number of passages from 0 to 5 |\n");
        assertThat(StrategyReport.write(table(), Wording.JAPANESE))
                .contains("## ファインチューニングか検索か", "| 今回の実験 |")
                .hasLineCount(7);
    }

    @Test
    void reportsShowThePapersOwnNumbersWhenAsked() throws IOException {
        List<PublishedStrategies> paper = PublishedStrategies.fineTuningOrRetrieval();
        Findings asked = Findings.of(REPORT).with(table(), paper);
        Findings plain = Findings.of(REPORT).with(table());

        String text = MarkdownReport.write(asked, Wording.ENGLISH);
        assertThat(text)
                .contains("## Fine-tuning or retrieval?\n\n")
                .contains("| Orca2 7B, FT-par | accuracy, Current");
        assertThat(text)
                .as("one's own row stands among those of the paper")
                .doesNotContain("## Fine-tuning, retrieval, or both")
                .contains("| this experiment | accuracy |", "Both together less the better one alone");
        assertThat(HtmlReport.write(asked, Wording.JAPANESE))
                .contains("<h2>ファインチューニングか検索か</h2>", "<td>Orca2 7B, FT-par</td>");
        JsonNode one = new JsonMapper().readTree(JsonReport.write(asked)).at("/publishedStrategies/0");
        assertThat(one.at("/benchmark").textValue()).isEqualTo("MMLU anatomy");
        assertThat(one.at("/both").doubleValue()).isEqualTo(0.659);
        assertThat(one.at("/overBetter").doubleValue()).isCloseTo(-0.022, within(1e-9));
        assertThat(MarkdownReport.write(plain, Wording.ENGLISH)).doesNotContain("## Fine-tuning or retrieval?");
        assertThat(HtmlReport.write(plain, Wording.ENGLISH)).doesNotContain("<section class=\"published\">");
        assertThat(JsonReport.write(plain)).doesNotContain("publishedStrategies");
    }

    private static StrategyTable table() {
        return new StrategyTable(
                "accuracy",
                List.of(
                        new Row("a", new Interval(0.25, 0.1, 0.4, 0.95), OptionalDouble.empty()),
                        new Row("b", new Interval(0.75, 0.6, 0.9, 0.95), OptionalDouble.of(2)),
                        new Row("c", new Interval(0.5, 0.4, 0.6, 0.95), OptionalDouble.of(1)),
                        new Row("d", new Interval(0.7, 0.6, 0.8, 0.95), OptionalDouble.of(1.8))),
                new Together("b", new Interval(-0.05, -0.2, 0.1, 0.95), 0.5, new Interval(-0.3, -0.5, -0.1, 0.95)));
    }

    private static PublishedNumbers numbers(PublishedNumber... numbers) {
        return new PublishedNumbers(List.of(numbers));
    }

    private static PublishedNumber number(String model, boolean comparable, String reason) {
        return new PublishedNumber(
                new PublishedNumber.Task("Fees", "exact match", "test", "3-shot"),
                new PublishedNumber.Entrant(model, "RAG"),
                new PublishedNumber.Value(
                        new BigDecimal("42.30"), PublishedNumber.Unit.PER_CENT, Optional.of(new BigDecimal("2.37"))),
                new PublishedNumber.Source("A paper", "arXiv:1", "table 1", Optional.of("2026-05")),
                new PublishedNumber.Comparability(comparable, reason, Optional.empty()));
    }
}
