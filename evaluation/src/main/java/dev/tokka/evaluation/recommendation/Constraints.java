// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.recommendation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.DataClass;
import dev.tokka.Money;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a strategy must satisfy before its quality counts.
 *
 * <pre>{@code
 * Constraints constraints = Constraints.NONE
 *         .maxLatency(Duration.ofSeconds(2))
 *         .dataClass(DataClass.CONFIDENTIAL)
 *         .mustCite(0.95);
 * }</pre>
 *
 * <p>A value that is not known satisfies no constraint on it: measure it, or waive the constraint. Setting a constraint
 * again replaces it.
 */
public final class Constraints {

    /** Nothing is required. */
    public static final Constraints NONE = new Constraints(Map.of());

    private final Map<Limit, Constraint> byLimit;

    private Constraints(Map<Limit, Constraint> byLimit) {
        this.byLimit = byLimit;
    }

    /** Requires at most so much main memory, at least 1 byte. */
    public Constraints maxMemory(long bytes) {
        requirePositive(bytes, "bytes");
        return with(Limit.MEMORY, Constraint.atMost(Limit.MEMORY, bytes, Shown.bytes(bytes)));
    }

    /** Requires at most so much memory of accelerators; 0 bytes: it must run without one. */
    public Constraints maxGpuMemory(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must be at least 0 but is " + bytes);
        }
        return with(Limit.GPU_MEMORY, Constraint.atMost(Limit.GPU_MEMORY, bytes, Shown.bytes(bytes)));
    }

    /** Requires that 95 of 100 answers take at most so long, above zero. */
    public Constraints maxLatency(Duration p95) {
        requirePositive(p95.isNegative() ? -1 : p95.toNanos(), "p95");
        return with(Limit.LATENCY, Constraint.atMost(Limit.LATENCY, p95.toNanos(), Shown.duration(p95)));
    }

    /** Requires that a thousand answers cost at most so much, not negative and in the currency of the options. */
    public Constraints maxMoneyPerThousand(Money money) {
        if (money.amount().signum() < 0) {
            throw new IllegalArgumentException("money must not be negative but is " + money.amount());
        }
        return with(Limit.MONEY, new Constraint.MaxMoney(money));
    }

    /** Requires one of these licences, at least one; upper and lower case are the same, as in SPDX. */
    public Constraints allowedLicences(Collection<String> licences) {
        Set<String> sorted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        licences.forEach(licence -> sorted.add(Checks.requireText(licence, "licence")));
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("licences must hold at least one");
        }
        return with(Limit.LICENCE, new Constraint.OneLicence(List.copyOf(sorted)));
    }

    /** Requires that questions of this class may be asked. */
    public Constraints dataClass(DataClass asked) {
        return with(Limit.DATA_CLASS, new Constraint.MayBeGiven(requireNonNull(asked, "asked")));
    }

    /** Requires that no question leaves to any endpoint. */
    public Constraints noEgress() {
        return with(Limit.EGRESS, new Constraint.NoEgress());
    }

    /** Requires that at least this share of the replies cites, from 0 to 1. */
    public Constraints mustCite(double share) {
        Checks.requireShare(share, "share");
        return with(Limit.CITES, Constraint.atLeast(Limit.CITES, share));
    }

    /** Requires abstentions on at least this share of the questions without an answer, from 0 to 1. */
    public Constraints mustAbstain(double share) {
        Checks.requireShare(share, "share");
        return with(Limit.ABSTAINS, Constraint.atLeast(Limit.ABSTAINS, share));
    }

    /**
     * Requires that the estimate of the quality is at least this, or at most this where less is better; finite. That the
     * interval of the choice reaches beyond it is said in the report.
     */
    public Constraints minQuality(double quality) {
        if (!Double.isFinite(quality)) {
            throw new IllegalArgumentException("quality must be finite but is " + quality);
        }
        return with(Limit.QUALITY, new Constraint.MinQuality(quality));
    }

    /** Returns these constraints without one, as when its value cannot be measured. */
    public Constraints waive(Limit limit) {
        Map<Limit, Constraint> copy = copy();
        copy.remove(requireNonNull(limit, "limit"));
        return new Constraints(copy);
    }

    /** Returns what is required of each limit, as reports show it, in the order of {@link Limit}. */
    public Map<Limit, String> required() {
        Map<Limit, String> required = new EnumMap<>(Limit.class);
        byLimit.forEach((limit, constraint) -> required.put(limit, constraint.required()));
        return required;
    }

    /** Returns what {@code option} does not satisfy, in the order of {@link Limit}; empty if it is admissible. */
    public List<Miss> misses(StrategyProfile option) {
        requireNonNull(option, "option");
        return byLimit.values().stream()
                .flatMap(constraint -> constraint.check(option).stream())
                .toList();
    }

    /** Returns whether the interval of an admissible strategy reaches beyond the least quality. */
    boolean qualityInDoubt(Quality quality) {
        return byLimit.get(Limit.QUALITY) instanceof Constraint.MinQuality least && least.inDoubt(quality);
    }

    Optional<Money> maxMoney() {
        return byLimit.get(Limit.MONEY) instanceof Constraint.MaxMoney most
                ? Optional.of(most.most())
                : Optional.empty();
    }

    private Constraints with(Limit limit, Constraint constraint) {
        Map<Limit, Constraint> copy = copy();
        copy.put(limit, constraint);
        return new Constraints(copy);
    }

    private Map<Limit, Constraint> copy() {
        Map<Limit, Constraint> copy = new EnumMap<>(Limit.class);
        copy.putAll(byLimit);
        return copy;
    }

    private static void requirePositive(long value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be above 0");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Constraints constraints && byLimit.equals(constraints.byLimit);
    }

    @Override
    public int hashCode() {
        return byLimit.hashCode();
    }

    @Override
    public String toString() {
        return "Constraints" + required();
    }
}
