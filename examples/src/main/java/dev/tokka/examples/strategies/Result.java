// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.ModelException;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What came of one question.
 *
 * @param question what was asked
 * @param answer what was answered; empty if that failed
 * @param failure why it failed; empty if it did not
 * @param time how long it took
 */
record Result(HandbookQuestion question, Optional<Answer> answer, Optional<ModelException> failure, Duration time) {

    /** Asks; a failure is a result, too, so that the others are still asked. */
    static Result of(HandbookQuestion question, Supplier<Answer> ask) {
        long start = System.nanoTime();
        try {
            return new Result(question, Optional.of(ask.get()), Optional.empty(), since(start));
        } catch (ModelException e) {
            return new Result(question, Optional.empty(), Optional.of(e), since(start));
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    Optional<Answer.Reply> reply() {
        return answer.flatMap(Answer::reply);
    }

    boolean abstained() {
        return answer.isPresent() && reply().isEmpty();
    }

    List<Citation> citations() {
        return reply().map(Answer.Reply::citations).orElse(List.of());
    }

    /** Returns whether the reply cites a document that answers the question. */
    boolean citesTheSource() {
        return citations().stream()
                .anyMatch(citation ->
                        question.sources().contains(citation.source().document()));
    }

    Trace trace() {
        return answer.map(Answer::trace).orElse(Trace.EMPTY);
    }

    TokenUsage usage() {
        return trace().usage();
    }
}
