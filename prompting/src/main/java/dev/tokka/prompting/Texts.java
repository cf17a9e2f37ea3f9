// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import java.text.Normalizer;
import java.util.Locale;

/** The forms in which texts are compared. */
final class Texts {

    private Texts() {}

    /** Returns {@code text} in Unicode's form NFKC (full-width letters made ASCII, for one) and lower case. */
    static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** Returns what two texts share that differ in case, width, spaces and signs only. */
    static String essence(String text) {
        StringBuilder essence = new StringBuilder();
        folded(text)
                .codePoints()
                .filter(character -> Scripts.isPartOfAWord(character) || Scripts.isEastAsian(character))
                .forEach(essence::appendCodePoint);
        return essence.isEmpty() ? text.strip() : essence.toString();
    }
}
