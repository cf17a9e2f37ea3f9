// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

/**
 * A text in which terms are looked for.
 *
 * @param text the text, folded
 */
record Haystack(String text) {

    static Haystack of(String text) {
        return new Haystack(Texts.folded(text));
    }

    /** Returns whether {@code term} stands in the text, not inside a longer word. */
    boolean holds(String term) {
        String needle = Texts.folded(term).strip();
        for (int at = needle.isEmpty() ? -1 : text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
            if (isBorder(at) && isBorder(at + needle.length())) {
                return true;
            }
        }
        return false;
    }

    private boolean isBorder(int at) {
        return at == 0
                || at == text.length()
                || !Scripts.isPartOfAWord(text.codePointBefore(at))
                || !Scripts.isPartOfAWord(text.codePointAt(at));
    }
}
