// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import dev.tokka.Answer;
import dev.tokka.Answer.Reply;
import dev.tokka.AnswerForm;
import dev.tokka.Citation;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Embedder;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Money;
import dev.tokka.Question;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.Step;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** A desk that answers as a script of numbers says, and the baseline of its good days. */
final class Desk implements DomainModel {

    static final Currency YEN = Currency.getInstance("JPY");
    static final Question QUESTION = Question.of("What does a transfer cost?");
    static final Description DESCRIPTION = Description.of("desk");
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-04-01T03:00:00Z"));
    static final Duration FAST = Duration.ofMillis(200);

    volatile Answer next = reply(0.9);
    volatile boolean failing;

    @Override
    public Answer answer(Question question) {
        if (failing) {
            throw new ModelUnavailableException("desk: expected an answer but it is closed");
        }
        return next;
    }

    @Override
    public Description describe() {
        return DESCRIPTION;
    }

    static Answer reply(double support) {
        Source source = new Source("handbook", List.of(), new Span(0, 4));
        Citation citation = new Citation(1, new Span(0, 4), source, "free", support);
        return new Reply("It is free.", List.of(citation), OptionalDouble.empty(), cost("2"));
    }

    static Trace cost(String amount) {
        Money money = new Money(new BigDecimal(amount), YEN);
        return Trace.of(new Step("ask", FAST, TokenUsage.NONE, Optional.of(money), Map.of()));
    }

    /** Returns 300 answers: 8 % abstain, supports from 0.8 to 1, and no more. */
    static BaselineBuilder goodDays() {
        BaselineBuilder builder = Baseline.builder(DESCRIPTION.fingerprint());
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 300; i++) {
            builder.add(QUESTION, i % 25 < 2 ? Answer.abstain("unknown") : reply(random.nextDouble(0.8, 1)), FAST);
        }
        return builder;
    }

    static Baseline baseline() {
        return goodDays().build();
    }

    static Question labelled(String... labels) {
        return QUESTION.withForm(AnswerForm.oneOf(labels));
    }

    /** Returns the observations of {@code count} calls like those of the good days. */
    static List<Observation> good(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Observation> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Answer answer = random.nextDouble() < 0.08 ? Answer.abstain("unknown") : reply(random.nextDouble(0.8, 1));
            all.add(Observation.of(QUESTION, answer, FAST));
        }
        return all;
    }

    /** Turns a text into the direction of its first letter, and a little of its length. */
    record Letters() implements Embedder {

        @Override
        public float[] embed(String text) {
            float[] vector = new float[27];
            vector[text.toLowerCase(Locale.ROOT).charAt(0) - 'a'] = 1;
            vector[26] = 0.01f * (text.length() % 7);
            return vector;
        }

        @Override
        public Description describe() {
            return Description.of("letters");
        }
    }
}
