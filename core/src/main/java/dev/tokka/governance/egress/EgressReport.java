// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.egress;

import static java.util.Objects.requireNonNull;

import dev.tokka.DataClass;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a model with all its parts may send something, as it describes itself; for whoever approves it.
 *
 * <pre>{@code
 * EgressReport report = EgressReport.of(model);
 * }</pre>
 *
 * @param reached the endpoints, in the order of the parts; an endpoint comes once for each part that sends there
 * @param unknown the parts that say neither where they send nor that they send nothing
 * @param sources the highest class that a source of passages or examples declares; empty if none declares one
 */
public record EgressReport(List<Reached> reached, List<String> unknown, Optional<DataClass> sources) {

    /**
     * An endpoint that a part sends to.
     *
     * @param endpoint with its region, if that is declared
     * @param part kind and name of the part
     * @param highest the most confidential data that can reach it: by the policies around the part, and by {@link
     *     dev.tokka.DomainModels#cleared}; empty if nothing can. Without a policy around it, everything can that is cleared
     * @param deidentified whether all that reaches it goes through {@code redacted} or {@code pseudonymized} first
     * @param guarded whether there is a policy around the part
     */
    public record Reached(
            Endpoint endpoint, String part, Optional<DataClass> highest, boolean deidentified, boolean guarded) {

        /** Checks the components. */
        public Reached {
            requireNonNull(endpoint, "endpoint");
            requireNonNull(part, "part");
            requireNonNull(highest, "highest");
        }

        /** Returns this as a line of the report. */
        @Override
        public String toString() {
            return endpoint + ": "
                    + highest.map(most -> "up to " + most).orElse("nothing")
                    + (deidentified ? ", de-identified" : "")
                    + (guarded ? "" : ", by no policy")
                    + ", from " + part;
        }
    }

    /** Copies the lists. */
    public EgressReport {
        reached = List.copyOf(reached);
        unknown = List.copyOf(unknown);
        requireNonNull(sources, "sources");
    }

    /** Returns the report of {@code model} as it describes itself now. */
    public static EgressReport of(DomainModel model) {
        return of(model.describe());
    }

    /** Returns the report of what is described so, as in the record of an inventory. */
    public static EgressReport of(Description model) {
        PartKinds kinds = PartKinds.found();
        List<Reached> reached = new ArrayList<>();
        walk(model, new Way(List.of(), DataClass.RESTRICTED, false), reached);
        return new EgressReport(reached, Survey.of(model, kinds).unknown(), DataClass.declaredIn(model));
    }

    private static void walk(Description part, Way way, List<Reached> reached) {
        part.endpoint().ifPresent(endpoint -> reached.add(way.reaches(endpoint, part)));
        Way inside = way.into(part);
        part.parts().forEach(inner -> walk(inner, inside, reached));
    }

    /** Returns whether nothing of this is unknown, and all that is sent is sent under a policy. */
    public boolean isComplete() {
        return unknown.isEmpty() && reached.stream().allMatch(Reached::guarded);
    }

    /** Returns the report as lines. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        reached.forEach(each -> lines.add(each.toString()));
        unknown.forEach(part -> lines.add("unknown: from " + part));
        if (lines.isEmpty()) {
            lines.add("nothing leaves");
        }
        lines.add("passages and examples: "
                + sources.map(highest -> "up to " + highest).orElse("no class declared"));
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    /**
     * The way of a question to a part.
     *
     * @param policies those passed
     * @param cleared the highest class that passed
     * @param deidentified whether it was de-identified since
     */
    private record Way(List<EgressPolicy> policies, DataClass cleared, boolean deidentified) {

        Way into(Description part) {
            return switch (part.kind()) {
                case PolicyDescription.KIND -> {
                    List<EgressPolicy> more = new ArrayList<>(policies);
                    more.add(PolicyDescription.read(part));
                    yield new Way(more, cleared, deidentified);
                }
                case "cleared" -> {
                    DataClass most = DataClass.valueOf(part.properties().getOrDefault("up to", cleared.name()));
                    yield new Way(policies, most.isAtMost(cleared) ? most : cleared, deidentified);
                }
                case "redacted", "pseudonymized" -> new Way(policies, cleared, true);
                default -> this;
            };
        }

        Reached reaches(Endpoint endpoint, Description part) {
            Optional<DataClass> highest = Optional.of(cleared);
            for (EgressPolicy policy : policies) {
                Optional<DataClass> permitted =
                        deidentified ? policy.highestDeidentified(endpoint) : policy.highest(endpoint);
                highest = highest.flatMap(most -> permitted.map(here -> here.isAtMost(most) ? here : most));
            }
            return new Reached(endpoint, Survey.name(part), highest, deidentified, !policies.isEmpty());
        }
    }
}
