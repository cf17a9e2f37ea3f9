// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import dev.tokka.prompting.Prompting;
import java.util.List;
import java.util.stream.IntStream;

/** Made-up messages of customers; the last word of each is its label. */
final class Messages {

    static final List<String> LABELS = List.of("card", "transfer", "fee");

    static final Prompting START =
            Prompting.instructions("Say what the message is about.").labels("card", "transfer", "fee");

    private Messages() {}

    /** Returns so many questions, each a cluster of its own. */
    static List<GradedQuestion> some(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> GradedQuestion.of(text(i), label(i)))
                .toList();
    }

    /** Returns so many questions, each with a paraphrase in its cluster. */
    static List<GradedQuestion> pairs(int count) {
        return IntStream.range(0, 2 * count)
                .mapToObj(i -> GradedQuestion.of((i % 2 == 0 ? "" : "Please: ") + text(i / 2), label(i / 2))
                        .inCluster("pair " + i / 2))
                .toList();
    }

    static String text(int number) {
        return "Message " + number + " about my " + label(number);
    }

    static String label(int number) {
        return LABELS.get(number % LABELS.size());
    }

    /** Returns the label of a message. */
    static String truth(String text) {
        return text.substring(text.lastIndexOf(' ') + 1);
    }
}
