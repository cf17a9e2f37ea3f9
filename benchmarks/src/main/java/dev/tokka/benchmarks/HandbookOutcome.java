// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.Query;
import dev.tokka.Retriever;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What came of one question.
 *
 * @param question the question
 * @param found whether a right source is among those of the first 3 passages
 * @param reply the model's reply, or empty if it abstained
 */
record HandbookOutcome(HandbookQuestion question, boolean found, Optional<Answer.Reply> reply) {

    private static final int FIRST = 3;

    /** Searches and asks. */
    static HandbookOutcome of(HandbookQuestion question, Retriever retriever, DomainModel model) {
        boolean found = retriever.retrieve(Query.of(question.text(), FIRST)).stream()
                .anyMatch(
                        passage -> question.sources().contains(passage.source().document()));
        return new HandbookOutcome(
                question, found, model.answer(question.text()).reply());
    }

    /** Returns whether the model replied. */
    boolean answered() {
        return reply.isPresent();
    }

    /** Returns whether the reply cites a right source. */
    boolean citesSource() {
        return reply.stream()
                .flatMap(answer -> answer.citations().stream())
                .anyMatch(citation ->
                        question.sources().contains(citation.source().document()));
    }

    /** Returns whether the reply holds the words that answer the question, however white space stands between them. */
    boolean quotes() {
        return reply.filter(answer -> plain(answer.text()).contains(plain(question.quote())))
                .isPresent();
    }

    private static String plain(String text) {
        return text.replaceAll("\\s*\\[\\d+]", "").replaceAll("\\s+", " ").strip();
    }

    /** Returns the share of {@code outcomes} that {@code condition} holds for; 0 if there are none. */
    static double share(List<HandbookOutcome> outcomes, Predicate<HandbookOutcome> condition) {
        return outcomes.isEmpty()
                ? 0
                : (double) outcomes.stream().filter(condition).count() / outcomes.size();
    }
}
