// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring.shadow;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;

/** See {@link Judge#asking}. */
record AskingJudge(DomainModel model, BiFunction<Question, Answer, String> text, ToDoubleFunction<Answer> read)
        implements Judge {

    AskingJudge {
        requireNonNull(model, "model");
        requireNonNull(text, "text");
        requireNonNull(read, "score");
    }

    @Override
    public double score(Question question, Answer answer) {
        Question asked = Question.of(text.apply(question, answer)).withAttributes(question.attributes());
        return read.applyAsDouble(requireNonNull(model.answer(asked), "a model answered null"));
    }

    @Override
    public Description describe() {
        return Description.of("judge").withPart(model.describe());
    }
}
