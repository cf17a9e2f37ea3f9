// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.recommendation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.DataClass;
import java.util.Optional;
import java.util.Set;

/**
 * Under which terms a strategy may be used. What is empty is not known, and then satisfies no constraint.
 *
 * @param licence the licence of its model: an SPDX identifier, or a name where there is none; not blank
 * @param highestDataClass the most confidential questions that it may be given
 * @param endpoints where it sends questions, such as {@code api.example.com}; the empty set: nowhere
 */
public record Terms(Optional<String> licence, Optional<DataClass> highestDataClass, Optional<Set<String>> endpoints) {

    /** Nothing is known. */
    public static final Terms UNKNOWN = new Terms(Optional.empty(), Optional.empty(), Optional.empty());

    /** Checks and copies the components. */
    public Terms {
        licence.ifPresent(value -> Checks.requireText(value, "licence"));
        requireNonNull(highestDataClass, "highestDataClass");
        endpoints = endpoints.map(Set::copyOf);
        endpoints.ifPresent(all -> all.forEach(value -> Checks.requireText(value, "endpoint")));
    }

    /** Returns these terms with a licence. */
    public Terms withLicence(String newLicence) {
        return new Terms(Optional.of(newLicence), highestDataClass, endpoints);
    }

    /** Returns these terms for questions up to a class. */
    public Terms withHighestDataClass(DataClass highest) {
        return new Terms(licence, Optional.of(highest), endpoints);
    }

    /** Returns these terms of a strategy that sends questions to these endpoints and no others. */
    public Terms withEgress(Set<String> newEndpoints) {
        return new Terms(licence, highestDataClass, Optional.of(newEndpoints));
    }

    /** Returns these terms of a strategy that sends nothing anywhere. */
    public Terms withoutEgress() {
        return withEgress(Set.of());
    }
}
