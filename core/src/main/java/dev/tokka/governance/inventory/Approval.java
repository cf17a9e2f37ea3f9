// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * That somebody allows a model, as it is, for a purpose.
 *
 * @param terms for what and how long
 * @param fingerprint of the model that is allowed: no other one is
 * @param approvers how many different people have to give such an approval before it counts; at least 1
 * @param stamp by whom and when
 */
public record Approval(Terms terms, String fingerprint, int approvers, Stamp stamp) {

    /** Checks the above. */
    public Approval {
        requireNonNull(terms, "terms");
        Checks.requireText(fingerprint, "fingerprint");
        Checks.requireAtLeast(1, approvers, "approvers");
        requireNonNull(stamp, "stamp");
    }

    /**
     * For what a model is allowed, and how long. Days are those of the zone of whoever checks them.
     *
     * @param purpose the use that is allowed; another use, or the same in other words, is not; not blank
     * @param conditions under which it is allowed, in words, for people; each not blank
     * @param expires the first day on which it is no longer allowed
     * @param revalidation the first day on which it is no longer allowed unless it was validated, and approved, again
     */
    public record Terms(String purpose, List<String> conditions, LocalDate expires, LocalDate revalidation) {

        /** Checks and copies the components. */
        public Terms {
            Checks.requireText(purpose, "purpose");
            conditions = List.copyOf(conditions);
            conditions.forEach(condition -> Checks.requireText(condition, "condition"));
            requireNonNull(expires, "expires");
            requireNonNull(revalidation, "revalidation");
        }

        /** Returns terms without conditions that end when the next validation is due. */
        public static Terms of(String purpose, LocalDate revalidation) {
            return new Terms(purpose, List.of(), revalidation, revalidation);
        }

        /** Returns these terms with one more condition. */
        public Terms with(String condition) {
            return new Terms(
                    purpose,
                    Stream.concat(conditions.stream(), Stream.of(condition)).toList(),
                    expires,
                    revalidation);
        }

        /** Returns whether they hold on a day: it is before both ends. */
        public boolean holdOn(LocalDate day) {
            return day.isBefore(expires) && day.isBefore(revalidation);
        }
    }
}
