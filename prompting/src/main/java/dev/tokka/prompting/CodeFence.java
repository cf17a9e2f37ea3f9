// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Span;

/** Markdown's fence of three backticks, in which models like to wrap what a program is to read. */
final class CodeFence {

    private static final String FENCE = "```";

    private CodeFence() {}

    /** Returns where the content of {@code text} stands if all of it is one code block, else all but the space around. */
    static Span contentOf(String text) {
        Span all = strip(text, 0, text.length());
        int inside = all.start() + FENCE.length();
        if (all.length() < 2 * FENCE.length()
                || !text.startsWith(FENCE, all.start())
                || !text.startsWith(FENCE, all.end() - FENCE.length())) {
            return all;
        }
        int language = inside;
        while (Character.isLetterOrDigit(text.charAt(language))) {
            language++;
        }
        boolean named = Character.isWhitespace(text.charAt(language));
        return strip(text, named ? language : inside, all.end() - FENCE.length());
    }

    private static Span strip(String text, int from, int to) {
        int start = from;
        int end = Math.max(from, to);
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return new Span(start, end);
    }
}
