// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.privacy;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Deidentified;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * See {@link Privacy}.
 *
 * @param veils makes the veil of one call
 */
record VeiledModel(DomainModel model, String kind, Description detector, Supplier<Veil> veils) implements DomainModel {

    @Override
    public Answer answer(Question question) {
        Veil veil = veils.get();
        VeiledQuestion veiled = new VeiledQuestion(requireNonNull(question, "question"), veil);
        Optional<RevealingSink> sink =
                question.attributes().get(TokenSink.KEY).map(each -> new RevealingSink(each, veil));
        Question asked = Deidentified.mark(veiled.asked());
        if (sink.isPresent()) {
            asked = asked.with(TokenSink.KEY, sink.get());
        }
        Answer answer;
        try {
            answer = requireNonNull(model.answer(asked), "a model answered null");
        } catch (IncompleteAnswerException e) {
            throw new IncompleteAnswerException(
                    e.reason(),
                    String.valueOf(e.getMessage()),
                    veil.reveal(e.partialText()).text(),
                    e);
        }
        if (answer instanceof Answer.Reply reply) {
            sink.ifPresent(RevealingSink::end);
            return veiled.revealed(reply);
        }
        return answer;
    }

    @Override
    public Description describe() {
        return new Description(kind, "", Map.of(), List.of(detector, model.describe()));
    }

    @Override
    public String toString() {
        return kind + "(" + model + ")";
    }
}
