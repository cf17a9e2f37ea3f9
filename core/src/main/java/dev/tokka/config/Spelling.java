// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import java.util.Arrays;
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
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
