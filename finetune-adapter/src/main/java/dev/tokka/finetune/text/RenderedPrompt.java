// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A prompt, and which parts of it a template wrote: only there does a special token act.
 *
 * @param text the whole prompt
 * @param content the parts that messages wrote, in order, apart from each other
 */
public record RenderedPrompt(String text, List<Span> content) {

    /**
     * A part of a text.
     *
     * @param start its first character, from 0
     * @param end the character after its last, above {@code start}
     */
    public record Span(int start, int end) {

        /** Checks the range. */
        public Span {
            if (start < 0 || end <= start) {
                throw new IllegalArgumentException(
                        "expected 0 <= start < end but start is " + start + " and end " + end);
            }
        }
    }

    /** Checks that the parts lie in the text, in order. */
    public RenderedPrompt {
        requireNonNull(text, "text");
        content = List.copyOf(content);
        int last = 0;
        for (Span span : content) {
            if (span.start() < last || span.end() > text.length()) {
                throw new IllegalArgumentException(
                        "content must lie in the text, in order, but a part is " + span + " of " + text.length());
            }
            last = span.end();
        }
    }

    /** Returns a prompt that the application wrote itself: every special token in it acts. */
    public static RenderedPrompt trusted(String text) {
        return new RenderedPrompt(text, List.of());
    }

    /** Returns a prompt in which no special token acts. */
    public static RenderedPrompt untrusted(String text) {
        return new RenderedPrompt(text, text.isEmpty() ? List.of() : List.of(new Span(0, text.length())));
    }

    @Override
    public String toString() {
        return "RenderedPrompt (" + text.length() + " characters)"; // logs must not hold what users say
    }
}
