// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import dev.tokka.AnswerForm;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.metric.PythonText;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The class that the published scorer takes a reply for: the first choice that occurs in it, or of which a synonym does,
 * in lower case.
 *
 * @param synonyms by choice; empty if there are none, else each choice must have some
 * @param fallback the class of replies in which nothing occurs; {@link #MISSING} if they have none
 */
record PixiuChoice(Map<String, List<String>> synonyms, String fallback) {

    static final String MISSING = "missing";

    static final PixiuChoice PLAIN = new PixiuChoice(Map.of(), MISSING);

    /** As in the published classes StockMovement and, with other names, German and Australian. */
    static PixiuChoice twoWay(String good, String bad, String fallback) {
        return new PixiuChoice(
                Map.of(good, List.of("yes", "positive"), bad, List.of("no", "negative", "neutral")), fallback);
    }

    /**
     * A reply as a class.
     *
     * @param found whether something occurred
     */
    record Taken(String label, boolean found) {}

    Taken take(String reply, List<String> choices) {
        String text = lower(PythonText.strip(reply));
        for (String choice : choices) {
            String lower = lower(choice);
            if (text.contains(lower)
                    || synonyms.getOrDefault(lower, List.of()).stream().anyMatch(text::contains)) {
                return new Taken(lower, true);
            }
        }
        return new Taken(fallback, false);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Returns the expected class in lower case. */
    static String gold(Case item) {
        if (item.expected() instanceof Expected.Label label) {
            return lower(label.label());
        }
        throw new IllegalArgumentException("case " + item.id() + " must expect a label but expects "
                + item.expected().getClass().getSimpleName());
    }

    /** Returns the choices of a case, in their order. */
    static List<String> choices(Case item) {
        if (item.question().form() instanceof AnswerForm.OneOf oneOf) {
            return oneOf.labels();
        }
        throw new IllegalArgumentException("case " + item.id() + " must ask for one of some labels but asks for "
                + item.question().form().getClass().getSimpleName());
    }

    void requireKnown(Case item) {
        for (String choice : choices(item)) {
            if (!synonyms.isEmpty() && !synonyms.containsKey(lower(choice))) {
                throw new IllegalArgumentException(
                        "case " + item.id() + " must offer " + synonyms.keySet() + " but offers " + choice);
            }
        }
    }
}
