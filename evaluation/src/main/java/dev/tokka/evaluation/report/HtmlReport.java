// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.analysis.Measurement;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.analysis.StrategyTable;
import dev.tokka.evaluation.report.Wording.Word;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A report as one page of HTML that needs nothing else: tables, plots, and every case with its answers, their evidence
 * and their traces. It is light or dark as the reader's system is, and loads nothing from anywhere.
 *
 * <p>Whatever came from a model or a data set is shown as text: it can neither run scripts nor change the page.
 */
public final class HtmlReport {

    private HtmlReport() {}

    /** Returns the page of a report alone. It holds the questions and answers, so it is as confidential as they are. */
    public static String write(Report report, Wording wording) {
        return write(Findings.of(report), wording);
    }

    /** Returns the page of a report and of what was concluded from it; as confidential as the questions and answers. */
    public static String write(Findings findings, Wording wording) {
        Report report = requireNonNull(findings, "findings").report();
        Tables tables = new Tables(report, requireNonNull(wording, "wording"));
        Benchmark benchmark = report.results().benchmark();
        Html html = new Html();
        head(benchmark, wording, html);
        html.element("p", MarkdownReport.facts(benchmark, wording));
        findings.recommendation()
                .ifPresent(made -> html.raw("<section class=\"recommendation\">")
                        .raw(new MarkdownPart().html(made.toMarkdown(Locale.forLanguageTag(wording.tag()))))
                        .raw("</section>\n"));
        results(report, tables, html);
        PublishedPart published = new PublishedPart(findings, wording);
        published.html(html);
        published.strategiesHtml(html);
        findings.strategies().ifPresent(table -> together(findings, table, tables, html));
        if (!report.comparisons().isEmpty()) {
            html.element("h2", wording.say(Word.COMPARISONS)).element("p", wording.say(Word.COMPARISONS_NOTE));
            html.table(tables.comparisons());
            tables.limits().forEach(limit -> html.element("p", limit));
        }
        new JudgePart(findings.judged(), wording).html(html);
        html.element("h2", wording.say(Word.OPERATIONS)).table(tables.operations());
        html.raw(new TradeOffs(findings, wording).plots());
        coverage(report, wording, html);
        tables.groups()
                .ifPresent(
                        groups -> html.element("h2", wording.say(Word.GROUPS)).table(groups));
        browser(report, wording, html);
        return html.raw("</main>\n</body>\n</html>\n").toString();
    }

    /** The table stands among the published ones if there are some. */
    private static void together(Findings findings, StrategyTable table, Tables tables, Html html) {
        if (findings.publishedStrategies().isEmpty()) {
            html.element("h2", tables.wording().say(Word.TOGETHER)).table(tables.strategies(table));
        }
        html.element("p", MarkdownReport.together(table.together(), tables.wording()));
    }

    private static void head(Benchmark benchmark, Wording wording, Html html) {
        html.raw("<!DOCTYPE html>\n<html lang=\"" + wording.tag() + "\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline';"
                + " script-src 'unsafe-inline'\">\n");
        html.element("title", benchmark.name() + " " + benchmark.version())
                .raw("<style>\n" + resource("report.css") + "</style>\n</head>\n<body>\n<main>\n");
        html.element("h1", benchmark.name());
    }

    private static void results(Report report, Tables tables, Html html) {
        Wording wording = tables.wording();
        html.element("h2", wording.say(Word.RESULTS));
        html.element("p", String.format(Locale.ROOT, wording.say(Word.RESULTS_NOTE), 100 * report.level()));
        html.table(tables.results());
        tables.seeds()
                .ifPresent(seeds -> html.element("h3", wording.say(Word.SEEDS))
                        .element("p", wording.say(Word.SEEDS_NOTE))
                        .table(seeds));
        for (Metric metric : report.results().benchmark().metrics()) {
            List<Plot.Bar> bars = new ArrayList<>();
            for (Measurement one : report.measurements()) {
                if (one.metric().equals(metric.name())) {
                    bars.add(new Plot.Bar(
                            one.model(),
                            one.interval().estimate(),
                            one.interval().low(),
                            one.interval().high()));
                }
            }
            if (!bars.isEmpty()) {
                html.raw(Plot.intervals(metric.name(), bars));
            }
        }
    }

    private static void coverage(Report report, Wording wording, Html html) {
        List<Plot.Series> curves = new ArrayList<>();
        for (String model : report.results().models()) {
            List<Plot.Point> points = Coverage.curve(report.results(), model, report.primary());
            if (points.size() > 1) {
                curves.add(new Plot.Series(model, points));
            }
        }
        if (!curves.isEmpty()) {
            html.element("h2", wording.say(Word.COVERAGE)).element("p", wording.say(Word.COVERAGE_NOTE));
            html.raw(Plot.series(
                    report.primary().name(), wording.say(Word.COVERAGE_AXIS), wording.say(Word.RISK_AXIS), curves));
        }
    }

    private static void browser(Report report, Wording wording, Html html) {
        html.element("h2", wording.say(Word.BROWSER));
        html.raw("<div id=\"browser\" data-metric=\""
                        + Html.escape(report.primary().name()) + "\" data-more-is-better=\""
                        + report.primary().higherIsBetter()
                        + "\"></div>\n<script type=\"application/json\" id=\"models\">")
                .raw(array(report.results().models()))
                .raw("</script>\n<script type=\"application/json\" id=\"words\">")
                .raw(array(List.of(
                        wording.say(Word.ALL_MODELS),
                        wording.say(Word.ALL_OUTCOMES),
                        wording.say(Word.WRONG),
                        wording.say(Word.FAILURES),
                        wording.say(Word.ABSTENTIONS),
                        wording.say(Word.SEARCH),
                        wording.say(Word.EXPECTED),
                        wording.say(Word.EVIDENCE),
                        wording.say(Word.TRACE),
                        wording.say(Word.MORE),
                        wording.say(Word.MODEL),
                        wording.say(Word.OUTCOME),
                        wording.say(Word.ABSTAINED),
                        wording.say(Word.FAILED))))
                .raw("</script>\n<script type=\"application/json\" id=\"cases\">")
                .raw(CaseData.write(report, wording))
                .raw("</script>\n<script>\n" + resource("report.js") + "</script>\n");
    }

    private static String array(List<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return CaseData.text(array);
    }

    private static String resource(String name) {
        try (InputStream bytes = HtmlReport.class.getResourceAsStream(name)) {
            return new String(requireNonNull(bytes, name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
