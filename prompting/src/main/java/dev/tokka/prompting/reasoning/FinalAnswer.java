// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.reasoning;

import dev.tokka.Span;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reply that is taken apart.
 *
 * @param reasoning what stands before the mark
 * @param answer what stands after it; not blank
 */
record FinalAnswer(Span reasoning, Span answer) {

    /** In a line of its own or at its beginning; a mark within a sentence may be talked about. Nothing here backtracks. */
    private static final Pattern MARK = Pattern.compile(
            "^[ \\t\\u3000>#~\"'「『【\\[-]*+(?<bold>\\*\\*|__)?+[ \\t「『【\\[]*+"
                    + "(?:(?:(?:my|the)[ \\t]++)?+final[ \\t]++(?:answer|reply)(?:[ \\t]++is(?=[ \\t]*+[:：]))?+"
                    + "|最終(?:的な|の)?+(?:回答|解答|答え)(?:は(?=[ \\t]*+[:：]))?+)"
                    + "(?<close>[ \\t\\u3000]*+[*_\\]】」』\"']*+)"
                    + "(?:[ \\t\\u3000]*+(?:[:：]|$)|(?<=[】\\]]))",
            Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    /** What must not stand in a final answer: the headings and tags of reasoning. */
    private static final Pattern REASONING = Pattern.compile(
            "^[ \\t\\u3000>#*_「【\\[-]*+(?:reasoning|推論|思考過程)[ \\t*_\\]】」]*+(?:[:：]|$)|</?think(?:ing)?>",
            Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    /**
     * Finds the final answer of {@code reply}: all that stands after the last mark; empty if nothing is marked, nothing
     * stands there, or the reasoning does.
     */
    static Optional<FinalAnswer> in(String reply) {
        Matcher mark = MARK.matcher(reply);
        int before = -1;
        int after = -1;
        String open = "";
        while (mark.find()) {
            before = mark.start();
            after = mark.end();
            String bold = mark.group("bold");
            open = bold == null || mark.group("close").contains(bold) ? "" : bold;
        }
        if (after < 0 || reasons(reply, after)) {
            return Optional.empty();
        }
        Span answer = undressed(reply, after, open);
        return answer.length() == 0
                ? Optional.empty()
                : Optional.of(new FinalAnswer(stripped(reply, 0, before), answer));
    }

    private static boolean reasons(String reply, int from) {
        // What follows the mark in its line is no heading, whatever it says.
        return REASONING
                .matcher(reply)
                .region(from, reply.length())
                .useAnchoringBounds(false)
                .find();
    }

    /** Leaves out the second half of {@code bold}, which began before the mark: at once, or at the end. */
    private static Span undressed(String reply, int from, String bold) {
        if (!bold.isEmpty() && reply.startsWith(bold, from)) {
            return stripped(reply, from + bold.length(), reply.length());
        }
        Span all = stripped(reply, from, reply.length());
        boolean dangling = !bold.isEmpty()
                && all.length() >= bold.length()
                && all.of(reply).endsWith(bold);
        return dangling ? stripped(reply, all.start(), all.end() - bold.length()) : all;
    }

    static Span stripped(String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return new Span(start, end);
    }

    private static boolean isSpace(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
