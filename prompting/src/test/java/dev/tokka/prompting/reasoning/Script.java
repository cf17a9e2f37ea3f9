// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.reasoning;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.ModelException;
import dev.tokka.Money;
import dev.tokka.Question;
import dev.tokka.Step;
import dev.tokka.TokenSink;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model that gives its lines in turn, the last one for ever, each for 10 tokens read, 3 written and 2 yen. */
final class Script implements DomainModel {

    private static final Money PRICE = new Money(BigDecimal.valueOf(2), Currency.getInstance("JPY"));

    final List<Question> asked = new ArrayList<>();
    private final List<Object> lines;

    private Script(List<Object> lines) {
        this.lines = lines;
    }

    /** Lines are texts, answers or failures. */
    static Script of(Object... lines) {
        return new Script(List.of(lines));
    }

    @Override
    public Answer answer(Question question) {
        Object line = lines.get(Math.min(asked.size(), lines.size() - 1));
        asked.add(question);
        if (line instanceof ModelException failure) {
            throw failure;
        }
        Answer answer = line instanceof String text ? Answer.reply(text) : (Answer) line;
        answer.reply()
                .ifPresent(
                        reply -> question.attributes().get(TokenSink.KEY).ifPresent(sink -> sink.token(reply.text())));
        Step step = new Step("ask", Duration.ZERO, new TokenUsage(10, 3), Optional.of(PRICE), Map.of());
        return answer.withTrace(Trace.of(step));
    }

    /** Returns the last instruction of call {@code index}. */
    String told(int index) {
        List<String> instructions = asked.get(index).instructions();
        return instructions.get(instructions.size() - 1);
    }

    @Override
    public Description describe() {
        return Description.of("scripted", lines.toString());
    }

    @Override
    public String toString() {
        return "scripted";
    }
}
