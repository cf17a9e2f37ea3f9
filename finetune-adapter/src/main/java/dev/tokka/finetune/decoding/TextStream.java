// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import java.util.List;

/**
 * Gives out a text while it is being written: whole characters only, and nothing that is or may become part of a stop.
 *
 * <p>The text ends at the stop that is complete first; of several that are complete at the same character, the longest. So
 * it does not matter how the text is cut into tokens.
 */
final class TextStream {

    private final List<String> stops;
    private final Utf8Text characters;
    private final StringBuilder text;
    private int given;
    private boolean stopped;

    TextStream(List<String> stops) {
        this(stops, new Utf8Text(), new StringBuilder());
    }

    private TextStream(List<String> stops, Utf8Text characters, StringBuilder text) {
        this.stops = stops;
        this.characters = characters;
        this.text = text;
    }

    /** Returns a copy that goes on alone. */
    TextStream copy() {
        TextStream copy = new TextStream(stops, characters.copy(), new StringBuilder(text));
        copy.given = given;
        copy.stopped = stopped;
        return copy;
    }

    /** Adds the bytes of a token. */
    void add(byte[] bytes) {
        write(characters.add(bytes));
    }

    /** Says that no more bytes come. */
    void end() {
        write(characters.end());
    }

    private void write(String more) {
        for (int i = 0; i < more.length() && !stopped; i++) {
            text.append(more.charAt(i));
            int length = stopAtEnd();
            if (length > 0) {
                stopped = true;
                text.setLength(text.length() - length);
            }
        }
    }

    private int stopAtEnd() {
        int longest = 0;
        for (String stop : stops) {
            if (endsWith(stop, stop.length())) {
                longest = Math.max(longest, stop.length());
            }
        }
        return longest;
    }

    /** Returns whether the text ends with the first {@code length} chars of {@code stop}. */
    private boolean endsWith(String stop, int length) {
        int start = text.length() - length;
        if (start < given) {
            return false; // what was given out is no part of a stop
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(start + i) != stop.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a stop was written. */
    boolean isStopped() {
        return stopped;
    }

    /**
     * Returns the text that is new since the last call and cannot become part of a stop; may be empty.
     *
     * @param ended whether nothing more is added, so that nothing can become part of a stop
     */
    String take(boolean ended) {
        int end = ended || stopped ? text.length() : text.length() - beginningOfStop();
        String piece = text.substring(given, end);
        given = end;
        return piece;
    }

    /** Returns how many chars at the end of the text are the beginning of a stop. */
    private int beginningOfStop() {
        int longest = 0;
        for (String stop : stops) {
            for (int length = stop.length() - 1; length > longest; length--) {
                if (endsWith(stop, length)) {
                    longest = length;
                }
            }
        }
        return longest;
    }

    /** Returns the text up to the stop; complete after {@link #end}. */
    String text() {
        return text.toString();
    }
}
