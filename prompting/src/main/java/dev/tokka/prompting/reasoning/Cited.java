// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.reasoning;

import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.Span;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replies with citations, in part or without. */
final class Cited {

    /** The longest marker that is looked for has nine digits, and a full stop after it. */
    private static final int LONGEST_MARKER = 12;

    private static final Pattern MARKER = Pattern.compile(" ?\\[\\d{1,9}]");
    private static final Pattern MARKER_AT_END = Pattern.compile("\\[\\d{1,9}][.。]?$");

    private Cited() {}

    /** Returns the reply that is this part of the text of {@code reply}, with the citations of what stands in it. */
    static Answer.Reply part(Answer.Reply reply, Span part) {
        List<Citation> citations = reply.citations().stream()
                .filter(citation -> citation.claim().start() < part.end()
                        && citation.claim().end() > part.start())
                .map(citation -> moved(citation, part))
                .toList();
        return new Answer.Reply(part.of(reply.text()), citations, reply.confidence(), reply.trace());
    }

    private static Citation moved(Citation citation, Span part) {
        int start = Math.max(citation.claim().start(), part.start());
        int end = Math.min(citation.claim().end(), part.end());
        Span claim = new Span(start, end).shift(-part.start());
        return new Citation(citation.number(), claim, citation.source(), citation.quote(), citation.support());
    }

    /** Returns {@code part} of {@code text} without the markers of citations at its end, unless it is nothing else. */
    static Span withoutMarkersAtEnd(String text, Span part) {
        Span rest = part;
        while (true) {
            int from = Math.max(rest.start(), rest.end() - LONGEST_MARKER);
            Matcher marker = MARKER_AT_END.matcher(text).region(from, rest.end());
            if (!marker.find()) {
                return rest;
            }
            Span shorter = FinalAnswer.stripped(text, rest.start(), marker.start());
            if (shorter.length() == 0) {
                return part;
            }
            rest = shorter;
        }
    }

    /** Returns the text of {@code reply} without markers if it has citations: their numbers count among other passages. */
    static String unmarked(Answer.Reply reply) {
        String bare = reply.citations().isEmpty()
                ? reply.text()
                : MARKER.matcher(reply.text()).replaceAll("");
        return bare.isBlank() ? reply.text() : bare;
    }
}
