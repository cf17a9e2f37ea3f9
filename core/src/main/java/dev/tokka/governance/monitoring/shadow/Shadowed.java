// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring.shadow;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;

/** See {@link Shadow#shadowed}. */
record Shadowed(DomainModel model, Shadow shadow) implements DomainModel {

    Shadowed {
        requireNonNull(model, "model");
        requireNonNull(shadow, "shadow");
    }

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        Shadow.Timed served = Shadow.Timed.ask(model, question);
        shadow.follow(question, served);
        return served.answer();
    }

    /** Returns the description of the model: what happens in its shadow changes nothing. */
    @Override
    public Description describe() {
        return model.describe();
    }

    @Override
    public String toString() {
        return "shadowed(" + model + ")";
    }
}
