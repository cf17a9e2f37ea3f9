// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.governance.inventory.Development.Ingredient;
import dev.tokka.governance.inventory.Development.Recipe;
import dev.tokka.governance.inventory.Validation.Findings;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is demanded of a model before it is approved, by its risk tier.
 *
 * <p>Only what can be counted is demanded. Whether the numbers are good enough for the purpose is for the approver to
 * decide.
 *
 * @param demands one for each tier
 */
public record EvidencePolicy(Map<RiskTier, Demand> demands) {

    /**
     * A proposal, to be replaced by the rules of your house. Low: one experiment on 30 cases, valid for two years. Medium:
     * one on 100 cases against a baseline, digests and licences of all that went in, valid for one year. High: two on 300
     * cases each against a baseline, digests and licences, two approvers, valid for six months.
     */
    public static final EvidencePolicy DEFAULT = new EvidencePolicy(Map.of(
            RiskTier.LOW, new Demand(1, 30, false, false, 1, Period.ofYears(2)),
            RiskTier.MEDIUM, new Demand(1, 100, true, true, 1, Period.ofYears(1)),
            RiskTier.HIGH, new Demand(2, 300, true, true, 2, Period.ofMonths(6))));

    /** Checks that there is a demand for each tier, and copies them. */
    public EvidencePolicy {
        demands = Map.copyOf(demands);
        for (RiskTier tier : RiskTier.values()) {
            if (!demands.containsKey(tier)) {
                throw new IllegalArgumentException("expected a demand for each tier but there is none for " + tier);
            }
        }
    }

    /** Returns this policy with another demand for one tier. */
    public EvidencePolicy with(RiskTier tier, Demand demand) {
        Map<RiskTier, Demand> changed = new EnumMap<>(demands);
        changed.put(tier, demand);
        return new EvidencePolicy(changed);
    }

    /** Returns what is demanded of models of a tier. */
    public Demand demand(RiskTier tier) {
        return requireNonNull(demands.get(requireNonNull(tier, "tier")));
    }

    /**
     * What is demanded.
     *
     * @param experiments how many different experiments; at least 0
     * @param cases on how many cases each; at least 1
     * @param baseline whether each must be compared with something
     * @param provenance whether at least one ingredient must be named, and of each its digest and its licence
     * @param approvers how many different people must approve; at least 1
     * @param validity how long after a validation the next one is due at the latest; longer than nothing
     */
    public record Demand(
            int experiments, int cases, boolean baseline, boolean provenance, int approvers, Period validity) {

        /** Checks the ranges above. */
        public Demand {
            Checks.requireAtLeast(0, experiments, "experiments");
            Checks.requireAtLeast(1, cases, "cases");
            Checks.requireAtLeast(1, approvers, "approvers");
            if (validity.isNegative() || validity.isZero()) {
                throw new IllegalArgumentException("validity must be longer than nothing but is " + validity);
            }
        }

        List<String> missingIn(Recipe recipe) {
            List<String> missing = new ArrayList<>();
            if (provenance && recipe.ingredients().isEmpty()) {
                missing.add("what it is made of is needed: at least one ingredient");
            }
            for (Ingredient ingredient : provenance ? recipe.ingredients() : List.<Ingredient>of()) {
                if (ingredient.digest().isEmpty()) {
                    missing.add("the digest of '" + ingredient.name() + "' is needed");
                }
                if (ingredient.licence().isEmpty()) {
                    missing.add("the licence of '" + ingredient.name() + "' is needed");
                }
            }
            return missing;
        }

        List<String> missingIn(Findings findings, String fingerprint) {
            List<String> missing = new ArrayList<>();
            for (Evidence evidence : findings.evidence()) {
                String which = "experiment '" + evidence.experiment() + "'";
                if (!evidence.fingerprint().equals(fingerprint)) {
                    missing.add("evidence of this model is needed but " + which + " measured another one");
                }
                if (evidence.cases() < cases) {
                    missing.add("at least " + cases + " cases are needed but " + which + " has " + evidence.cases());
                }
                if (baseline && evidence.baseline().isEmpty()) {
                    missing.add("a baseline is needed but " + which + " has none");
                }
            }
            long different = findings.evidence().stream()
                    .map(Evidence::experiment)
                    .distinct()
                    .count();
            if (different < experiments) {
                missing.add("evidence of at least " + experiments + " experiments is needed but there is that of "
                        + different);
            }
            return missing;
        }

        List<String> missingIn(Approval.Terms terms, LocalDate validated, LocalDate today) {
            List<String> missing = new ArrayList<>();
            LocalDate latest = validated.plus(validity);
            if (terms.revalidation().isAfter(latest)) {
                missing.add(
                        "a date of revalidation of " + latest + " or before is needed, counted from the validation of "
                                + validated + ", but it is " + terms.revalidation());
            }
            if (!terms.holdOn(today)) {
                missing.add("terms that hold today, " + today + ", are needed");
            }
            return missing;
        }
    }
}
