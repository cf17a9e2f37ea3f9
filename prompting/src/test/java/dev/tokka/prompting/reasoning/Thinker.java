// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.reasoning;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import java.util.List;

/** A model that keeps the contract and does whatever the strategies tell it to. */
record Thinker() implements DomainModel {

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        question.checkpoint("thinker");
        String text = text(question);
        question.attributes().get(TokenSink.KEY).ifPresent(sink -> {
            sink.token(text.substring(0, 1));
            if (text.length() > 1) {
                sink.token(text.substring(1));
            }
        });
        return Answer.reply(text);
    }

    private static String text(Question question) {
        List<String> instructions = question.instructions();
        String told = instructions.isEmpty() ? "" : instructions.get(instructions.size() - 1);
        if (told.contains("Final answer:") || told.contains("最終回答：")) {
            return "Reasoning: it is clear.\nFinal answer: after "
                    + question.history().size() + " turns, " + instructions.size() + " instructions";
        }
        if (told.contains("- \"") || told.contains("「- 」")) {
            return "- What is meant, after " + question.history().size()
                    + " turns?\n- And where?\n- How?\n- When?\n- Who?";
        }
        if (question.form() instanceof AnswerForm.OneOf oneOf) {
            return oneOf.labels().get(question.history().size() % oneOf.labels().size());
        }
        return "said after " + question.history().size() + " turns, " + instructions.size() + " instructions";
    }

    @Override
    public Description describe() {
        return Description.of("thinker");
    }

    @Override
    public String toString() {
        return "thinker";
    }
}
