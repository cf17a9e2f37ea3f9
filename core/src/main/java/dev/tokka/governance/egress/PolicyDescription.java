// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.egress;

import dev.tokka.DataClass;
import dev.tokka.Description;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A policy as a description, and back. */
final class PolicyDescription {

    static final String KIND = "egress";

    private static final String RULE = "egress rule";
    private static final String REGION = "in region";
    private static final String UP_TO = "up to";
    private static final String DEIDENTIFIED = "deidentified up to";

    private PolicyDescription() {}

    static Description of(EgressPolicy policy) {
        List<Description> rules = new ArrayList<>();
        for (EgressRule rule : policy.rules()) {
            Description each = Description.of(RULE, rule.to().toString())
                    .with(UP_TO, rule.highest().name())
                    .with(DEIDENTIFIED, rule.deidentified().name());
            rules.add(rule.region().map(region -> each.with(REGION, region)).orElse(each));
        }
        return new Description(KIND, "", Map.of(), rules);
    }

    /** Returns the policy of a part of kind {@link #KIND}. */
    static EgressPolicy read(Description guarded) {
        return new EgressPolicy(guarded.parts().stream()
                .filter(part -> part.kind().equals(RULE))
                .map(PolicyDescription::rule)
                .toList());
    }

    private static EgressRule rule(Description rule) {
        Map<String, String> properties = rule.properties();
        return new EgressRule(
                EndpointPattern.parse(rule.name()),
                Optional.ofNullable(properties.get(REGION)),
                DataClass.valueOf(properties.getOrDefault(UP_TO, "")),
                DataClass.valueOf(properties.getOrDefault(DEIDENTIFIED, "")));
    }
}
