// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.egress;

import dev.tokka.DataClass;
import dev.tokka.DomainModel;
import dev.tokka.EgressGuard;
import dev.tokka.Endpoint;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Holds what is asked to a policy. Equal to every guard by the same policy. */
final class PolicyGuard implements EgressGuard {

    private static final int MOST_KNOWN = 1_000;

    private final EgressPolicy policy;
    private final PartKinds kinds;
    private final Map<Endpoint, Permitted> known = new ConcurrentHashMap<>();
    private final int hash; // guards are part of the keys of caches
    private volatile @Nullable Admitted last;

    PolicyGuard(EgressPolicy policy, PartKinds kinds) {
        this.policy = policy;
        this.kinds = kinds;
        this.hash = policy.hashCode();
    }

    EgressPolicy policy() {
        return policy;
    }

    Survey survey(DomainModel model) {
        return Survey.of(model.describe(), kinds);
    }

    @Override
    public void require(Endpoint endpoint, DataClass dataClass, boolean deidentified) {
        Permitted permitted = permitted(endpoint);
        if (deidentified) {
            EgressPolicy.require(endpoint, dataClass, permitted.deidentified(), EgressPolicy.DEIDENTIFIED);
        } else {
            EgressPolicy.require(endpoint, dataClass, permitted.asItIs(), EgressPolicy.AS_IT_IS);
        }
    }

    /** Returns what the policy permits there, looked up once for an endpoint. */
    private Permitted permitted(Endpoint endpoint) {
        Permitted seen = known.get(endpoint);
        if (seen == null) {
            seen = new Permitted(policy.highest(endpoint), policy.highestDeidentified(endpoint));
            if (known.size() < MOST_KNOWN) { // redirects may lead to any number
                known.put(endpoint, seen);
            }
        }
        return seen;
    }

    /** Looks at a model again only if it is another one than at the last call. */
    @Override
    public void admit(DomainModel model, DataClass dataClass) {
        Admitted known = last;
        if (known == null || known.model().get() != model) {
            known = new Admitted(new WeakReference<>(model), survey(model));
            last = known;
        }
        require(known.survey(), dataClass);
    }

    /** Checks what the parts of a model do not ask for themselves. */
    void require(Survey survey, DataClass dataClass) {
        EgressPolicy.requireKnown(survey.unknown());
        DataClass highest = survey.sources().map(dataClass::or).orElse(dataClass);
        for (Endpoint silent : survey.silent()) {
            require(silent, highest, false);
        }
    }

    private record Permitted(Optional<DataClass> asItIs, Optional<DataClass> deidentified) {}

    private record Admitted(WeakReference<DomainModel> model, Survey survey) {}

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof PolicyGuard guard && policy.equals(guard.policy));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "egress(" + policy.rules().size() + " rules)";
    }
}
