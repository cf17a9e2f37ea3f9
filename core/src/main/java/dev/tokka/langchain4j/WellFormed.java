// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

/** Makes half characters whole. */
final class WellFormed {

    private static final char REPLACEMENT = '\ufffd';

    private WellFormed() {}

    /** Returns {@code text} with every surrogate that stands alone replaced by U+FFFD. */
    static String text(String text) {
        StringBuilder result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char here = text.charAt(i);
            boolean pair = i + 1 < text.length() && Character.isSurrogatePair(here, text.charAt(i + 1));
            if (pair) {
                result.append(here).append(text.charAt(i + 1));
                i++;
            } else {
                result.append(Character.isSurrogate(here) ? REPLACEMENT : here);
            }
        }
        return result.toString();
    }
}
