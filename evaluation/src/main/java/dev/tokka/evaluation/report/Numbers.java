// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import dev.tokka.evaluation.analysis.Operations;
import dev.tokka.evaluation.analysis.Sensitivity;
import dev.tokka.evaluation.statistics.Interval;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How reports write numbers: alike in all languages. */
final class Numbers {

    private Numbers() {}

    static String of(double value) {
        return written("%.$f", value);
    }

    static String of(Interval interval) {
        return written("%.$f [%.$f, %.$f]", interval.estimate(), interval.low(), interval.high());
    }

    static String signed(Interval interval) {
        return written("%+.$f [%+.$f, %+.$f]", interval.estimate(), interval.low(), interval.high());
    }

    /** Three decimals for what is below 10, as shares are, and fewer for what is larger: at least four digits. */
    private static String written(String format, Object... values) {
        double size = Math.abs((Double) values[0]);
        String decimals = size < 10 ? "3" : size < 100 ? "2" : size < 1000 ? "1" : "0";
        return String.format(Locale.ROOT, format.replace("$", decimals), values);
    }

    static String of(Sensitivity.Effect effect) {
        return String.format(Locale.ROOT, "%s = %+.2f", effect.measure().symbol(), effect.value());
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    static String signedPercent(double share) {
        return String.format(Locale.ROOT, "%+.1f %%", 100 * share);
    }

    static String p(double value) {
        return value < 0.0005 ? "< 0.001" : of(value);
    }

    static String time(Duration duration) {
        double milliseconds = duration.toNanos() / 1e6;
        return milliseconds < 1000
                ? String.format(Locale.ROOT, "%.1f ms", milliseconds)
                : String.format(Locale.ROOT, "%.2f s", milliseconds / 1000);
    }

    static String tokens(Operations operations) {
        return operations.usage().input() + " / " + operations.usage().output();
    }

    static String money(Operations operations) {
        return operations.cost().isEmpty()
                ? "–"
                : operations.cost().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey(
                                (a, b) -> a.getCurrencyCode().compareTo(b.getCurrencyCode())))
                        .map(entry -> entry.getValue().stripTrailingZeros().toPlainString() + " "
                                + entry.getKey().getCurrencyCode())
                        .collect(Collectors.joining(", "));
    }
}
