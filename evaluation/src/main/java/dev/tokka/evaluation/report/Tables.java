// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.analysis.Comparison;
import dev.tokka.evaluation.analysis.Measurement;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.analysis.StrategyTable;
import dev.tokka.evaluation.report.Wording.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The tables that all reports for people have.
 *
 * @param report what is shown
 * @param wording its language
 */
record Tables(Report report, Wording wording) {

    private static final double ALPHA = 0.05;

    Table results() {
        List<String> columns = new ArrayList<>(List.of(wording.say(Word.MODEL)));
        List<Metric> metrics = report.results().benchmark().metrics();
        metrics.forEach(metric -> columns.add(metric.name() + (metric.higherIsBetter() ? " ↑" : " ↓")));
        columns.add(wording.say(Word.UNSCORED));
        List<List<String>> rows = new ArrayList<>();
        for (String model : report.results().models()) {
            List<String> row = new ArrayList<>(List.of(model));
            for (Metric metric : metrics) {
                row.add(report.measurement(model, metric.name())
                        .map(Measurement::interval)
                        .map(Numbers::of)
                        .orElse("–"));
            }
            row.add(report.measurement(model, report.primary().name())
                    .map(Measurement::missing)
                    .map(Numbers::percent)
                    .orElse("–"));
            rows.add(row);
        }
        return new Table(columns, rows);
    }

    Table comparisons() {
        List<List<String>> rows = new ArrayList<>();
        for (Comparison comparison : report.comparisons()) {
            rows.add(List.of(
                    comparison.metric(),
                    comparison.first(),
                    comparison.second(),
                    Numbers.signed(comparison.difference()),
                    Numbers.p(comparison.adjusted()),
                    wording.say(comparison.distinguishable(ALPHA) ? Word.DIFFERENT : Word.SAME)));
        }
        return new Table(
                List.of(
                        wording.say(Word.METRIC),
                        wording.say(Word.FIRST),
                        wording.say(Word.SECOND),
                        wording.say(Word.DIFFERENCE),
                        "p",
                        ""),
                rows);
    }

    Table operations() {
        List<List<String>> rows = new ArrayList<>();
        report.operations()
                .forEach((model, took) -> rows.add(List.of(
                        model,
                        Integer.toString(took.counts().replies()),
                        Integer.toString(took.counts().abstentions()),
                        Integer.toString(took.counts().failures()),
                        Numbers.time(took.p50()),
                        Numbers.time(took.p95()),
                        Numbers.tokens(took),
                        Numbers.money(took))));
        return new Table(
                List.of(
                        wording.say(Word.MODEL),
                        wording.say(Word.REPLIES),
                        wording.say(Word.ABSTENTIONS),
                        wording.say(Word.FAILURES),
                        wording.say(Word.P50),
                        wording.say(Word.P95),
                        wording.say(Word.TOKENS),
                        wording.say(Word.MONEY)),
                rows);
    }

    /** Returns what retrieval and fine-tuning each add to the base. */
    Table strategies(StrategyTable strategies) {
        List<List<String>> rows = new ArrayList<>();
        for (StrategyTable.Row row : strategies.rows()) {
            String gain = row.relativeGain().isPresent()
                    ? Numbers.signedPercent(row.relativeGain().getAsDouble())
                    : "–";
            rows.add(List.of(row.model(), Numbers.of(row.value()), gain));
        }
        return new Table(List.of(wording.say(Word.MODEL), strategies.metric(), wording.say(Word.GAIN)), rows);
    }

    /** Returns the first metric of each model in each group, or empty if no case has one. */
    Optional<Table> groups() {
        Results results = report.results();
        TreeSet<String> groups = new TreeSet<>();
        results.benchmark().cases().forEach(item -> item.tag(Tags.GROUP).ifPresent(groups::add));
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        List<String> columns = new ArrayList<>(List.of(wording.say(Word.GROUP), wording.say(Word.CASES)));
        columns.addAll(results.models());
        List<List<String>> rows = new ArrayList<>();
        for (String group : groups) {
            List<Case> members = results.benchmark().cases().stream()
                    .filter(item -> item.tag(Tags.GROUP).equals(Optional.of(group)))
                    .toList();
            List<String> row = new ArrayList<>(List.of(group, Integer.toString(members.size())));
            for (String model : results.models()) {
                row.add(value(results.scores(model, report.primary()), members));
            }
            rows.add(row);
        }
        return Optional.of(new Table(columns, rows));
    }

    private String value(Map<String, List<Score>> scores, List<Case> members) {
        List<Score> some = members.stream()
                .flatMap(item -> scores.getOrDefault(item.id(), List.of()).stream())
                .toList();
        return some.isEmpty() ? "–" : Numbers.of(report.primary().value(some));
    }
}
