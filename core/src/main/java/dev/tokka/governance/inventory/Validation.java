// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.util.List;
import java.util.stream.Stream;

/**
 * That somebody who did not build a model has examined it.
 *
 * @param findings what was found
 * @param stamp by whom and when
 */
public record Validation(Findings findings, Stamp stamp) {

    /** Checks that both are there. */
    public Validation {
        requireNonNull(findings, "findings");
        requireNonNull(stamp, "stamp");
    }

    /**
     * What was found.
     *
     * @param evidence what was measured
     * @param limits where the model must not be used, or what it gets wrong, in words; each not blank
     */
    public record Findings(List<Evidence> evidence, List<String> limits) {

        /** Checks and copies the components. */
        public Findings {
            evidence = List.copyOf(evidence);
            limits = List.copyOf(limits);
            limits.forEach(limit -> Checks.requireText(limit, "limit"));
        }

        /** Returns findings without limits. */
        public static Findings of(Evidence... evidence) {
            return new Findings(List.of(evidence), List.of());
        }

        /** Returns these findings with one more limit. */
        public Findings withLimit(String limit) {
            return new Findings(
                    evidence, Stream.concat(limits.stream(), Stream.of(limit)).toList());
        }
    }
}
