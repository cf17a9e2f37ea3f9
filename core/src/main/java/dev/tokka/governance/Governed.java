// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Fingerprint;
import dev.tokka.Question;

/** See {@link Governance#governed}. */
final class Governed implements DomainModel {

    private final DomainModel model;
    private final Check check;
    private final Fingerprint fingerprint;

    Governed(DomainModel model, Check check) {
        this.model = requireNonNull(model, "model");
        this.check = check;
        this.fingerprint = new Fingerprint(model);
    }

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        String asked = fingerprint.now();
        check.require(asked, model::describe);
        Answer answer = requireNonNull(model.answer(question), "a model answered null");
        if (!asked.equals(fingerprint.now())) {
            throw check.changedMeanwhile();
        }
        return answer;
    }

    /** Returns the description of the model: it is what is approved. */
    @Override
    public Description describe() {
        return model.describe();
    }

    @Override
    public String toString() {
        return "governed(" + model + ", " + check + ")";
    }
}
