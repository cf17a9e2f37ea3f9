// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import dev.tokka.EditDistance;
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
        int distance = EditDistance.between(a, b);
        return b.contains(a) || a.contains(b) ? distance / 4 : distance;
    }
}
