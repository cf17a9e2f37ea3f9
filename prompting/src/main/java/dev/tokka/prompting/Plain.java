// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import java.util.regex.Pattern;

/** Short replies without what models put around them. */
final class Plain {

    /** Longer than any date or quantity with its dress. */
    private static final int LONGEST = 200;

    private static final String EDGES = " \t\r\n\"'`*_「」『』“”‘’";
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern END = Pattern.compile("(?:です|である|だ)?[.。、,;]?$");

    private Plain() {}

    /** Returns {@code reply} folded, on one line, without quotes, full stop and copula; empty if it is too long. */
    static String of(String reply) {
        String content = CodeFence.contentOf(reply).of(reply);
        if (content.length() > LONGEST) {
            return "";
        }
        String line = stripped(SPACE.matcher(Texts.folded(content)).replaceAll(" "));
        return stripped(END.matcher(line).replaceFirst(""));
    }

    private static String stripped(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && EDGES.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && EDGES.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end);
    }
}
