// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.statistics.Interval;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

class ReportWritersTest {

    private static final String EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)>|`";

    @Test
    void markdownHasEveryTable() {
        String text = MarkdownReport.write(Reports.of(10), Wording.ENGLISH);

        assertThat(text)
                .startsWith("# Fees\n\nversion 1 · cases 10 · shots 0 · seeds 1 · hash of the questions ")
                .contains("| Model | exact match ↑ | unreadable |\n|---|---|---|\n")
                .contains("| RAG | 0.900 \\[0.850, 0.950\\] | 10.0 % |")
                .contains(
                        "| exact match | plain | RAG | +0.400 \\[+0.250, +0.500\\] | \\< 0.001 | different | h = +0.93 | 0.168"
                                + " | 12 |")
                .contains("| RAG | 9 | 0 | 1 | 12.0 ms | 1.50 s | 1000 / 200 | 1.25 EUR |")
                .contains("| fees | 4 | 0.500 | 0.750 |")
                .contains("| limits | 6 | 0.500 | 1.000 |");
    }

    @Test
    void whereNothingWasSeenItSaysWhatCouldHaveBeen() {
        String text = MarkdownReport.write(Reports.undecided(), Wording.ENGLISH);

        assertThat(text)
                .contains("| 0.300 | cannot be told apart | – | 0.420 | – |")
                .contains("exact match: 1 of 1 pairs cannot be told apart. With 10 questions, only a difference of at"
                        + " least 0.420 could have been seen (four times of five).")
                .contains("### Standard deviation between seeds", "| RAG | 0.035 |");
        assertThat(MarkdownReport.write(Reports.of(10), Wording.ENGLISH))
                .doesNotContain("could have been seen", "between seeds");
        assertThat(MarkdownReport.write(Reports.undecided(), Wording.JAPANESE))
                .contains("exact match：1組のうち1組は差があるとは言えない。10問では、0.420以上の差しか検出できなかった（検出力80%）。")
                .contains("### シード間の標準偏差", "| 最小検出可能差 |");
    }

    @ParameterizedTest
    @EnumSource
    void thePageSaysTheSame(Wording wording) {
        String page = HtmlReport.write(Reports.undecided(), wording);

        assertThat(page)
                .contains("<td>0.420</td>", "0.420", wording.say(Wording.Word.SEEDS), wording.say(Wording.Word.NEEDED))
                .contains("<p>exact match");
    }

    @Test
    void jsonLeavesOutWhatIsUnknown() throws IOException {
        JsonNode json = new JsonMapper().readTree(JsonReport.write(Reports.undecided()));

        assertThat(json.at("/measurements/0/standardError").doubleValue()).isEqualTo(0.1);
        assertThat(json.at("/measurements/0/betweenSeeds").doubleValue()).isEqualTo(0.0347);
        assertThat(json.at("/comparisons/0/standardError").doubleValue()).isEqualTo(0.15);
        assertThat(json.at("/comparisons/0/detectable").doubleValue()).isEqualTo(0.4204);
        assertThat(json.at("/comparisons/0").has("needed")).isFalse();
        assertThat(json.at("/comparisons/0").has("effectSize")).isFalse();
    }

    @Test
    void numbersHaveAsManyDecimalsAsTheyNeed() {
        assertThat(Numbers.of(new Interval(9.9996, 0.5, 10, 0.95))).isEqualTo("10.000 [0.500, 10.000]");
        assertThat(Numbers.of(10)).isEqualTo("10.00");
        assertThat(Numbers.of(142.9004)).isEqualTo("142.9");
        assertThat(Numbers.signed(new Interval(-1234.5, -2000, 3, 0.95))).isEqualTo("-1235 [-2000, +3]");
    }

    @Test
    void markdownSpeaksJapanese() {
        assertThat(MarkdownReport.write(Reports.of(10), Wording.JAPANESE))
                .contains("## 結果", "括弧内は95%信頼区間", "| 差がある |")
                .doesNotContain("Results");
    }

    @Test
    void jsonHasTheFigures() throws IOException {
        JsonNode json = new JsonMapper().readTree(JsonReport.write(Reports.of(10)));

        assertThat(json.at("/benchmark/cases").intValue()).isEqualTo(10);
        assertThat(json.at("/models/RAG").textValue()).isEqualTo("f2");
        assertThat(json.at("/measurements/1/low").doubleValue()).isEqualTo(0.85);
        assertThat(json.at("/comparisons/0/adjusted").doubleValue()).isEqualTo(0.0001);
        assertThat(json.at("/comparisons/0/effectSize/measure").textValue()).isEqualTo("h");
        assertThat(json.at("/comparisons/0/effectSize/value").doubleValue()).isEqualTo(0.93);
        assertThat(json.at("/comparisons/0/needed").longValue()).isEqualTo(12);
        assertThat(json.at("/measurements/0").has("betweenSeeds")).isFalse();
        assertThat(json.at("/operations/plain/p95").doubleValue()).isEqualTo(1500);
        assertThat(json.at("/operations/plain/cost/EUR").textValue()).isEqualTo("0.50");
    }

    @Test
    void junitTellsFailuresFromErrors() throws ParserConfigurationException, IOException, SAXException {
        String text = JUnitReport.write(Reports.of(10, "pl\u0001ain & <co>", "What"), 1);

        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(UTF_8)));
        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(20);
        assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(5);
        assertThat(xml.getElementsByTagName("error").getLength()).isEqualTo(1);
        assertThat(text)
                .contains("<testsuite name=\"pl\uFFFDain &amp; &lt;co&gt;\" tests=\"10\" failures=\"5\" errors=\"0\">")
                .contains("<failure message=\"exact match must be at least 1.0 but is 0.0\"/>");
    }

    @ParameterizedTest
    @EnumSource
    void thePageLoadsNothingAndHoldsEveryCase(Wording wording) {
        String page = HtmlReport.write(Reports.of(10), wording);

        assertThat(page)
                .startsWith("<!DOCTYPE html>\n<html lang=\"" + wording.tag() + "\">")
                .contains("default-src 'none'")
                .doesNotContain("http://", "https://")
                .contains("\"id\":\"q9\"")
                .contains("ModelUnavailableException: down");
    }

    @Test
    void whatModelsAndDataSetsSayStaysText() {
        Report report = Reports.of(10, EVIL, EVIL);

        String page = HtmlReport.write(report, Wording.ENGLISH);

        assertThat(Pattern.compile("<script").matcher(page).results()).hasSize(4);
        assertThat(page).doesNotContain("<img").contains("&lt;/script&gt;");
        assertThat(MarkdownReport.write(report, Wording.ENGLISH)).doesNotContainPattern("[^\\\\]<img");
    }
}
