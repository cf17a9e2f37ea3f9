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
import dev.tokka.evaluation.statistics.Power;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * The tables that all reports for people have.
 *
 * @param report what is shown
 * @param wording its language
 */
record Tables(Report report, Wording wording) {

    private static final double ALPHA = Power.DEFAULT.alpha();

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
                    Numbers.p(comparison.pValue().adjusted()),
                    wording.say(comparison.distinguishable(ALPHA) ? Word.DIFFERENT : Word.SAME),
                    comparison.sensitivity().effectSize().map(Numbers::of).orElse("–"),
                    detectable(comparison),
                    needed(comparison)));
        }
        return new Table(
                List.of(
                        wording.say(Word.METRIC),
                        wording.say(Word.FIRST),
                        wording.say(Word.SECOND),
                        wording.say(Word.DIFFERENCE),
                        "p",
                        "",
                        wording.say(Word.EFFECT_SIZE),
                        wording.say(Word.DETECTABLE),
                        wording.say(Word.NEEDED)),
                rows);
    }

    private static String detectable(Comparison comparison) {
        OptionalDouble detectable = comparison.sensitivity().detectable();
        return detectable.isPresent() ? Numbers.of(detectable.getAsDouble()) : "–";
    }

    private static String needed(Comparison comparison) {
        OptionalLong needed = comparison.sensitivity().needed();
        return needed.isPresent() ? Long.toString(needed.getAsLong()) : "–";
    }

    /** Says of each metric by which models cannot be told apart how large a difference would have been seen. */
    List<String> limits() {
        int questions = report.results().benchmark().cases().size();
        List<String> limits = new ArrayList<>();
        for (Metric metric : report.results().benchmark().metrics()) {
            List<Comparison> pairs = report.comparisons(metric.name());
            List<Comparison> alike =
                    pairs.stream().filter(pair -> !pair.distinguishable(ALPHA)).toList();
            alike.stream()
                    .flatMapToDouble(pair -> pair.sensitivity().detectable().stream())
                    .max()
                    .ifPresent(most -> limits.add(String.format(
                            Locale.ROOT,
                            wording.say(Word.LIMIT),
                            metric.name(),
                            alike.size(),
                            pairs.size(),
                            questions,
                            Numbers.of(most))));
        }
        return limits;
    }

    /** Returns how much each metric varies between seeds, or empty if there is one seed. */
    Optional<Table> seeds() {
        if (report.measurements().stream()
                .allMatch(one -> one.spread().betweenSeeds().isEmpty())) {
            return Optional.empty();
        }
        List<String> columns = new ArrayList<>(List.of(wording.say(Word.MODEL)));
        List<Metric> metrics = report.results().benchmark().metrics();
        metrics.forEach(metric -> columns.add(metric.name()));
        List<List<String>> rows = new ArrayList<>();
        for (String model : report.results().models()) {
            List<String> row = new ArrayList<>(List.of(model));
            for (Metric metric : metrics) {
                row.add(report.measurement(model, metric.name())
                        .map(one -> one.spread().betweenSeeds())
                        .filter(OptionalDouble::isPresent)
                        .map(deviation -> Numbers.of(deviation.getAsDouble()))
                        .orElse("–"));
            }
            rows.add(row);
        }
        return Optional.of(new Table(columns, rows));
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
        List<Map<String, List<Score>>> scores = results.models().stream()
                .map(model -> results.scores(model, report.primary()))
                .toList();
        List<List<String>> rows = new ArrayList<>();
        for (String group : groups) {
            List<Case> members = results.benchmark().cases().stream()
                    .filter(item -> item.tag(Tags.GROUP).equals(Optional.of(group)))
                    .toList();
            List<String> row = new ArrayList<>(List.of(group, Integer.toString(members.size())));
            scores.forEach(each -> row.add(value(each, members)));
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
