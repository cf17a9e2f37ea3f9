// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.recommendation;

import dev.tokka.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;

/** How reports show values, alike in all languages. */
final class Shown {

    private static final MathContext FOUR_DIGITS = new MathContext(4);
    private static final long KIB = 1024;
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private Shown() {}

    static String number(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).round(FOUR_DIGITS);
        return plain(rounded);
    }

    static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= KIB && unit < UNITS.length - 1) {
            value /= KIB;
            unit++;
        }
        return number(value) + " " + UNITS[unit];
    }

    static String money(Money money) {
        return plain(money.amount()) + " " + money.currency().getCurrencyCode();
    }

    static String duration(Duration duration) {
        double millis = duration.toNanos() / 1e6;
        return millis < 1000 ? number(millis) + " ms" : number(millis / 1000) + " s";
    }

    static String share(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    /** With its sign of comparison: nobody reads the digits of what is nearly nothing. */
    static String p(double p) {
        return p < 0.001 ? "< 0.001" : "= " + number(p);
    }

    static String interval(double low, double high) {
        return "[" + number(low) + ", " + number(high) + "]";
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
