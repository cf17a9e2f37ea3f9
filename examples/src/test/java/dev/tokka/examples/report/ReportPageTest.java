// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.evaluation.report.HtmlReport;
import dev.tokka.evaluation.report.Wording;
import dev.tokka.examples.Browser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The page of a report in Chromium, as its readers use it. Skipped where there is no Chromium, unless
 * tokka.chromium=required.
 */
class ReportPageTest {

    private static final String ATTACK =
            "</script><img src=\"http://127.0.0.1:9/\" onerror=\"document.title='attacked'\"><b>\u202Edesrever";
    private static final String MODEL = "[aria-label=Model]";
    private static final String OUTCOME = "[aria-label=outcome]";

    @TempDir
    static Path temp;

    private static Optional<Browser> chromium = Optional.empty();

    @BeforeAll
    static void start() throws IOException {
        String missing = Browser.missing();
        if ("required".equals(System.getProperty("tokka.chromium"))) {
            assertThat(missing).isEmpty();
        }
        assumeTrue(missing.isEmpty(), missing);
        Browser browser = Browser.start("en-GB", Files.createDirectory(temp.resolve("profile")));
        chromium = Optional.of(browser);
        browser.open(URI.create("about:blank")); // what Chromium shows first asks for parts of its own
    }

    @AfterAll
    static void close() throws IOException {
        if (chromium.isPresent()) {
            chromium.get().close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void thePageAsksForNothingAndShowsEverything(Wording wording) throws IOException {
        Browser browser = chromium.orElseThrow();
        browser.requests();
        browser.complaints();

        Path page = show(browser, fees(), wording);

        assertThat(browser.requests()).containsExactly(page.toUri().toString());
        assertThat(browser.complaints()).isEmpty();
        assertThat(texts(browser, "h2"))
                .isEqualTo(
                        wording == Wording.ENGLISH
                                ? List.of(
                                        "Results",
                                        "Comparisons",
                                        "Time and cost",
                                        "Risk and coverage",
                                        "By group",
                                        "Every case")
                                : List.of("結果", "比較", "所要時間と費用", "リスクとカバレッジ", "グループ別", "すべての問題"));
        assertThat(count(browser, "table")).isEqualTo(4);
        assertThat(count(browser, "svg circle.mark")).isEqualTo(3 * 3 + 3 + 3 + 3); // 3 metrics, 2 plots, 2 legends
        assertThat(count(browser, "svg polyline")).isEqualTo(3);
        assertThat(texts(browser, "tbody td")).contains("0.983 [0.911, 0.997]", "fine-tuned + RAG");
        assertThat(browser.text("output")).isEqualTo("60 / 60");
        assertThat(fitsTheWindow(browser)).isTrue();
    }

    @Test
    void everyPlotIsAsWideAsItsTextsNeed() throws IOException {
        Browser browser = chromium.orElseThrow();
        String wide = "検索拡張生成と追加学習を組み合わせたモデル";

        show(browser, new SampleReport("手数料", "手数料", wide, "手数料.md"), Wording.JAPANESE);

        assertThat(texts(browser, "svg .label")).contains("検索拡張生成と追加学習を組…");
        assertThat(browser.evaluate("[...document.querySelectorAll('svg text')].every(text => {"
                                + " const own = text.getBoundingClientRect();"
                                + " const all = text.ownerSVGElement.getBoundingClientRect();"
                                + " return own.left >= all.left && own.right <= all.right && own.top >= all.top - 1"
                                + " && own.bottom <= all.bottom + 1; })")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aCaseOpensWithAnswersEvidenceAndTraces() throws IOException {
        Browser browser = chromium.orElseThrow();
        show(browser, fees(), Wording.ENGLISH);
        assertThat(texts(browser, "details:nth-of-type(8) .mark"))
                .containsExactly("base 0", "RAG 0", "fine-tuned + RAG 1");
        assertThat(count(browser, "details:nth-of-type(8) .wrong")).isEqualTo(2);

        open(browser, 8);

        assertThat(browser.text("details[open] p")).isEqualTo("expected: 170 yen");
        assertThat(texts(browser, "details[open] .answer"))
                .containsExactly(
                        "base About 7 dollars, I think\nexact match 0 · 449.0 ms\ntrace: retrieve 12.0 ms · passages 5\n"
                                + "trace: ask 449.0 ms · model demo",
                        "RAG failed ModelUnavailableException: the service is down\nexact match 0 · 849.0 ms",
                        "fine-tuned + RAG 170 yen\nexact match 1 · 1.25 s\n"
                                + "evidence: [1] fees.md > Fees: “fees.md: 170 yen”\n"
                                + "trace: retrieve 12.0 ms · passages 5\ntrace: ask 1.25 s · model demo");
    }

    @Test
    void anAbstentionThatIsRightIsSaidToBeOne() throws IOException {
        Browser browser = chromium.orElseThrow();
        show(browser, fees(), Wording.JAPANESE);

        open(browser, 6);

        assertThat(browser.text("details[open] p")).isEqualTo("期待される答え: 回答しないこと");
        assertThat(browser.text("details[open] .answer")).startsWith("base 棄権 no passage answers this");
        assertThat(count(browser, "details:nth-of-type(6) .right")).isEqualTo(2);
    }

    @Test
    void casesAreFoundByModelOutcomeAndWords() throws IOException {
        Browser browser = chromium.orElseThrow();
        show(browser, fees(), Wording.ENGLISH);

        choose(browser, OUTCOME, "failures");
        assertThat(browser.text("output")).isEqualTo("1 / 60");
        assertThat(browser.text("details bdi.id")).isEqualTo("q-07");
        choose(browser, MODEL, "base");
        assertThat(browser.text("output")).isEqualTo("0 / 60");

        choose(browser, OUTCOME, "abstentions");
        assertThat(browser.text("output")).isEqualTo("10 / 60");
        choose(browser, OUTCOME, "not the best score");
        assertThat(browser.text("output")).isEqualTo("30 / 60");
        assertThat(texts(browser, "details:nth-of-type(1) .mark")).containsExactly("base 0");
        choose(browser, MODEL, "fine-tuned + RAG");
        assertThat(browser.text("output")).isEqualTo("10 / 60");

        choose(browser, MODEL, "all models");
        choose(browser, OUTCOME, "all outcomes");
        browser.type("[type=search]", "ABOUT 7 DOLLARS");
        assertThat(browser.text("output")).isEqualTo("1 / 60");
    }

    @Test
    void manyCasesComeInPages() throws IOException {
        Browser browser = chromium.orElseThrow();
        show(browser, fees(), Wording.ENGLISH);
        assertThat(count(browser, "details")).isEqualTo(50);

        browser.click("#browser button");

        assertThat(count(browser, "details")).isEqualTo(60);
        assertThat(count(browser, "#browser button")).isZero();
    }

    @Test
    void itIsLightOrDarkAsTheReaderPrefers() throws IOException {
        Browser browser = chromium.orElseThrow();
        show(browser, fees(), Wording.ENGLISH);

        browser.prefer("light");
        assertThat(brightness(browser, "document.body", "backgroundColor")).isGreaterThan(240);
        assertThat(brightness(browser, "document.body", "color")).isLessThan(60);
        browser.prefer("dark");
        assertThat(brightness(browser, "document.body", "backgroundColor")).isLessThan(40);
        assertThat(brightness(browser, "document.body", "color")).isGreaterThan(220);
        assertThat(brightness(browser, "document.querySelector('svg .label')", "fill"))
                .isGreaterThan(220);
        browser.prefer("light");
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfAModelOrADataSetBecomesMarkup(Wording wording) throws IOException {
        Browser browser = chromium.orElseThrow();
        String hostile = ATTACK + " " + "x".repeat(400);
        browser.requests();

        Path page = show(browser, new SampleReport(hostile, hostile, hostile, hostile), wording);
        open(browser, 1);

        assertThat(browser.requests()).containsExactly(page.toUri().toString());
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.evaluate("document.images.length").asInt()).isZero();
        assertThat(browser.evaluate("document.title").asText()).isEqualTo(hostile + " 1");
        assertThat(count(browser, "script")).isEqualTo(4);
        assertThat(texts(browser, "h1")).containsExactly(hostile);
        assertThat(texts(browser, "td.long")).contains(hostile);
        assertThat(browser.text("details[open] .answer")).isEqualTo(hostile + " 0?");
        assertThat(texts(browser, "details[open] .answer").get(3)).contains(hostile + " > Fees: “" + hostile);
        assertThat(fitsTheWindow(browser)).isTrue();
    }

    @Test
    void textsThatRunTheOtherWayTurnNothingElseAround() throws IOException {
        Browser browser = chromium.orElseThrow();

        show(browser, new SampleReport("fees", ATTACK, ATTACK, "fees.md"), Wording.ENGLISH);

        assertThat(browser.evaluate("[...document.querySelectorAll('details:nth-of-type(1) .mark')].every(mark =>"
                                + " mark.firstChild.getBoundingClientRect().right"
                                + " <= mark.lastChild.getBoundingClientRect().left + 1)")
                        .asBoolean())
                .as("each score stands after its model")
                .isTrue();
    }

    private static SampleReport fees() {
        return new SampleReport("Bank fees", "What is the fee for transfer number", "fine-tuned + RAG", "fees.md");
    }

    private static Path show(Browser browser, SampleReport report, Wording wording) throws IOException {
        Path page = Files.writeString(temp.resolve("report.html"), HtmlReport.write(report.make(), wording));
        browser.open(page.toUri());
        browser.await("document.querySelector('details')");
        return page;
    }

    private static void open(Browser browser, int number) throws IOException {
        browser.click("details:nth-of-type(" + number + ") summary");
        browser.await("document.querySelector('details[open] .answer')");
    }

    private static void choose(Browser browser, String selector, String option) throws IOException {
        int number = texts(browser, selector + " option").indexOf(option) + 1;
        browser.click(selector + " option:nth-of-type(" + number + ")");
    }

    private static int count(Browser browser, String selector) throws IOException {
        return browser.evaluate("document.querySelectorAll('" + selector + "').length")
                .asInt();
    }

    private static List<String> texts(Browser browser, String selector) throws IOException {
        JsonNode found = browser.evaluate("[...document.querySelectorAll('" + selector
                + "')].map(one => one instanceof HTMLElement ? one.innerText : one.textContent)");
        return StreamSupport.stream(found.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static boolean fitsTheWindow(Browser browser) throws IOException {
        return browser.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
                .asBoolean();
    }

    /** Returns the mean of red, green and blue, from 0 to 255. */
    private static double brightness(Browser browser, String element, String property) throws IOException {
        return browser.evaluate("getComputedStyle(" + element + ")." + property
                        + ".match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3")
                .asDouble();
    }
}
