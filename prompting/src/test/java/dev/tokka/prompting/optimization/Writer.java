// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Money;
import dev.tokka.Question;
import dev.tokka.Step;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A made-up model that writes instructions. */
final class Writer implements DomainModel {

    private final String name;
    private final Function<String, String> words;
    private final List<String> requests = new ArrayList<>();
    private Runnable before = () -> {};

    Writer(String name, Function<String, String> words) {
        this.name = name;
        this.words = words;
    }

    /** Returns a writer of rules that help {@link Desk} in one of three cases. */
    static Writer helpful() {
        return new Writer("helpful", request -> switch (Math.floorMod(request.hashCode(), 3)) {
            case 0 -> "Here they are:\n```\nLook at the object of the sentence.\n```";
            case 1 -> "Be kind. Request " + request.hashCode();
            default -> "Be brief. Request " + request.hashCode();
        });
    }

    /** Returns a writer that repeats the questions that it was shown, with their answers. */
    static Writer repeating() {
        return new Writer("repeating", request -> {
            StringBuilder text = new StringBuilder("Known:");
            for (String part : request.split("\n\n", -1)) {
                if (part.startsWith("Question: ")) {
                    String question = part.lines().findFirst().orElseThrow().substring("Question: ".length());
                    text.append('\n').append(question).append(" = ").append(Messages.truth(question));
                }
            }
            return text.toString();
        });
    }

    Writer before(Runnable action) {
        this.before = action;
        return this;
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public Answer answer(Question question) {
        before.run();
        requests.add(question.text());
        return Answer.reply(words.apply(question.text()))
                .withTrace(Trace.of(new Step(
                        "chat",
                        Duration.ZERO,
                        new TokenUsage(80, 20),
                        Optional.of(new Money(new BigDecimal("0.8"), Desk.YEN)),
                        Map.of())));
    }

    @Override
    public Description describe() {
        return Description.of("writer", name);
    }
}
