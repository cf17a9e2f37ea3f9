// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/** How far apart two spellings are, for messages that say which name was perhaps meant. */
public final class EditDistance {

    private EditDistance() {}

    /**
     * Returns how many characters, in UTF-16 code units, must be changed, added or left out to make {@code other} of
     * {@code one}: 0 for equal texts. Capital letters are other characters.
     *
     * @see <a href="https://en.wikipedia.org/wiki/Levenshtein_distance">Levenshtein distance</a>
     */
    public static int between(String one, String other) {
        requireNonNull(one, "one");
        int[] row = new int[requireNonNull(other, "other").length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
