// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.analysis.Comparison;
import dev.tokka.evaluation.statistics.Interval;
import dev.tokka.evaluation.statistics.Power;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Writes the report of a router in words. */
final class RouterWords {

    private static final List<String> LINES =
            List.of(RouterReport.ALWAYS_BEST, RouterReport.ROUTED, RouterReport.ORACLE);

    private final RouterReport report;
    private final boolean japanese;
    private final StringBuilder out = new StringBuilder();

    RouterWords(RouterReport report, boolean japanese) {
        this.report = report;
        this.japanese = japanese;
    }

    String write() {
        out.append("# ").append(say(RouterPhrase.TITLE)).append("\n\n");
        RouterVerdict verdict = report.verdict();
        out.append(
                        switch (verdict) {
                            case BETTER -> say(RouterPhrase.BETTER);
                            case CHEAPER -> say(RouterPhrase.CHEAPER, number(RouterReport.MARGIN));
                            case NOT_DISTINGUISHABLE -> say(RouterPhrase.NOT_DISTINGUISHABLE, escaped(report.best()));
                            case WORSE -> say(RouterPhrase.WORSE, escaped(report.best()));
                        })
                .append("\n\n");
        differences(verdict);
        table();
        out.append(say(RouterPhrase.LINES, 100 * report.report().level())).append("\n\n");
        calibration();
        return out.toString();
    }

    private void differences(RouterVerdict verdict) {
        Comparison right = report.difference();
        int questions = report.report().results().benchmark().cases().size();
        double p = right.pValue().raw();
        item(say(
                RouterPhrase.DIFFERENCE,
                signed(right.difference()),
                p < 0.001 ? "< 0.001" : "= " + number(p),
                questions));
        double error = right.sensitivity().standardError();
        if (verdict == RouterVerdict.NOT_DISTINGUISHABLE && error > 0) {
            double detectable = Power.DEFAULT.detectable(error * Math.sqrt(questions), questions);
            item(say(RouterPhrase.DETECTABLE, number(detectable)));
        }
        int last = report.metrics().size() - 1;
        item(say(RouterPhrase.COST, signed(report.costDifference().difference()), header(last)));
        out.append('\n');
    }

    private void table() {
        List<Metric> metrics = report.metrics();
        List<String> header = new ArrayList<>();
        header.add(say(RouterPhrase.LINE));
        for (int i = 0; i < metrics.size(); i++) {
            header.add(header(i));
        }
        header.add(say(RouterPhrase.SENT));
        row(header);
        row(Collections.nCopies(header.size(), "---"));
        for (String strategy : report.strategies()) {
            line(strategy, escaped(strategy), String.valueOf(report.routes().get(strategy)));
        }
        List<RouterPhrase> names = List.of(RouterPhrase.ALWAYS_BEST, RouterPhrase.ROUTED, RouterPhrase.ORACLE);
        for (int i = 0; i < LINES.size(); i++) {
            line(LINES.get(i), "*" + say(names.get(i)) + "*", "");
        }
        out.append('\n');
    }

    /** The metrics are right answers, latency and, if it is known, money. */
    private String header(int metric) {
        return switch (metric) {
            case 0 -> say(RouterPhrase.RIGHT);
            case 1 -> say(RouterPhrase.LATENCY);
            default ->
                say(
                        RouterPhrase.MONEY,
                        report.metrics().get(metric).describe().properties().getOrDefault("currency", ""));
        };
    }

    private void line(String line, String shown, String sent) {
        List<String> cells = new ArrayList<>();
        cells.add(shown);
        for (Metric metric : report.metrics()) {
            Interval interval = report.report()
                    .measurement(line, metric.name())
                    .orElseThrow()
                    .interval();
            cells.add(
                    number(interval.estimate()) + " [" + number(interval.low()) + ", " + number(interval.high()) + "]");
        }
        cells.add(sent);
        row(cells);
    }

    private void calibration() {
        RouterCalibration seen = report.calibration();
        item(say(
                RouterPhrase.CALIBRATION,
                number(seen.ece()),
                number(seen.brier()),
                number(seen.brierOfShares()),
                seen.predictions()));
        if (!seen.informed()) {
            item(say(RouterPhrase.UNINFORMED));
        }
    }

    private String say(RouterPhrase phrase, Object... arguments) {
        return phrase.in(japanese, arguments);
    }

    private void item(String text) {
        out.append("- ").append(text).append('\n');
    }

    private void row(List<String> cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String signed(Interval interval) {
        return String.format(Locale.ROOT, "%+.3f [%+.3f, %+.3f]", interval.estimate(), interval.low(), interval.high());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** Names come from users: none may end a table, begin a link or become HTML. */
    private static String escaped(String text) {
        return text.replaceAll("\\s+", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("([\\\\`*_\\[\\]|#])", "\\\\$1");
    }
}
