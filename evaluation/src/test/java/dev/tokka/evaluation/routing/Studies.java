// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import dev.tokka.Answer;
import dev.tokka.Money;
import dev.tokka.Question;
import dev.tokka.Step;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Entry;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.RightWords;
import dev.tokka.evaluation.Tags;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Simulated experiments: every other question is about fees, the rest about paragraphs, and of each strategy is known how
 * often it is right on either.
 */
final class Studies {

    private static final List<String> THINGS = List.of(
            "loan", "card", "mortgage", "deposit", "transfer", "cheque", "account", "insurance", "leasing", "safe");

    private Studies() {}

    /**
     * A strategy.
     *
     * @param fees how often it is right on fees
     * @param paragraphs how often it is right on paragraphs
     * @param cents what an answer costs; an answer takes as many milliseconds
     */
    record Strategy(String name, double fees, double paragraphs, int cents) {}

    static Results of(int questions, long seed, Strategy... strategies) {
        return of(questions, seed, item -> item, strategies);
    }

    /** Returns results of cases to which something is done, such as a tag set. */
    static Results of(int questions, long seed, UnaryOperator<Case> done, Strategy... strategies) {
        Random random = new Random(seed);
        Recorder recorder = new Recorder();
        for (int i = 0; i < questions; i++) {
            boolean fee = i % 2 == 0;
            String id = seed + "-" + i;
            recorder.ask(done.apply(item(id, text(fee, random))));
            for (Strategy strategy : strategies) {
                boolean right = random.nextDouble() < (fee ? strategy.fees() : strategy.paragraphs());
                recorder.answer(strategy.name(), id, outcome(right, strategy.cents()));
            }
        }
        return recorder.results();
    }

    /** Returns results in which one strategy is right on questions with an even hash, and the other on the rest. */
    static Results parity(int questions) {
        Recorder recorder = new Recorder();
        for (int i = 0; i < questions; i++) {
            Case item = item("case-" + i, "Question " + (1000 + i) + "?");
            recorder.ask(item);
            boolean even = item.question().text().hashCode() % 2 == 0;
            recorder.answer("even", item.id(), outcome(even, 1));
            recorder.answer("odd", item.id(), outcome(!even, 1));
        }
        return recorder.results();
    }

    /** Returns results on documents of four questions each, all of which one of two strategies answers. */
    static Results documents(int documents, UnaryOperator<Case> done) {
        Recorder recorder = new Recorder();
        for (int i = 0; i < 4 * documents; i++) {
            SplittableRandom document = new SplittableRandom(i / 4); // Random starts alike for small seeds
            boolean one = document.nextBoolean();
            StringBuilder name = new StringBuilder();
            document.ints(8, 'a', 'z' + 1).forEach(name::appendCodePoint);
            Case item = item("case-" + i, "What of " + name + " and " + THINGS.get(i % 4) + "?");
            recorder.ask(done.apply(item.withTag(Tags.GROUP, "document " + i / 4)));
            recorder.answer("one", item.id(), outcome(one, 1));
            recorder.answer("other", item.id(), outcome(!one, 1));
        }
        return recorder.results();
    }

    private static Case item(String id, String text) {
        return Case.of(id, Question.of(text), new Expected.Texts(List.of("right")));
    }

    private static final class Recorder {

        private final List<Case> cases = new ArrayList<>();
        private final Map<String, String> fingerprints = new LinkedHashMap<>();
        private final List<Entry> entries = new ArrayList<>();

        void ask(Case item) {
            cases.add(item);
        }

        void answer(String strategy, String id, Outcome outcome) {
            fingerprints.put(strategy, "of " + strategy);
            entries.add(new Entry(strategy, id, 0, outcome));
        }

        Results results() {
            return new Results(Benchmark.of("study", cases, new RightWords()), fingerprints, entries);
        }
    }

    static Outcome outcome(boolean right, int cents) {
        Money price = new Money(BigDecimal.valueOf(cents, 2), Currency.getInstance("EUR"));
        Step step = new Step("ask", Duration.ofMillis(cents), TokenUsage.NONE, Optional.of(price), Map.of());
        return new Outcome.Answered(
                Answer.reply(right ? "right" : "wrong").withTrace(Trace.of(step)), Duration.ofMillis(cents));
    }

    private static String text(boolean fee, Random random) {
        String thing = THINGS.get(random.nextInt(THINGS.size()));
        String other = THINGS.get(random.nextInt(THINGS.size()));
        return fee
                ? "How much is the fee for a " + thing + " or a " + other + "?"
                : "Which paragraph governs the " + thing + " that follows a " + other + "?";
    }
}
