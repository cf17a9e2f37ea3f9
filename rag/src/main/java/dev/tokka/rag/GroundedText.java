// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.Citation;
import dev.tokka.Span;
import java.util.ArrayList;
import java.util.List;

/** Puts a reply together again, sentence by sentence, with the markers of what each rests on. */
final class GroundedText {

    private final List<String> pieces = new ArrayList<>();
    private final List<Citation> citations = new ArrayList<>();
    private final List<Span> unsupported = new ArrayList<>();
    private String space = ""; // that before sentences that were dropped
    private int written;
    private int removed;
    private int dropped;
    private double supported;
    private double length;

    /** Counts markers that are left out. */
    void removed(int markers) {
        removed += markers;
    }

    /** Adds a sentence that claims nothing, after the space {@code gap}. */
    void addFiller(String gap, String sentence) {
        append(gap, sentence, List.of());
    }

    /** Adds a sentence with markers of its sources, after the space {@code gap}. */
    void add(String gap, String claim, List<Grounding.Cited> sources, boolean isSupported) {
        Span span = append(gap, claim, sources);
        sources.forEach(source -> citations.add(source.supporting(span)));
        if (!isSupported) {
            unsupported.add(span);
        }
        supported += claim.length()
                * sources.stream().mapToDouble(Grounding.Cited::support).max().orElse(0);
        length += claim.length();
    }

    /** Leaves a sentence out, which stood after the space {@code gap}. */
    void drop(String gap) {
        dropped++;
        space = wider(space, gap);
    }

    private Span append(String gap, String sentence, List<Grounding.Cited> sources) {
        String before = pieces.isEmpty() ? "" : wider(space, gap);
        space = "";
        StringBuilder piece = new StringBuilder(before).append(sentence);
        sources.forEach(source -> piece.append(" [").append(source.number()).append(']'));
        pieces.add(piece.toString());
        Span span = new Span(0, sentence.length()).shift(written + before.length());
        written += piece.length();
        return span;
    }

    /** Returns the one that breaks more lines, so that a paragraph stays one when its first sentence goes. */
    private static String wider(String a, String b) {
        return lines(a) > lines(b) ? a : b;
    }

    private static long lines(String space) {
        return space.chars().filter(c -> c == '\n').count();
    }

    /** Returns what was put together. */
    Grounding.Checked checked() {
        return new Grounding.Checked(
                List.copyOf(pieces),
                List.copyOf(citations),
                removed,
                List.copyOf(unsupported),
                dropped,
                length == 0 ? 0 : supported / length);
    }
}
