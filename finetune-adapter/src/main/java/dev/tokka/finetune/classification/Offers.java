// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

import dev.tokka.AnswerForm;
import dev.tokka.QuestionRejectedException;
import java.util.ArrayList;
import java.util.List;

/**
 * The labels that may be replied to a question.
 *
 * @param labels in the order of the question, or of the model where the question has none
 */
record Offers(List<Offer> labels) {

    /** A label that may be replied, by its number in the model and by the name that the question wants. */
    record Offer(int number, String name) {}

    /**
     * Returns the labels of {@code form}.
     *
     * @param model what it is called, for messages
     * @throws QuestionRejectedException if the question wants a label that the model does not have, one in two spellings, or
     *     JSON
     */
    static Offers of(String model, Labels labels, AnswerForm form) {
        List<Offer> offers = new ArrayList<>();
        if (form instanceof AnswerForm.OneOf oneOf) {
            for (String label : oneOf.labels()) {
                int number = labels.find(label)
                        .orElseThrow(() -> new QuestionRejectedException(model + " knows the labels " + labels.names()
                                + " but the question wants one that is not among them"));
                if (offers.stream().anyMatch(offer -> offer.number == number)) {
                    throw new QuestionRejectedException(model + " knows the labels " + labels.names()
                            + " but the question wants one of them in two spellings");
                }
                offers.add(new Offer(number, label));
            }
            return new Offers(offers);
        }
        if (form instanceof AnswerForm.JsonSchema) {
            throw new QuestionRejectedException(model + " replies with a label but the question wants JSON");
        }
        for (int i = 0; i < labels.names().size(); i++) {
            offers.add(new Offer(i, labels.names().get(i)));
        }
        return new Offers(offers);
    }
}
