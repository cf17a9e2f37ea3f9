// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.query;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.Generation;
import dev.tokka.ModelException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.PolicyViolationException;
import dev.tokka.Question;
import dev.tokka.Step;
import dev.tokka.TokenSink;
import dev.tokka.Trace;
import dev.tokka.Turn;
import dev.tokka.rag.Queries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Asks a model to write queries, and falls back to the question. */
final class Asking {

    /** Longer than any query should be, and shorter than what an encoder takes. */
    static final int MAX_CHARACTERS = 1_000;

    private static final int MAX_TOKENS = 400;

    private final String name;
    private final DomainModel model;

    /** Names the step that is recorded. */
    Asking(String name, DomainModel model) {
        this.name = name;
        this.model = model;
    }

    /**
     * Asks the model and returns what {@code reading} makes of its reply; the text of {@code question} alone if that is
     * nothing.
     */
    Queries ask(Question question, List<Turn> history, String instruction, Function<String, List<String>> reading) {
        question.checkpoint(name);
        long start = System.nanoTime();
        Trace asked = Trace.EMPTY;
        String note;
        try {
            Answer answer = model.answer(prompt(question, history, instruction));
            asked = answer.trace();
            if (answer instanceof Answer.Reply reply) {
                List<String> texts = bounded(reading.apply(reply.text()));
                if (!texts.isEmpty()) {
                    Map<String, String> details = Map.of("queries", String.valueOf(texts.size()));
                    return new Queries(texts, asked.then(step(start, details)));
                }
                note = "the reply holds no query of up to " + MAX_CHARACTERS + " characters";
            } else {
                note = "the model abstained";
            }
        } catch (PolicyViolationException e) {
            throw e; // what must not be asked must not be asked in other words either
        } catch (ModelException e) {
            question.checkpoint(name); // an interrupt or a deadline ends the search too
            note = reason(e);
        }
        return new Queries(List.of(question.text()), asked.then(step(start, Map.of("fallback", note))));
    }

    private static Question prompt(Question question, List<Turn> history, String instruction) {
        Generation generation = question.attributes().get(Generation.KEY).orElse(Generation.DEFAULT);
        return Question.of(question.text())
                .plusHistory(history)
                .plusInstructions(List.of(instruction))
                .withAttributes(question.attributes().without(TokenSink.KEY))
                .with(Generation.KEY, generation.withTemperature(0).withMaxTokens(MAX_TOKENS));
    }

    private static List<String> bounded(List<String> texts) {
        Set<String> kept = new LinkedHashSet<>();
        for (String text : texts) {
            if (!text.isBlank() && text.length() <= MAX_CHARACTERS) {
                kept.add(text.strip());
            }
        }
        return new ArrayList<>(kept);
    }

    private static String reason(ModelException failure) {
        String kind = failure.getClass().getSimpleName();
        return failure instanceof ModelUnavailableException unavailable ? kind + " " + unavailable.reason() : kind;
    }

    private Trace step(long start, Map<String, String> details) {
        return Trace.of(Step.of(name, Duration.ofNanos(System.nanoTime() - start), details));
    }
}
