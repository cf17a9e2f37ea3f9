// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

/**
 * Characters that a model reads but a person does not see, and that can therefore smuggle instructions or turn the
 * order of words around: tag characters, direction controls, zero-width characters and soft hyphens.
 */
final class InvisibleCharacters {

    private InvisibleCharacters() {}

    /** Returns {@code text} without invisible characters: the same string if there are none. */
    static String remove(String text) {
        int clean = 0;
        while (clean < text.length() && !isInvisible(text.codePointAt(clean))) {
            clean += Character.charCount(text.codePointAt(clean));
        }
        if (clean == text.length()) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length()).append(text, 0, clean);
        text.substring(clean)
                .codePoints()
                .filter(codePoint -> !isInvisible(codePoint))
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean isInvisible(int codePoint) {
        return codePoint == 0x00AD // soft hyphen
                || codePoint == 0x061C // Arabic letter mark
                || codePoint == 0x180E // Mongolian vowel separator
                || (codePoint >= 0x200B && codePoint <= 0x200F) // zero-width space, joiners, direction marks
                || (codePoint >= 0x202A && codePoint <= 0x202E) // direction embeddings and overrides
                || (codePoint >= 0x2060 && codePoint <= 0x206F) // word joiner, invisible operators, isolates
                || codePoint == 0xFEFF // zero-width no-break space
                || (codePoint >= 0xE0000 && codePoint <= 0xE007F); // tags
    }
}
