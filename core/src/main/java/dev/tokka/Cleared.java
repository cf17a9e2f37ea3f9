// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/** See {@link DomainModels#cleared}. */
record Cleared(DomainModel model, DataClass highest) implements DomainModel {

    Cleared {
        requireNonNull(model, "model");
        requireNonNull(highest, "highest");
    }

    @Override
    public Answer answer(Question question) {
        DataClass asked = DataClass.of(requireNonNull(question, "question"));
        if (!asked.isAtMost(highest)) {
            throw new PolicyViolationException("cleared: expected a question of class " + highest + " or lower for "
                    + PassedOver.name(model) + " but "
                    + (question.attributes().get(DataClass.KEY).isPresent()
                            ? "it is "
                            : "it declares none and counts as ")
                    + asked);
        }
        return requireNonNull(model.answer(question), "a model answered null");
    }

    @Override
    public Description describe() {
        return new Description("cleared", "", Map.of("up to", highest.name()), List.of(model.describe()));
    }

    @Override
    public String toString() {
        return "cleared(" + model + ", " + highest + ")";
    }
}
