// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.privacy;

import dev.tokka.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A text with other words in some places, and which place stands for which.
 *
 * @param text with the other words
 * @param parts the places, in order
 */
record Hidden(String text, List<Part> parts) {

    /**
     * One place.
     *
     * @param before where it was
     * @param after where it is
     */
    record Part(Span before, Span after) {}

    /** Writes what stands in a place instead. */
    @FunctionalInterface
    interface Substitute {
        String of(PersonalData kind, String value);
    }

    /** Returns {@code text} with a substitute for each of {@code findings}; of those that overlap, for the longest. */
    static Hidden in(String text, List<Finding> findings, Substitute substitute) {
        StringBuilder hidden = new StringBuilder();
        List<Part> parts = new ArrayList<>();
        int done = 0;
        for (Finding finding : apart(findings)) {
            hidden.append(text, done, finding.span().start());
            int start = hidden.length();
            hidden.append(substitute.of(finding.kind(), finding.span().of(text)));
            parts.add(new Part(finding.span(), new Span(start, hidden.length())));
            done = finding.span().end();
        }
        hidden.append(text, done, text.length());
        return new Hidden(hidden.toString(), List.copyOf(parts));
    }

    /** Returns the place before of a place after; one that touches a substitute takes all that it stands for. */
    Span before(Span after) {
        return across(after, parts);
    }

    /** Returns the place after of a place before; one that touches what was hidden takes all of its substitute. */
    Span after(Span before) {
        return across(
                before,
                parts.stream()
                        .map(part -> new Part(/* before= */ part.after(), /* after= */ part.before()))
                        .toList());
    }

    private static Span across(Span after, List<Part> parts) {
        int from = after.start();
        int to = after.end();
        for (Part part : parts) {
            int grown = part.before().length() - part.after().length();
            if (part.after().end() <= after.start()) {
                from += grown;
            } else if (part.after().start() <= after.start()) {
                from = part.before().start();
            }
            if (part.after().end() <= after.end()) {
                to += grown;
            } else if (part.after().start() < after.end()) {
                to = part.before().end();
            }
        }
        return new Span(from, Math.max(from, to));
    }

    /** Returns findings that do not overlap, in order: longer ones are kept, of equally long ones the first. */
    private static List<Finding> apart(List<Finding> findings) {
        List<Finding> kept = new ArrayList<>();
        findings.stream()
                .sorted(Comparator.comparingInt((Finding each) -> -each.span().length())
                        .thenComparing(each -> each.span().start())
                        .thenComparing(Finding::kind))
                .filter(each -> kept.stream()
                        .noneMatch(other -> each.span().start() < other.span().end()
                                && other.span().start() < each.span().end()))
                .forEach(kept::add);
        kept.sort(Comparator.comparingInt(each -> each.span().start()));
        return kept;
    }
}
