// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.DataClass;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Step;
import dev.tokka.TokenSink;
import dev.tokka.Trace;
import dev.tokka.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Asks a model again until its reply fits.
 *
 * @param base the model
 * @param where the part that asks, for messages
 * @param repairs how often it is asked again
 */
record Attempts(DomainModel base, String where, int repairs) {

    /** So much of a refused reply is shown to the model that wrote it. */
    private static final int MAX_REFUSED = 8_000;

    /** Asks once, whatever comes back. */
    Answer ask(Question question) {
        question.checkpoint(where);
        return requireNonNull(base.answer(question), "a model answered null");
    }

    /**
     * Asks until a reply fits {@code form} or the model abstains.
     *
     * @throws QuestionRejectedException if the reply of the last attempt does not fit
     */
    Answer inForm(FormCheck form, Question asked) {
        // The sink gets a reply only after its check, so the base model must not stream into it.
        Question quiet = asked.withAttributes(asked.attributes().without(TokenSink.KEY));
        Trace trace = Trace.EMPTY;
        Question next = quiet;
        for (int attempt = 0; ; attempt++) {
            Answer answer = ask(next);
            trace = trace.then(answer.trace());
            if (!(answer instanceof Answer.Reply reply)) {
                return answer.withTrace(trace);
            }
            long start = System.nanoTime();
            Verdict verdict = form.check(reply.text());
            trace = trace.then(Trace.of(Step.of("check form", since(start), details(form, verdict))));
            if (verdict instanceof Verdict.Fits fits) {
                asked.attributes().get(TokenSink.KEY).ifPresent(sink -> sink.token(fits.text()));
                return fits.applyTo(reply).withTrace(trace);
            }
            Verdict.Unfit unfit = (Verdict.Unfit) verdict;
            if (attempt == repairs) {
                throw new QuestionRejectedException(
                        where + ": expected a reply in the form " + form + " but in attempt " + (attempt + 1) + " of "
                                + (repairs + 1) + " " + unfit.problem() + ", from " + base);
            }
            Question repairing = repairing(quiet, reply.text(), form, unfit);
            next = DataClass.carriedBy(trace)
                    .map(carried -> carried.raise(repairing))
                    .orElse(repairing);
        }
    }

    /** Leaves the text of the question as it is, because a retriever below looks for it. */
    private static Question repairing(Question question, String refused, FormCheck form, Verdict.Unfit unfit) {
        Wording wording = Wording.of(question);
        return question.plusHistory(List.of(
                        new Turn(Turn.Speaker.USER, question.text()), new Turn(Turn.Speaker.MODEL, cut(refused))))
                .plusInstructions(List.of((wording.refused(unfit.advice()) + form.demand(wording)).strip()));
    }

    private static String cut(String refused) {
        String words = refused.strip();
        int end = Math.min(words.length(), MAX_REFUSED);
        return words.substring(0, words.offsetByCodePoints(0, words.codePointCount(0, end)));
    }

    private static Map<String, String> details(FormCheck form, Verdict verdict) {
        return verdict instanceof Verdict.Unfit unfit
                ? Map.of("form", form.toString(), "refused", unfit.problem())
                : Map.of("form", form.toString());
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
