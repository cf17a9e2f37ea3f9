// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.Generation;
import dev.tokka.ModelException;
import dev.tokka.PolicyViolationException;
import dev.tokka.Question;
import java.util.SplittableRandom;

/** Asks models within the budget of one run. Not for use by many threads. */
final class Calls {

    private final GenerationOptions options;
    private int made;

    Calls(GenerationOptions options) {
        this.options = options;
    }

    int made() {
        return made;
    }

    boolean areUsedUp() {
        return made >= options.maxCalls();
    }

    /**
     * Asks a model. The seed depends on the question, not on what was asked before.
     *
     * @throws PolicyViolationException if the question may not be asked; more questions would not help
     * @throws ModelException if the calling thread was interrupted
     */
    Said ask(DomainModel model, Question question) {
        if (areUsedUp()) {
            return Said.nothing(Rejection.Reason.BUDGET, "all " + options.maxCalls() + " calls are used up");
        }
        made++;
        long seed = new SplittableRandom(options.seed() ^ question.text().hashCode()).nextLong(Integer.MAX_VALUE);
        Generation generation = options.attributes()
                .get(Generation.KEY)
                .orElse(Generation.DEFAULT)
                .withSeed(seed);
        try {
            Answer answer = requireNonNull(
                    model.answer(question.withAttributes(options.attributes()).with(Generation.KEY, generation)),
                    "a model answered null");
            return answer instanceof Answer.Abstention abstention
                    ? Said.nothing(Rejection.Reason.ABSTAINED, abstention.reason())
                    : Said.of(answer.reply().orElseThrow().text());
        } catch (PolicyViolationException e) {
            throw e;
        } catch (ModelException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            String name = e.getClass().getSimpleName();
            return Said.nothing(Rejection.Reason.MODEL_FAILED, name + ": " + e.getMessage());
        }
    }

    /**
     * What a model said.
     *
     * @param text empty if it said nothing
     * @param reason why it said nothing; of no meaning if it said something
     */
    record Said(String text, Rejection.Reason reason, String detail) {

        static Said of(String text) {
            return new Said(text, Rejection.Reason.UNREADABLE, "");
        }

        static Said nothing(Rejection.Reason reason, String detail) {
            return new Said("", reason, detail);
        }

        boolean isNothing() {
            return text.isEmpty();
        }

        Rejection rejection(String of, String question) {
            return new Rejection(of, reason, question, detail);
        }
    }
}
