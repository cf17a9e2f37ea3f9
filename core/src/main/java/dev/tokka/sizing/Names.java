// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says which names were perhaps meant. */
final class Names {

    private static final int SUGGESTIONS = 3;

    private Names() {}

    /** Returns one line that says that there is no such name, and the nearest that there are. */
    static String unknown(String what, String name, Collection<String> known) {
        return "no " + what + " \"" + name + "\" is known; the nearest are "
                + known.stream()
                        .sorted(Comparator.<String>comparingInt(each -> distance(name, each))
                                .thenComparing(Comparator.naturalOrder()))
                        .limit(SUGGESTIONS)
                        .collect(Collectors.joining(", "));
    }

    /** Returns how many letters must be changed, added or left out; what only goes on where the other ends counts less. */
    private static int distance(String some, String other) {
        String a = some.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return b.contains(a) || a.contains(b) ? row[b.length()] / 4 : row[b.length()];
    }
}
