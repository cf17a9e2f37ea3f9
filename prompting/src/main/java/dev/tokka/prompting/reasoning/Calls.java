// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.reasoning;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.DataClass;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.Step;
import dev.tokka.TokenSink;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import dev.tokka.Turn;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The calls by which one question is answered, with their trace. For one thread. */
final class Calls {

    private final Question question;
    private final String where;
    private Trace trace = Trace.EMPTY;

    /** Begins to answer {@code question}; {@code where} is the part that asks, for messages. */
    Calls(Question question, String where) {
        this.question = question;
        this.where = where;
        question.checkpoint(where);
    }

    /** Asks {@code model}, and records the call under {@code name}. */
    Answer ask(String name, DomainModel model, Question asked) {
        return ask(name, model, asked, answer -> Map.of());
    }

    /** Asks {@code model}, and records the call under {@code name} with what {@code details} makes of its answer. */
    Answer ask(String name, DomainModel model, Question asked, Function<Answer, Map<String, String>> details) {
        question.checkpoint(where);
        long start = System.nanoTime();
        // What earlier answers were made of may be in what is asked now.
        Question raised =
                DataClass.carriedBy(trace).map(carried -> carried.raise(asked)).orElse(asked);
        Answer answer = requireNonNull(model.answer(raised), "a model answered null");
        Duration all = Duration.ofNanos(System.nanoTime() - start);
        Map<String, String> known = new HashMap<>(details.apply(answer));
        known.putAll(spent(answer));
        // The steps of the model have its time, tokens and cost; only what they lack is added, so that sums stay right.
        Duration rest = all.minus(answer.trace().duration());
        Step step = Step.of(name, rest.isNegative() ? Duration.ZERO : rest, known);
        trace = trace.then(answer.trace()).then(Trace.of(step));
        return answer;
    }

    private static Map<String, String> spent(Answer answer) {
        Map<String, String> spent = new HashMap<>();
        TokenUsage usage = answer.trace().usage();
        spent.put("inputTokens", String.valueOf(usage.input()));
        spent.put("outputTokens", String.valueOf(usage.output()));
        spent.put("outcome", answer instanceof Answer.Reply ? "reply" : "abstention");
        String cost = answer.trace().cost().entrySet().stream()
                .map(sum ->
                        sum.getKey().getCurrencyCode() + " " + sum.getValue().toPlainString())
                .sorted()
                .collect(Collectors.joining(", "));
        if (!cost.isEmpty()) {
            spent.put("cost", cost);
        }
        return spent;
    }

    /** Returns {@code answer} with the trace of all calls. */
    Answer end(Answer answer) {
        return answer.withTrace(trace);
    }

    /** Returns {@code answer} with the trace of all calls, after streaming it: no call has done so. */
    Answer endUnstreamed(Answer answer) {
        answer.reply()
                .ifPresent(
                        reply -> question.attributes().get(TokenSink.KEY).ifPresent(sink -> sink.token(reply.text())));
        return end(answer);
    }

    /** Returns {@code question} without its sink: the answer may not be the last word. */
    static Question quiet(Question question) {
        return question.withAttributes(question.attributes().without(TokenSink.KEY));
    }

    /** Returns the question with this text, for a call on the way: quiet, in free text, and without examples. */
    static Question aside(Question question, String text) {
        return new Question(
                text,
                question.history(),
                question.instructions(),
                List.of(), // they show how to answer, which is not asked here
                question.evidence(),
                AnswerForm.FREE_TEXT,
                question.attributes().without(TokenSink.KEY));
    }

    /**
     * Returns the question for a call that lists questions: one on the way, without evidence, since the rules that come
     * with it say how to answer, and to say so if it is not enough.
     */
    static Question listing(Question question) {
        return new Question(
                question.text(),
                question.history(),
                question.instructions(),
                List.of(),
                List.of(),
                AnswerForm.FREE_TEXT,
                question.attributes().without(TokenSink.KEY));
    }

    /** Returns what was asked and what was said to it. */
    static List<Turn> exchange(String asked, String said) {
        return List.of(new Turn(Turn.Speaker.USER, asked), new Turn(Turn.Speaker.MODEL, said));
    }
}
