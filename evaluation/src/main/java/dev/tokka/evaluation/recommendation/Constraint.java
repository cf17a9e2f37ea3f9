// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.recommendation;

import dev.tokka.DataClass;
import dev.tokka.Money;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeSet;

/** One thing that is required. */
sealed interface Constraint {

    /** Returns what is required, as reports show it. */
    String required();

    /** Returns why {@code option} does not satisfy this, or empty if it does. */
    Optional<Miss> check(StrategyProfile option);

    static Constraint atMost(Limit limit, long most, String required) {
        return new AtMost(limit, most, "≤ " + required);
    }

    static Constraint atLeast(Limit limit, double least) {
        return new AtLeast(limit, least);
    }

    private static Optional<Miss> unknown(Limit limit, String required) {
        return Optional.of(new Miss(limit, required, Optional.empty(), Double.POSITIVE_INFINITY));
    }

    private static Optional<Miss> missed(Limit limit, String required, String seen) {
        return Optional.of(new Miss(limit, required, Optional.of(seen), Double.POSITIVE_INFINITY));
    }

    private static Optional<Miss> missedBy(double off, double of, Miss miss) {
        double excess = of == 0 ? Double.POSITIVE_INFINITY : Math.abs(off / of);
        return Optional.of(new Miss(miss.limit(), miss.required(), miss.seen(), excess));
    }

    /** Of what is counted: bytes or nanoseconds. */
    record AtMost(Limit limit, long most, String required) implements Constraint {

        @Override
        public Optional<Miss> check(StrategyProfile option) {
            OptionalLong seen = seen(option.operations());
            if (seen.isEmpty()) {
                return unknown(limit, required);
            }
            long value = seen.getAsLong();
            if (value <= most) {
                return Optional.empty();
            }
            String shown = limit == Limit.LATENCY ? Shown.duration(Duration.ofNanos(value)) : Shown.bytes(value);
            return missedBy((double) value - most, (double) most, new Miss(limit, required, Optional.of(shown), 0));
        }

        private OptionalLong seen(Operations operations) {
            return switch (limit) {
                case MEMORY -> operations.memoryBytes();
                case GPU_MEMORY -> operations.gpuMemoryBytes();
                default ->
                    operations
                            .p95()
                            .map(value -> OptionalLong.of(value.toNanos()))
                            .orElse(OptionalLong.empty());
            };
        }
    }

    /** Of a share. */
    record AtLeast(Limit limit, double least) implements Constraint {

        @Override
        public String required() {
            return "≥ " + Shown.share(least);
        }

        @Override
        public Optional<Miss> check(StrategyProfile option) {
            Abilities abilities = option.abilities();
            OptionalDouble seen = limit == Limit.CITES ? abilities.cites() : abilities.abstains();
            if (seen.isEmpty()) {
                return unknown(limit, required());
            }
            double share = seen.getAsDouble();
            return share >= least
                    ? Optional.empty()
                    : missedBy(least - share, least, new Miss(limit, required(), Optional.of(Shown.share(share)), 0));
        }
    }

    /** Of money. */
    record MaxMoney(Money most) implements Constraint {

        @Override
        public String required() {
            return "≤ " + Shown.money(most);
        }

        @Override
        public Optional<Miss> check(StrategyProfile option) {
            Optional<Money> seen = option.operations().moneyPerThousand();
            if (seen.isEmpty()) {
                return unknown(Limit.MONEY, required());
            }
            Money money = seen.get();
            if (!money.currency().equals(most.currency())) {
                return missed(Limit.MONEY, required(), Shown.money(money));
            }
            if (money.amount().compareTo(most.amount()) <= 0) {
                return Optional.empty();
            }
            double off = money.amount().subtract(most.amount()).doubleValue();
            return missedBy(
                    off,
                    most.amount().doubleValue(),
                    new Miss(Limit.MONEY, required(), Optional.of(Shown.money(money)), 0));
        }
    }

    /** Of a licence. */
    record OneLicence(List<String> allowed) implements Constraint {

        @Override
        public String required() {
            return String.join(", ", allowed);
        }

        @Override
        public Optional<Miss> check(StrategyProfile option) {
            Optional<String> seen = option.terms().licence();
            if (seen.isEmpty()) {
                return unknown(Limit.LICENCE, required());
            }
            return allowed.stream().anyMatch(seen.get()::equalsIgnoreCase)
                    ? Optional.empty()
                    : missed(Limit.LICENCE, required(), seen.get());
        }
    }

    /** Of the data. */
    record MayBeGiven(DataClass asked) implements Constraint {

        @Override
        public String required() {
            return asked.name();
        }

        @Override
        public Optional<Miss> check(StrategyProfile option) {
            Optional<DataClass> seen = option.terms().highestDataClass();
            if (seen.isEmpty()) {
                return unknown(Limit.DATA_CLASS, required());
            }
            return asked.isAtMost(seen.get())
                    ? Optional.empty()
                    : missed(Limit.DATA_CLASS, required(), "≤ " + seen.get().name());
        }
    }

    /** Of where questions go. */
    record NoEgress() implements Constraint {

        @Override
        public String required() {
            return "0";
        }

        @Override
        public Optional<Miss> check(StrategyProfile option) {
            return option.terms()
                    .endpoints()
                    .map(all -> all.isEmpty()
                            ? Optional.<Miss>empty()
                            : missed(Limit.EGRESS, required(), String.join(", ", new TreeSet<>(all))))
                    .orElseGet(() -> unknown(Limit.EGRESS, required()));
        }
    }

    /** Of quality. */
    record MinQuality(double least) implements Constraint {

        @Override
        public String required() {
            return Shown.number(least);
        }

        @Override
        public Optional<Miss> check(StrategyProfile option) {
            Quality quality = option.quality();
            double off = goodness(quality) - quality.goodness();
            return off <= 0
                    ? Optional.empty()
                    : missedBy(
                            off,
                            least,
                            new Miss(Limit.QUALITY, required(), Optional.of(Shown.number(quality.value())), 0));
        }

        boolean inDoubt(Quality quality) {
            return quality.worst() < goodness(quality);
        }

        private double goodness(Quality quality) {
            return quality.higherIsBetter() ? least : -least;
        }
    }
}
