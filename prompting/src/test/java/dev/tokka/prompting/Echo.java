// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import java.util.List;

/** A model that keeps the contract and replies in the form that is wanted, with how much it was told. */
record Echo() implements DomainModel {

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        question.checkpoint("echo");
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
        if (question.form() instanceof AnswerForm.OneOf oneOf) {
            List<String> labels = oneOf.labels();
            return "Label: " + labels.get(question.text().length() % labels.size());
        }
        if (question.form() instanceof AnswerForm.JsonSchema) {
            return "```json\n{\"examples\":" + question.examples().size() + "}\n```";
        }
        return question.instructions() + " " + question.examples();
    }

    @Override
    public Description describe() {
        return Description.of("echo");
    }

    @Override
    public String toString() {
        return "echo";
    }
}
