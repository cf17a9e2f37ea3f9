// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.privacy;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Digests;
import dev.tokka.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds the names of a list, whatever their width and case, with or without the space between their parts. A name in letters that
 * are written with spaces between words is found as a whole word only.
 */
final class Names implements Detector {

    private final Map<Character, List<String>> byFirst = new HashMap<>();
    private final String digest;

    Names(Collection<String> names) {
        TreeSet<String> keys = new TreeSet<>();
        for (String name : names) {
            keys.add(key(Checks.requireText(name, "name")));
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("expected at least one name");
        }
        keys.forEach(key -> byFirst.computeIfAbsent(key.charAt(0), first -> new ArrayList<>())
                .add(key));
        this.digest = Digests.sha256(String.join("\n", keys));
    }

    @Override
    public List<Finding> find(String text) {
        String folded = lower(Folded.of(text));
        List<Finding> found = new ArrayList<>();
        for (int at = 0; at < folded.length(); at++) {
            for (String key : byFirst.getOrDefault(folded.charAt(at), List.of())) {
                int end = end(folded, at, key);
                if (end >= 0) {
                    found.add(new Finding(PersonalData.NAME, new Span(at, end)));
                }
            }
        }
        return found;
    }

    /** Returns where {@code key} ends if it begins at {@code from}, -1 if it does not. */
    private static int end(String folded, int from, String key) {
        int at = from;
        for (int n = 0; n < key.length(); n++) {
            while (n > 0 && at < folded.length() && folded.charAt(at) == ' ') {
                at++;
            }
            if (at == folded.length() || folded.charAt(at) != key.charAt(n)) {
                return -1;
            }
            at++;
        }
        boolean word = isSpaced(key.charAt(0)) && isSpaced(key.charAt(key.length() - 1));
        boolean inside = (from > 0 && isSpaced(folded.charAt(from - 1)))
                || (at < folded.length() && isSpaced(folded.charAt(at)));
        return word && inside ? -1 : at;
    }

    private static boolean isSpaced(char c) {
        return switch (Character.UnicodeScript.of(c)) {
            case LATIN, GREEK, CYRILLIC, ARMENIAN, GEORGIAN, HEBREW, ARABIC -> true;
            default -> DigitGroups.isDigit(c);
        };
    }

    private static String key(String name) {
        return lower(Folded.of(name)).replace(" ", "");
    }

    /** Returns {@code text} in lower case, of the same length. */
    private static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            lower.append(Character.toLowerCase(text.charAt(at)));
        }
        return lower.toString();
    }

    /** Returns how many names there are, and their digest, but no name. */
    @Override
    public Description describe() {
        return Description.of("personal-data", PersonalData.NAME.name()).with("list", digest);
    }
}
