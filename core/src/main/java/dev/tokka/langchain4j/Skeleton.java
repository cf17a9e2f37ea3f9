// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * A text as a careless reader takes it: without characters that cannot be seen, and with the plain form of wide,
 * small and decorated letters. Each of its characters knows where it stands in the text.
 */
final class Skeleton {

    private final StringBuilder plain;
    private int[] at;

    Skeleton(String text) {
        plain = new StringBuilder(text.length());
        at = new int[text.length() + 1];
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (!isHidden(codePoint)) {
                add(isDressed(codePoint) ? undressed(codePoint) : Character.toString(codePoint), i);
            }
            i += Character.charCount(codePoint);
        }
        at[plain.length()] = text.length();
    }

    /** Returns the characters. */
    CharSequence plain() {
        return plain;
    }

    /** Returns where the character at {@code index} stands in the text; the length of the text after the last one. */
    int at(int index) {
        return at[index];
    }

    private void add(String characters, int position) {
        for (int k = 0; k < characters.length(); k++) {
            if (plain.length() + 1 >= at.length) { // one dressed letter may stand for several plain ones
                at = Arrays.copyOf(at, at.length * 2);
            }
            at[plain.length()] = position;
            plain.append(characters.charAt(k));
        }
    }

    /** Returns whether {@code codePoint} is one that a person does not see. */
    static boolean isHidden(int codePoint) {
        return codePoint == 0x00AD // soft hyphen
                || codePoint == 0x034F // combining grapheme joiner
                || codePoint == 0x061C // Arabic letter mark
                || codePoint == 0x180E // Mongolian vowel separator
                || (codePoint >= 0x200B && codePoint <= 0x200F) // zero-width space, joiners, direction marks
                || (codePoint >= 0x202A && codePoint <= 0x202E) // direction embeddings and overrides
                || (codePoint >= 0x2060 && codePoint <= 0x206F) // word joiner, invisible operators, isolates
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F) // variation selectors
                || codePoint == 0xFEFF // zero-width no-break space
                || isTag(codePoint)
                || (codePoint >= 0xE0100 && codePoint <= 0xE01EF); // more variation selectors
    }

    /** Returns whether {@code codePoint} is an invisible copy of an ASCII character. */
    static boolean isTag(int codePoint) {
        return codePoint >= 0xE0000 && codePoint <= 0xE007F;
    }

    private static boolean isDressed(int codePoint) {
        return (codePoint >= 0xFF01 && codePoint <= 0xFF5E) // full width
                || (codePoint >= 0xFE50 && codePoint <= 0xFE6F) // small forms
                || (codePoint >= 0x2100 && codePoint <= 0x214F) // letter-like symbols
                || (codePoint >= 0x1D400 && codePoint <= 0x1D7FF); // bold, italic, script and the like
    }

    private static String undressed(int codePoint) {
        return Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC);
    }
}
