// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.evaluation.analysis.StrategyTable;
import dev.tokka.evaluation.published.PublishedNumber;
import dev.tokka.evaluation.published.PublishedStrategies;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The parts of a report that show what others have published; nothing where there is nothing.
 *
 * @param findings what the report shows
 * @param wording its language
 */
record PublishedPart(Findings findings, Wording wording) {

    void html(Html html) {
        if (!findings.published().all().isEmpty()) {
            html.raw("<section class=\"published\">\n").element("h2", PublishedWord.TITLE.in(wording));
            html.element("p", PublishedWord.NOTE.in(wording)).table(table()).raw("</section>\n");
        }
    }

    void markdown(StringBuilder text) {
        if (!findings.published().all().isEmpty()) {
            text.append("## ").append(PublishedWord.TITLE.in(wording)).append("\n\n");
            text.append(PublishedWord.NOTE.in(wording)).append("\n\n");
            MarkdownReport.write(table(), text);
            text.append('\n');
        }
    }

    void strategiesHtml(Html html) {
        strategies()
                .ifPresent(own -> html.raw("<section class=\"published\">\n")
                        .element("h2", PublishedWord.STRATEGIES.in(wording))
                        .element("p", PublishedWord.STRATEGIES_NOTE.in(wording))
                        .table(StrategyReport.table(own, wording, findings.publishedStrategies()))
                        .raw("</section>\n"));
    }

    void strategiesMarkdown(StringBuilder text) {
        strategies()
                .ifPresent(own -> text.append(StrategyReport.write(own, wording, findings.publishedStrategies()))
                        .append('\n'));
    }

    static void json(Findings findings, ObjectNode json) {
        if (!findings.published().all().isEmpty()) {
            ArrayNode array = json.putArray("published");
            findings.published().all().forEach(one -> write(one, array.addObject()));
        }
        if (!findings.publishedStrategies().isEmpty()) {
            ArrayNode array = json.putArray("publishedStrategies");
            findings.publishedStrategies().forEach(one -> write(one, array.addObject()));
        }
    }

    private Optional<StrategyTable> strategies() {
        return findings.strategies()
                .filter(own -> !findings.publishedStrategies().isEmpty());
    }

    private static void write(PublishedNumber one, ObjectNode json) {
        write(one.task(), json);
        json.put("model", one.entrant().model())
                .put("method", one.entrant().method())
                .put("value", one.value().normalized());
        one.value().normalizedSpread().ifPresent(spread -> json.put("spread", spread));
        json.put("printed", one.value().printed())
                .put("unit", one.value().unit().label());
        write(one.source(), one.comparability(), json);
    }

    private static void write(PublishedStrategies one, ObjectNode json) {
        write(one.task(), json);
        json.put("model", one.model()).put("tuning", one.tuning());
        json.put("base", one.values().base()).put("retrieval", one.values().retrieval());
        json.put("tuned", one.values().tuned()).put("both", one.values().both());
        json.put("overBetter", one.values().overBetter())
                .put("interaction", one.values().interaction());
        write(one.source(), one.comparability(), json);
    }

    private static void write(PublishedNumber.Task task, ObjectNode json) {
        json.put("benchmark", task.benchmark())
                .put("metric", task.metric())
                .put("split", task.split())
                .put("protocol", task.protocol());
    }

    private static void write(
            PublishedNumber.Source source, PublishedNumber.Comparability comparability, ObjectNode json) {
        ObjectNode where = json.putObject("source")
                .put("title", source.title())
                .put("id", source.id())
                .put("place", source.place());
        source.date().ifPresent(date -> where.put("date", date));
        json.put("comparable", comparability.comparable()).put("reason", comparability.reason());
    }

    private Table table() {
        return new Table(
                List.of(
                        PublishedWord.SYSTEM.in(wording),
                        PublishedWord.METRIC.in(wording),
                        PublishedWord.CASES.in(wording),
                        PublishedWord.VALUE.in(wording),
                        PublishedWord.SOURCE.in(wording),
                        PublishedWord.COMPARABLE.in(wording)),
                findings.published().all().stream().map(this::row).toList());
    }

    private List<String> row(PublishedNumber one) {
        PublishedNumber.Task task = one.task();
        return List.of(
                one.entrant().model() + ", " + one.entrant().method(),
                task.metric(),
                task.benchmark() + ", " + task.split() + "; " + task.protocol(),
                value(one),
                source(one.source()),
                comparable(one.comparability(), wording));
    }

    private static String value(PublishedNumber one) {
        String number = one.value().normalized().toPlainString();
        String all = one.value()
                .normalizedSpread()
                .map(spread -> number + " ± " + spread.toPlainString())
                .orElse(number);
        return one.comparability().comparable() ? all : "(" + all + ")";
    }

    static String source(PublishedNumber.Source source) {
        String where = source.title() + ", " + source.place() + ", " + source.id();
        return source.date().map(date -> where + " (" + date + ")").orElse(where);
    }

    static String comparable(PublishedNumber.Comparability one, Wording wording) {
        String reason = wording == Wording.JAPANESE ? one.japanese().orElse(one.reason()) : one.reason();
        PublishedWord word = one.comparable() ? PublishedWord.YES : PublishedWord.NO;
        return String.format(Locale.ROOT, word.in(wording), reason);
    }
}
