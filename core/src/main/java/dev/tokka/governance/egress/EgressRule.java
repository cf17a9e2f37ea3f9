// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.egress;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.DataClass;
import dev.tokka.Endpoint;
import java.util.Optional;

/**
 * A permission to send.
 *
 * @param to the endpoints it is about
 * @param region that these must declare to be in, letter by letter; empty if it does not matter
 * @param highest the most confidential data that may be sent there
 * @param deidentified the most confidential data that may be sent there once it is {@linkplain dev.tokka.Deidentified
 *     de-identified}; not below {@code highest}
 */
public record EgressRule(EndpointPattern to, Optional<String> region, DataClass highest, DataClass deidentified) {

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if de-identified data may be sent less far, or the region is blank
     */
    public EgressRule {
        requireNonNull(to, "to");
        region.ifPresent(name -> Checks.requireText(name, "region"));
        if (!requireNonNull(highest, "highest").isAtMost(requireNonNull(deidentified, "deidentified"))) {
            throw new IllegalArgumentException(
                    "deidentified must be " + highest + " or higher, as without, but is " + deidentified);
        }
    }

    /**
     * Returns the permission to send data up to {@code highest} to the endpoints of a pattern in any region, de-identified or
     * not.
     *
     * @param pattern as {@link EndpointPattern#parse} reads it
     * @throws IllegalArgumentException if it is none
     */
    public static EgressRule of(String pattern, DataClass highest) {
        return new EgressRule(EndpointPattern.parse(pattern), Optional.empty(), highest, highest);
    }

    /** Returns this permission for endpoints that declare to be in {@code newRegion}. */
    public EgressRule inRegion(String newRegion) {
        return new EgressRule(to, Optional.of(newRegion), highest, deidentified);
    }

    /**
     * Returns this permission, also for data up to {@code newHighest} that is de-identified. What detectors do not find stays in
     * it: say so only where that is acceptable.
     *
     * @throws IllegalArgumentException if that is below what may be sent as it is
     */
    public EgressRule withDeidentified(DataClass newHighest) {
        return new EgressRule(to, region, highest, newHighest);
    }

    /** Returns whether this is about {@code endpoint}. */
    boolean isAbout(Endpoint endpoint) {
        return (region.isEmpty() || region.equals(endpoint.region())) && to.matches(endpoint);
    }
}
