// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.egress;

import static java.util.Objects.requireNonNull;

import dev.tokka.DataClass;
import dev.tokka.Description;
import dev.tokka.Endpoint;
import dev.tokka.PolicyViolationException;
import dev.tokka.PolicyViolationException.Reason;
import dev.tokka.config.SettingsFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What may be sent where. Whatever no rule permits is denied.
 *
 * <pre>{@code
 * EgressPolicy policy = EgressPolicy.of(
 *         EgressRule.of("http://localhost:8000", DataClass.RESTRICTED),
 *         EgressRule.of("https://api.example.com/v1", DataClass.INTERNAL).inRegion("eu-west-1"));
 * policy.require(endpoint, DataClass.CONFIDENTIAL); // before rows of a training set leave, for example
 * }</pre>
 *
 * <p>Rules permit, and none takes away what another permits; so their order does not matter. {@link Egress#guarded} holds a model
 * with all its parts to a policy.
 *
 * @param rules the permissions
 */
public record EgressPolicy(List<EgressRule> rules) {

    static final String AS_IT_IS = "";
    static final String DEIDENTIFIED = "de-identified ";

    /** Copies the rules. */
    public EgressPolicy {
        rules = List.copyOf(rules);
    }

    /** Returns the policy that permits what any of {@code rules} permits; without rules it denies all. */
    public static EgressPolicy of(EgressRule... rules) {
        return new EgressPolicy(List.of(rules));
    }

    /**
     * Returns the policy that stands in {@code file}: a mapping with the list {@code rules}, each with {@code to}, {@code up-to},
     * and perhaps {@code region} and {@code deidentified-up-to}.
     *
     * @param file YAML or JSON
     * @throws dev.tokka.config.ConfigException with all that is wrong, and where
     */
    public static EgressPolicy read(Path file) {
        return SettingsFile.read(file, EgressKinds.POLICY);
    }

    /** Returns the most confidential data that may be sent to {@code endpoint}; empty if none may. */
    public Optional<DataClass> highest(Endpoint endpoint) {
        return highest(endpoint, EgressRule::highest);
    }

    /** Returns the most confidential data that may be sent to {@code endpoint} once it is de-identified; empty if none may. */
    public Optional<DataClass> highestDeidentified(Endpoint endpoint) {
        return highest(endpoint, EgressRule::deidentified);
    }

    private Optional<DataClass> highest(Endpoint endpoint, Function<EgressRule, DataClass> permitted) {
        requireNonNull(endpoint, "endpoint");
        Optional<DataClass> highest = Optional.empty();
        for (EgressRule rule : rules) {
            if (rule.isAbout(endpoint)) {
                DataClass here = permitted.apply(rule);
                highest = Optional.of(highest.map(here::or).orElse(here));
            }
        }
        return highest;
    }

    /**
     * Checks that data of class {@code dataClass} may be sent to {@code endpoint} as it is. Ask before anything is sent.
     *
     * @throws PolicyViolationException if it may not, for the reason {@link Reason#EGRESS}
     */
    public void require(Endpoint endpoint, DataClass dataClass) {
        require(endpoint, dataClass, highest(endpoint), AS_IT_IS);
    }

    /**
     * Checks that data of class {@code dataClass} may be sent as it is to wherever a part sends what it is given, with all its
     * own parts: for what is asked by no question, such as an encoder on its way through documents.
     *
     * @param part as it describes itself; a higher class that its sources declare counts
     * @throws PolicyViolationException if it may not, or if a part says neither where it sends nor that it sends nothing, for the
     *     reason {@link Reason#EGRESS}
     */
    public void require(Description part, DataClass dataClass) {
        EgressReport report = EgressReport.of(part);
        requireKnown(report.unknown());
        DataClass highest = report.sources().map(dataClass::or).orElse(dataClass);
        report.reached().forEach(reached -> require(reached.endpoint(), highest));
    }

    /** Checks that there is no part of which nobody knows where it sends. */
    static void requireKnown(List<String> unknown) {
        if (!unknown.isEmpty()) {
            throw new PolicyViolationException(
                    Reason.EGRESS,
                    "egress: expected parts that say where they send, or that they send nothing, but "
                            + String.join(", ", unknown) + " says neither");
        }
    }

    /**
     * Checks that data of class {@code dataClass} that is de-identified may be sent to {@code endpoint}.
     *
     * @throws PolicyViolationException if it may not, for the reason {@link Reason#EGRESS}
     */
    public void requireDeidentified(Endpoint endpoint, DataClass dataClass) {
        require(endpoint, dataClass, highestDeidentified(endpoint), DEIDENTIFIED);
    }

    static void require(Endpoint endpoint, DataClass dataClass, Optional<DataClass> highest, String what) {
        requireNonNull(dataClass, "dataClass");
        if (highest.isEmpty()) {
            throw new PolicyViolationException(
                    Reason.EGRESS,
                    "egress: expected a rule that permits to send to " + endpoint + " but there is none");
        }
        if (!dataClass.isAtMost(highest.get())) {
            throw new PolicyViolationException(
                    Reason.EGRESS,
                    "egress: expected " + what + "data of class " + highest.get() + " or lower for " + endpoint
                            + " but it is " + dataClass
                            + (dataClass == DataClass.RESTRICTED ? ", as all is that declares no class" : ""));
        }
    }
}
