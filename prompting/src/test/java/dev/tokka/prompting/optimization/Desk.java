// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Example;
import dev.tokka.Money;
import dev.tokka.Question;
import dev.tokka.Step;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A made-up model of {@link Messages}: it is right on the easiest messages, on more of them if its instructions hold certain
 * words or its examples the right label.
 */
final class Desk implements DomainModel {

    static final Currency YEN = Currency.getInstance("JPY");

    private final Skill skill;
    private final List<Question> asked = new ArrayList<>();
    private Runnable before = () -> {};

    /**
     * What the model can.
     *
     * @param alone the share of messages that it gets right without help
     * @param words what share each word in the instructions adds
     * @param example what share each example with the right label adds
     * @param noisy whether any change of the prompt changes which messages are easy, as in models
     * @param seed of what is easy
     */
    record Skill(double alone, Map<String, Double> words, double example, boolean noisy, long seed) {}

    Desk(Skill skill) {
        this.skill = skill;
    }

    /** Returns a model that gets this share right, a third more if it is told to look at the object. */
    static Desk of(double alone) {
        return new Desk(new Skill(alone, Map.of("object", 0.33), 0, false, 7));
    }

    /** Does this before each answer, such as to fail. */
    Desk before(Runnable action) {
        this.before = action;
        return this;
    }

    List<Question> asked() {
        return List.copyOf(asked);
    }

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        before.run();
        asked.add(question);
        String truth = Messages.truth(question.text());
        String instructions = String.join(" ", question.instructions());
        double share = skill.alone();
        for (Map.Entry<String, Double> word : skill.words().entrySet()) {
            share += instructions.contains(word.getKey()) ? word.getValue() : 0;
        }
        share += skill.example()
                * question.examples().stream()
                        .map(Example::answer)
                        .filter(truth::equals)
                        .count();
        // An answer that the instructions hold word for word is known.
        boolean right = difficulty(question) < share || instructions.contains(question.text() + " = " + truth);
        return Answer.reply(right ? truth : wrong(truth)).withTrace(trace(question));
    }

    private double difficulty(Question question) {
        String prompt = skill.noisy() ? question.instructions() + " " + question.examples() : "";
        return new SplittableRandom(skill.seed() * 31 + (question.text() + prompt).hashCode()).nextDouble();
    }

    private static String wrong(String truth) {
        return Messages.LABELS.get((Messages.LABELS.indexOf(truth) + 1) % Messages.LABELS.size());
    }

    private static Trace trace(Question question) {
        int input = 5 + 10 * question.examples().size();
        return Trace.of(new Step(
                "chat",
                Duration.ZERO,
                new TokenUsage(input, 1),
                Optional.of(new Money(BigDecimal.valueOf(input, 2), YEN)),
                Map.of()));
    }

    @Override
    public Description describe() {
        return Description.of("desk", skill.toString());
    }
}
