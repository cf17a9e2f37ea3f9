// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.egress;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.DataClass;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.EgressGuard;
import dev.tokka.Endpoint;
import dev.tokka.Question;

/** See {@link Egress#guarded}. */
final class Guarded implements DomainModel {

    private final DomainModel model;
    private final PolicyGuard guard;
    private final Survey survey;

    Guarded(DomainModel model, EgressPolicy policy) {
        this.model = requireNonNull(model, "model");
        this.guard = new PolicyGuard(requireNonNull(policy, "policy"), PartKinds.found());
        this.survey = guard.survey(model);
    }

    @Override
    public Answer answer(Question question) {
        EgressGuard asked = requireNonNull(question, "question")
                .attributes()
                .get(EgressGuard.KEY)
                .<EgressGuard>map(outer -> new BothGuards(outer, guard))
                .orElse(guard);
        guard.require(survey, DataClass.of(question));
        return requireNonNull(model.answer(question.with(EgressGuard.KEY, asked)), "a model answered null");
    }

    @Override
    public Description describe() {
        return PolicyDescription.of(guard.policy()).withPart(model.describe());
    }

    @Override
    public String toString() {
        return "egress(" + model + ", " + guard.policy().rules().size() + " rules)";
    }

    /** What both permit. */
    private record BothGuards(EgressGuard outer, EgressGuard inner) implements EgressGuard {

        @Override
        public void require(Endpoint endpoint, DataClass dataClass, boolean deidentified) {
            outer.require(endpoint, dataClass, deidentified);
            inner.require(endpoint, dataClass, deidentified);
        }

        @Override
        public void admit(DomainModel model, DataClass dataClass) {
            outer.admit(model, dataClass);
            inner.admit(model, dataClass);
        }
    }
}
