// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.analysis.StrategyTable;
import dev.tokka.evaluation.recommendation.Constraints;
import dev.tokka.evaluation.recommendation.Operations;
import dev.tokka.evaluation.recommendation.Recommendation;
import dev.tokka.evaluation.recommendation.Terms;
import dev.tokka.evaluation.statistics.Interval;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private static final String NAME = "<b>plain</b> | *x*";

    private final Report report = Reports.of(10, NAME, "What");
    private final Findings findings = Findings.of(report).with(recommendation()).with(strategies());

    @Test
    void thePageBeginsWithTheRecommendation() {
        String page = HtmlReport.write(findings, Wording.ENGLISH);

        assertThat(page)
                .contains("<h2>Recommendation</h2>\n<p>Use <strong>RAG</strong>.</p>", "<h3>Why</h3>")
                .contains("&lt;b&gt;plain&lt;/b&gt; | *x*")
                .doesNotContain("<b>plain");
        assertThat(page.indexOf("<h2>Recommendation</h2>")).isLessThan(page.indexOf("<h2>Results</h2>"));
    }

    @Test
    void thePagePlotsQualityAgainstMoneyAndMemory() {
        assertThat(HtmlReport.write(findings, Wording.ENGLISH))
                .contains("<figcaption>Quality and money</figcaption>", "per 1,000 answers, in EUR")
                .contains("<figcaption>Quality and memory</figcaption>", "class=\"ring c1\"");
        assertThat(HtmlReport.write(Findings.of(report), Wording.ENGLISH))
                .contains("<figcaption>Quality and time</figcaption>")
                .doesNotContain("Quality and money", "class=\"ring");
    }

    @Test
    void thePageHasTheTableOfStrategies() {
        assertThat(HtmlReport.write(findings, Wording.ENGLISH))
                .contains("<h2>Fine-tuning, retrieval, or both</h2>")
                .contains("<tr><td>tuned</td><td>0.600 [0.500, 0.700]</td><td>+20.0 %</td></tr>")
                .contains("the better one alone (tuned): +0.100 [+0.000, +0.200], p = 0.040.");
    }

    @Test
    void thePageSpeaksJapanese() {
        assertThat(HtmlReport.write(findings, Wording.JAPANESE))
                .contains("<h2>推奨案</h2>", "の採用を推奨します", "<h2>ファインチューニングか、検索か、両方か</h2>", "品質と費用");
    }

    @Test
    void markdownHasThemToo() {
        assertThat(MarkdownReport.write(findings, Wording.ENGLISH))
                .contains("\n## Recommendation\n\nUse **RAG**.\n\n### Why\n")
                .contains("\n## Fine-tuning, retrieval, or both\n\n| Model | exact match | relative gain |\n")
                .contains("| tuned | 0.600 \\[0.500, 0.700\\] | +20.0 % |");
    }

    @Test
    void jsonHasThemToo() throws IOException {
        JsonNode json = new JsonMapper().readTree(JsonReport.write(findings));

        assertThat(json.at("/recommendation/chosen").textValue()).isEqualTo("RAG");
        assertThat(json.at("/recommendation/constraints/EGRESS").textValue()).isEqualTo("0");
        assertThat(json.at("/recommendation/excluded").get(NAME).at("/0/limit").textValue())
                .isEqualTo("EGRESS");
        assertThat(json.at("/strategies/rows/1/relativeGain").doubleValue()).isEqualTo(0.2);
        assertThat(json.at("/strategies/interaction/value").doubleValue()).isEqualTo(-0.1);
    }

    private Recommendation recommendation() {
        return Recommendation.of(
                report,
                option -> {
                    Operations known =
                            option.operations().withMemory(option.name().equals("RAG") ? 9 << 20 : 5 << 20, 0);
                    Terms terms = option.name().equals("RAG")
                            ? Terms.UNKNOWN.withoutEgress()
                            : Terms.UNKNOWN.withEgress(java.util.Set.of("api.example.com"));
                    return option.with(known).with(terms);
                },
                Constraints.NONE.noEgress());
    }

    private static StrategyTable strategies() {
        return new StrategyTable(
                "exact match",
                List.of(
                        new StrategyTable.Row("base", interval(0.5), OptionalDouble.empty()),
                        new StrategyTable.Row("tuned", interval(0.6), OptionalDouble.of(0.2))),
                new StrategyTable.Together("tuned", interval(0.1), 0.04, interval(-0.1)));
    }

    private static Interval interval(double value) {
        return new Interval(value, value - 0.1, value + 0.1, 0.95);
    }

    @Test
    void aRecommendationInMarkdownStaysOne() {
        assertThat(new MarkdownPart().markdown(recommendation().toMarkdown(Locale.ENGLISH)))
                .startsWith("## Recommendation\n")
                .doesNotContain("\n# ");
    }
}
