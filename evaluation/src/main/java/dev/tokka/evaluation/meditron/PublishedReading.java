// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.meditron;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How the published program reads an answer.
 *
 * @param choices whether the answer is a letter, not yes or no
 * @param shots whether the model was shown examples
 * @param reasoned whether the model reasons before it answers
 */
record PublishedReading(boolean choices, boolean shots, boolean reasoned) {

    static final PublishedReading OF_CHOICES = new PublishedReading(true, false, false);
    static final PublishedReading OF_YES_AND_NO = new PublishedReading(false, false, false);

    private static final Set<String> ANSWERS = Set.of("a", "b", "c", "d", "e", "yes", "no");

    private static final String SECTION = "\n##";
    private static final String PHRASE = "answer is";
    private static final Pattern OTHERS = Pattern.compile("[^a-zA-Z0-9]+");

    PublishedReading withShots() {
        return new PublishedReading(choices, true, reasoned);
    }

    PublishedReading afterReasoning() {
        return new PublishedReading(choices, shots, true);
    }

    /** Returns the answer in lower case: a letter from a to e, yes or no, or empty if it is not found. */
    Optional<String> read(String reply) {
        String output = reply.toLowerCase(Locale.ROOT);
        int section = output.indexOf(SECTION);
        if (section >= 0) {
            output = untilNext(output.substring(section + SECTION.length()), "\n", SECTION);
        }
        if (shots) {
            output = untilNext(output, "\n\n");
        }
        output = OTHERS.matcher(output).replaceAll(" ").strip();
        if (reasoned) {
            int phrase = output.lastIndexOf(PHRASE);
            output = untilNext((phrase < 0 ? output : output.substring(phrase + PHRASE.length())).strip(), " ");
        }
        String answer = choices ? output.substring(0, Math.min(1, output.length())) : withoutEcho(output);
        return ANSWERS.contains(answer) ? Optional.of(answer) : Optional.empty();
    }

    /** A text of two answers that are not apart says the first. */
    private static String withoutEcho(String text) {
        for (String twice : new String[] {"yesyes", "nono", "yesno", "noyes"}) {
            if (text.contains(twice)) {
                return text.replace(twice, twice.startsWith("yes") ? "yes" : "no");
            }
        }
        return text;
    }

    private static String untilNext(String text, String... ends) {
        int end = text.length();
        for (String each : ends) {
            int at = text.indexOf(each);
            end = at < 0 ? end : Math.min(end, at);
        }
        return text.substring(0, end);
    }
}
