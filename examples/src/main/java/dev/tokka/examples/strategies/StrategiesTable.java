// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.metric.text.TextMatch;
import dev.tokka.evaluation.published.PublishedNumber;
import dev.tokka.evaluation.published.PublishedNumbers;
import dev.tokka.evaluation.statistics.Interval;
import dev.tokka.evaluation.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The shares of right answers by group of questions, model and way to ask it, beside those that were measured elsewhere.
 *
 * @param results of models that are called as {@link #name} does
 * @param elsewhere their split is the group, their method the way
 */
record StrategiesTable(Results results, PublishedNumbers elsewhere) {

    /** How far a share may be from the one elsewhere if the same was asked in the same words. */
    static final double TOLERANCE = 0.03;

    private static final double ROUNDING = 0.0005;
    private static final double LEVEL = 0.95;

    /**
     * A share of right answers.
     *
     * @param here with Wilson's interval
     * @param elsewhere the one that was measured elsewhere, if one was
     */
    record Cell(Interval here, Optional<PublishedNumber> elsewhere) {

        /** Returns how much more there is here than elsewhere. */
        double difference() {
            return here.estimate() - there();
        }

        /** Returns whether the one elsewhere is near, or may be the same but for the passages that were drawn. */
        boolean agrees() {
            return same() ? Math.abs(difference()) <= TOLERANCE + ROUNDING : here.contains(there());
        }

        /** Returns whether the same was asked in the same words elsewhere. */
        boolean same() {
            return elsewhere.orElseThrow().comparability().comparable();
        }

        private double there() {
            return elsewhere.orElseThrow().value().normalized().doubleValue();
        }

        /** Returns the share and, in parentheses, the difference, with a mark if it is too large. */
        String words() {
            String share = String.format(Locale.ROOT, "%.3f", here.estimate());
            return elsewhere.isEmpty()
                    ? share
                    : share + String.format(Locale.ROOT, " (%+.3f)", difference()) + (agrees() ? "" : " !");
        }
    }

    /** Returns what a model that is asked in a way is called. */
    static String name(String model, String way) {
        return model + ", " + way;
    }

    /** Returns one cell; where nothing answers, abstaining is right. */
    Cell cell(String group, String model, String way) {
        Metric right = TextMatch.contains();
        Map<String, List<Score>> scores = results.scores(name(model, way), right);
        List<Score> some = results.benchmark().cases().stream()
                .filter(item -> item.tag(Tags.GROUP).equals(Optional.of(group)))
                .flatMap(item -> scores.getOrDefault(item.id(), List.of()).stream())
                .toList();
        int successes = (int) some.stream().filter(score -> score.value() == 1).count();
        return new Cell(
                Proportion.wilson(successes, some.size(), LEVEL),
                elsewhere.all().stream()
                        .filter(one -> one.task().split().equals(group))
                        .filter(one -> one.entrant().equals(new PublishedNumber.Entrant(model, way)))
                        .findFirst());
    }

    /** Returns all cells that were measured elsewhere, too. */
    List<Cell> compared() {
        return elsewhere.all().stream()
                .filter(one -> results.models()
                        .contains(name(one.entrant().model(), one.entrant().method())))
                .map(one -> cell(
                        one.task().split(), one.entrant().model(), one.entrant().method()))
                .toList();
    }

    /** Returns the table with a row for each group and model, and what came of the comparison. */
    String toMarkdown(List<String> groups, List<String> models, List<String> ways) {
        List<List<String>> rows = new ArrayList<>();
        for (String group : groups) {
            for (String model : models) {
                List<String> row = new ArrayList<>(List.of(group, model));
                ways.forEach(way -> row.add(cell(group, model, way).words()));
                rows.add(row);
            }
        }
        StringBuilder text = new StringBuilder();
        List<String> headings = new ArrayList<>(List.of("questions", "model"));
        headings.addAll(ways);
        row(headings, text);
        text.append("|---".repeat(headings.size())).append("|\n");
        rows.forEach(row -> row(row, text));
        return text.append('\n')
                .append(
                        "In parentheses: more or less than was measured with transformers and PEFT. Same questions and words: ")
                .append(count(Cell::same))
                .append(String.format(Locale.ROOT, " within %.2f. Passages drawn anew: ", TOLERANCE))
                .append(count(cell -> !cell.same()))
                .append(String.format(Locale.ROOT, " within an interval of %.0f %%.%n", 100 * LEVEL))
                .toString();
    }

    private static void row(List<String> cells, StringBuilder text) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private String count(Predicate<Cell> cut) {
        List<Cell> some = compared().stream().filter(cut).toList();
        return some.stream().filter(Cell::agrees).count() + " of " + some.size();
    }
}
