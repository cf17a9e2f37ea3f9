// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.recommendation.Recommendation;
import dev.tokka.evaluation.recommendation.StrategyProfile;
import dev.tokka.evaluation.report.Wording.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Plots of quality against what it takes: time always; money and memory where a recommendation knows them of two
 * strategies. With a recommendation, the strategies on the Pareto front are ringed.
 *
 * @param findings what is shown
 * @param wording its language
 */
record TradeOffs(Findings findings, Wording wording) {

    private static final double MIB = 1 << 20;

    String plots() {
        StringBuilder plots = new StringBuilder(time());
        findings.recommendation().ifPresent(made -> {
            plots.append(plot(
                    Word.QUALITY_AND_MONEY,
                    String.format(Locale.ROOT, wording.say(Word.MONEY_AXIS), currency(made)),
                    option -> option.operations().moneyPerThousand().stream()
                            .mapToDouble(money -> money.amount().doubleValue())
                            .findFirst()));
            plots.append(plot(
                    Word.QUALITY_AND_MEMORY,
                    wording.say(Word.MEMORY_AXIS),
                    option -> option.operations().memoryBytes().stream()
                            .mapToDouble(bytes -> bytes / MIB)
                            .findFirst()));
            plots.append("<p>")
                    .append(Html.escape(wording.say(Word.FRONT_NOTE)))
                    .append("</p>\n");
        });
        return plots.toString();
    }

    private String time() {
        Report report = findings.report();
        List<Plot.Series> points = new ArrayList<>();
        report.operations()
                .forEach((model, took) -> report.measurement(
                                model, report.primary().name())
                        .ifPresent(one -> points.add(series(
                                model,
                                new Plot.Point(
                                        took.p95().toNanos() / 1e6,
                                        one.interval().estimate())))));
        return Plot.series(
                wording.say(Word.TRADE_OFF),
                wording.say(Word.P95) + " [ms]",
                report.primary().name(),
                points);
    }

    private String plot(Word title, String axis, Function<StrategyProfile, OptionalDouble> across) {
        List<Plot.Series> points = findings.recommendation().stream()
                .flatMap(made -> made.options().stream())
                .filter(option -> across.apply(option).isPresent())
                .map(option -> series(
                        option.name(),
                        new Plot.Point(
                                across.apply(option).getAsDouble(),
                                option.quality().value())))
                .toList();
        return points.size() < 2
                ? ""
                : Plot.series(
                        wording.say(title), axis, findings.report().primary().name(), points);
    }

    private Plot.Series series(String model, Plot.Point point) {
        boolean front = findings.recommendation().stream()
                .flatMap(made -> made.front().stream())
                .anyMatch(option -> option.name().equals(model));
        return new Plot.Series(model, List.of(point), front);
    }

    private static String currency(Recommendation made) {
        return made.options().stream()
                .flatMap(option -> option.operations().moneyPerThousand().stream())
                .map(money -> money.currency().getCurrencyCode())
                .findFirst()
                .orElse("");
    }
}
