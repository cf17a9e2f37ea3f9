// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import static java.util.Objects.requireNonNull;

import dev.tokka.evaluation.analysis.StrategyTable;
import dev.tokka.evaluation.published.PublishedStrategies;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The table of "Fine-Tuning or Retrieval?" for a domain of one's own, and the published ones beside it. */
public final class StrategyReport {

    private StrategyReport() {}

    /** Returns the table alone, as Markdown. */
    public static String write(StrategyTable own, Wording wording) {
        return write(own, wording, List.of());
    }

    /**
     * Returns the table and under it the published ones, as Markdown: a row for each, with the same columns. Only one's
     * own has intervals; papers rarely give them.
     *
     * @param published such as {@link PublishedStrategies#fineTuningOrRetrieval()}
     */
    public static String write(StrategyTable own, Wording wording, List<PublishedStrategies> published) {
        StringBuilder text = new StringBuilder();
        text.append("## ").append(PublishedWord.STRATEGIES.in(wording)).append("\n\n");
        text.append(PublishedWord.STRATEGIES_NOTE.in(wording)).append("\n\n");
        MarkdownReport.write(table(own, wording, published), text);
        return text.toString();
    }

    static Table table(StrategyTable own, Wording wording, List<PublishedStrategies> published) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(own(requireNonNull(own, "own"), requireNonNull(wording, "wording")));
        published.forEach(one -> rows.add(published(one, wording)));
        return new Table(
                List.of(
                        PublishedWord.SYSTEM.in(wording),
                        PublishedWord.METRIC.in(wording),
                        PublishedWord.BASE.in(wording),
                        PublishedWord.RETRIEVAL.in(wording),
                        PublishedWord.TUNED.in(wording),
                        PublishedWord.BOTH.in(wording),
                        PublishedWord.OVER_BETTER.in(wording),
                        PublishedWord.INTERACTION.in(wording),
                        PublishedWord.SOURCE.in(wording),
                        PublishedWord.COMPARABLE.in(wording)),
                rows);
    }

    private static List<String> own(StrategyTable own, Wording wording) {
        List<String> row = new ArrayList<>(List.of(PublishedWord.OWN.in(wording), own.metric()));
        own.rows().forEach(one -> row.add(Numbers.of(one.value()) + gain(one.relativeGain())));
        row.add(Numbers.signed(own.together().overBetter()) + ", p = "
                + Numbers.p(own.together().pValue()));
        row.add(Numbers.signed(own.together().interaction()));
        row.addAll(List.of("–", "–"));
        return row;
    }

    private static List<String> published(PublishedStrategies one, Wording wording) {
        PublishedStrategies.Values values = one.values();
        return List.of(
                one.model() + ", " + one.tuning(),
                one.task().metric() + ", " + one.task().benchmark() + ", "
                        + one.task().protocol(),
                Numbers.of(values.base()),
                Numbers.of(values.retrieval()) + gain(values.relativeGain(values.retrieval())),
                Numbers.of(values.tuned()) + gain(values.relativeGain(values.tuned())),
                Numbers.of(values.both()) + gain(values.relativeGain(values.both())),
                signed(values.overBetter()),
                signed(values.interaction()),
                PublishedPart.source(one.source()),
                PublishedPart.comparable(one.comparability(), wording));
    }

    private static String gain(OptionalDouble gain) {
        return gain.isPresent() ? String.format(Locale.ROOT, " (%+.1f %%)", 100 * gain.getAsDouble()) : "";
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.3f", value);
    }
}
