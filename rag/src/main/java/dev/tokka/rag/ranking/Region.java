// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import dev.tokka.Passage;
import dev.tokka.Source;
import dev.tokka.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of a document that one or more passages make.
 *
 * @param passage the part, with the id and score of the best passage in it until it grew
 */
record Region(Passage passage) {

    /** What stands between two passages that may become one. */
    enum Gap {
        /** Nothing: they overlap. */
        OVERLAP,
        /** White space at most. */
        BLANK,
        /** Any text. */
        ANY
    }

    private String document() {
        return passage.source().document();
    }

    private Span span() {
        return passage.source().span();
    }

    /**
     * Returns this and {@code other} as one, with the score of this one, or empty if they do not belong together, or what
     * stands between them is not known.
     *
     * @param text the text of the document, if it is known
     */
    Optional<Region> join(Region other, Gap gap, Optional<String> text) {
        if (!document().equals(other.document())) {
            return Optional.empty();
        }
        boolean before = span().start() <= other.span().start();
        Region first = before ? this : other;
        Region second = before ? other : this;
        int between = second.span().start() - first.span().end();
        if (between < 0) {
            return first.overlapWith(second).map(joined -> grown(first, second, joined));
        }
        if (gap == Gap.OVERLAP) {
            return Optional.empty();
        }
        return first.textBetween(second, text)
                .filter(words -> gap == Gap.ANY || words.isBlank())
                .map(words -> grown(first, second, first.passage.text() + words + second.passage.text()));
    }

    /** Returns the text of this and {@code second}, which begins in this one; empty if they disagree. */
    private Optional<String> overlapWith(Region second) {
        String mine = passage.text();
        String others = second.passage.text();
        int offset = second.span().start() - span().start();
        int common = Math.min(mine.length() - offset, others.length());
        if (!mine.regionMatches(offset, others, 0, common)) {
            return Optional.empty(); // of two versions of the document
        }
        return Optional.of(mine + others.substring(common));
    }

    private Optional<String> textBetween(Region second, Optional<String> text) {
        int length = second.span().start() - span().end();
        if (length == 0) {
            return Optional.of("");
        }
        Span between = new Span(0, length).shift(span().end());
        return text.filter(whole -> isOf(whole) && second.isOf(whole)).map(between::of);
    }

    /** Returns whether the text of this stands in {@code whole} where it says. */
    private boolean isOf(String whole) {
        return whole.startsWith(passage.text(), span().start());
    }

    private Region grown(Region first, Region second, String text) {
        Span span = new Span(first.span().start(), first.span().start() + text.length());
        if (span.equals(span()) && text.equals(passage.text())) {
            return this;
        }
        List<String> headings = common(
                first.passage.source().headings(), second.passage.source().headings());
        String id = document() + "#" + span.start() + "-" + span.end();
        return new Region(new Passage(id, text, new Source(document(), headings, span), passage.score()));
    }

    private static List<String> common(List<String> one, List<String> other) {
        List<String> common = new ArrayList<>();
        for (int i = 0; i < Math.min(one.size(), other.size()) && one.get(i).equals(other.get(i)); i++) {
            common.add(one.get(i));
        }
        return common;
    }

    /**
     * Adds {@code region} to {@code regions}, best first: joined with all of them that it can be joined with, in the place
     * of the best of these; last if there is none.
     */
    static void add(List<Region> regions, Region region, Gap gap, Optional<String> text) {
        Region joined = region;
        int place = regions.size();
        for (int i = 0; i < regions.size(); ) {
            Optional<Region> both = regions.get(i).join(joined, gap, text);
            if (both.isPresent()) {
                joined = new Region(better(both.get().passage(), joined.passage()));
                regions.remove(i);
                place = Math.min(place, i);
                i = 0; // what it did not reach before it may reach now
            } else {
                i++;
            }
        }
        regions.add(Math.min(place, regions.size()), joined);
    }

    private static Passage better(Passage joined, Passage other) {
        return joined.score() >= other.score() ? joined : Search.scored(joined, other.score());
    }
}
