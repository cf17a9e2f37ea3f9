// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.Answer;
import dev.tokka.Digests;
import dev.tokka.Span;
import dev.tokka.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What becomes of a sentence that no passage supports well enough, in a reply of which enough is supported.
 *
 * <p>How many there were is in the trace, whatever becomes of them.
 */
public enum UnsupportedSentences {
    /** It stays. */
    KEEP,
    /** It stays, and {@link #in} tells where it stands, so that it can be shown in another colour. */
    FLAG,
    /**
     * It is taken out, with its citations, and what is left is judged alone. A sentence that limits another, as "not
     * abroad, however", may be lost that way: prefer {@link #FLAG} where people read the reply.
     */
    DROP;

    private static final String PLACES = "unsupportedAt";
    private static final String REPLY = "reply";

    /**
     * Returns where the flagged sentences of {@code reply} stand in its text, in order; empty if nothing was flagged, or
     * the text was changed after that.
     */
    public static List<Span> in(Answer.Reply reply) {
        List<Span> places = List.of();
        for (Step step : reply.trace().steps()) {
            String text = step.details().getOrDefault(REPLY, "");
            if (text.equals(Digests.sha256(reply.text()))) {
                places = read(step.details().getOrDefault(PLACES, ""));
            }
        }
        return places;
    }

    /** Returns the details by which {@link #in} finds the places in a reply of {@code text}. */
    static Map<String, String> details(List<Span> places, String text) {
        String written =
                places.stream().map(place -> place.start() + "-" + place.end()).collect(Collectors.joining(" "));
        // A trace holds the steps of attempts that were given up too, so each says of which text it speaks.
        return Map.of(PLACES, written, REPLY, Digests.sha256(text));
    }

    private static List<Span> read(String written) {
        List<Span> places = new ArrayList<>();
        Arrays.stream(written.split(" ", -1)).filter(place -> !place.isEmpty()).forEach(place -> {
            int dash = place.indexOf('-');
            places.add(
                    new Span(Integer.parseInt(place.substring(0, dash)), Integer.parseInt(place.substring(dash + 1))));
        });
        return List.copyOf(places);
    }
}
