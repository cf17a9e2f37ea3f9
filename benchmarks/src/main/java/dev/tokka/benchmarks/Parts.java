// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Reads which parts of a benchmark are to be measured. */
final class Parts {

    private Parts() {}

    /**
     * Returns the parts that {@code names} has, with commas between them, or all if it is blank.
     *
     * @throws IllegalArgumentException if one is none of {@code type}
     */
    static <P extends Enum<P>> Set<P> parse(Class<P> type, String names) {
        if (names.isBlank()) {
            return EnumSet.allOf(type);
        }
        Set<P> chosen = EnumSet.noneOf(type);
        Arrays.stream(names.split(",", -1))
                .map(name -> Enum.valueOf(type, name.strip().toUpperCase(Locale.ROOT)))
                .forEach(chosen::add);
        return chosen;
    }
}
