// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: {@code 500ms}, {@code 30s}, {@code 10m}, {@code 12h}, {@code 7d}. */
final class Times {

    static final String PATTERN = "^[0-9]{1,9}(ms|s|m|h|d)$";

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    private enum Unit {
        D(86_400_000),
        H(3_600_000),
        M(60_000),
        S(1_000),
        MS(1);

        private final long millis;

        Unit(long millis) {
            this.millis = millis;
        }
    }

    private Times() {}

    static Optional<Duration> read(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Unit unit = Unit.valueOf(matcher.group(2).toUpperCase(Locale.ROOT));
        return Optional.of(Duration.ofMillis(Long.parseLong(matcher.group(1)) * unit.millis));
    }

    /** Returns {@code time}, of whole milliseconds, in the largest unit that it is a multiple of. */
    static String write(Duration time) {
        long millis = time.toMillis();
        for (Unit unit : Unit.values()) {
            if (millis != 0 && millis % unit.millis == 0) {
                return millis / unit.millis + unit.name().toLowerCase(Locale.ROOT);
            }
        }
        return "0s";
    }
}
