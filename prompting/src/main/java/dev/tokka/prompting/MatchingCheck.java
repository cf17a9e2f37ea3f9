// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Question;
import dev.tokka.Span;
import java.util.regex.Pattern;

/** See {@link ReplyCheck#matching}. */
final class MatchingCheck implements ReplyCheck {

    private static final int MAX_STEPS = 1_000_000;
    private static final int STEPS_OF_A_CHARACTER = 20;

    private final Pattern pattern;
    private final String meaning;

    MatchingCheck(String expression, String meaning) {
        this.pattern = Pattern.compile(expression);
        this.meaning = Checks.requireText(meaning, "meaning");
    }

    @Override
    public Verdict check(Question question, String reply) {
        Span content = CodeFence.contentOf(reply);
        String text = content.of(reply);
        try {
            return !text.isBlank() && pattern.matcher(new Counted(text)).matches()
                    ? new Verdict.Fits(text, content)
                    : Verdict.unfit("the reply does not match the expression", "");
        } catch (TooManyStepsException | StackOverflowError e) {
            return Verdict.unfit("the reply takes too long to match with the expression", "");
        }
    }

    @Override
    public String demand(Question question) {
        return Wording.of(question).demandMatch(meaning, pattern.pattern());
    }

    @Override
    public Description describe() {
        return Description.of("matching", pattern.pattern()).with("meaning", meaning);
    }

    @Override
    public String toString() {
        return "matching " + pattern.pattern();
    }

    /** Ends a match that would take for ever: each step of it reads a character. */
    private static final class Counted implements CharSequence {

        private final String text;
        private long left;

        Counted(String text) {
            this.text = text;
            this.left = MAX_STEPS + (long) STEPS_OF_A_CHARACTER * text.length();
        }

        @Override
        public char charAt(int index) {
            left--;
            if (left < 0) {
                throw new TooManyStepsException();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooManyStepsException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
