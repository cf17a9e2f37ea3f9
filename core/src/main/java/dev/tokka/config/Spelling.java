// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import dev.tokka.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** Helps with names that are written wrongly. */
final class Spelling {

    private Spelling() {}

    /** Returns {@code name} in quotes, with the one of {@code known} that was probably meant. */
    static String seen(String name, Collection<String> known) {
        int most = Math.max(1, name.length() / 3);
        return "'" + name + "'"
                + known.stream()
                        .filter(each -> distance(name, each) <= most)
                        .min(Comparator.comparingInt(each -> distance(name, each)))
                        .map(nearest -> " (did you mean '" + nearest + "'?)")
                        .orElse("");
    }

    /** Returns the names as people list them. */
    static String oneOf(Collection<String> known) {
        return known.isEmpty()
                ? "nothing"
                : (known.size() == 1 ? "" : "one of ") + known.stream().sorted().collect(Collectors.joining(", "));
    }

    /** Returns how many letters must be changed, added or left out, the case apart. */
    private static int distance(String one, String other) {
        return EditDistance.between(one.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
    }
}
