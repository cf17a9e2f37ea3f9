// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.published;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A number as it was published.
 *
 * @param task what was asked and how it was scored
 * @param entrant who answered
 * @param value the number
 * @param source where it stands
 * @param comparability whether a result of one's own may be put beside it
 */
public record PublishedNumber(Task task, Entrant entrant, Value value, Source source, Comparability comparability) {

    /** Checks that all are given. */
    public PublishedNumber {
        requireNonNull(task, "task");
        requireNonNull(entrant, "entrant");
        requireNonNull(value, "value");
        requireNonNull(source, "source");
        requireNonNull(comparability, "comparability");
    }

    /**
     * What was asked and how it was scored.
     *
     * @param benchmark the name that this library's loader gives it; not blank
     * @param metric the name of this library's metric where there is one; not blank
     * @param split the cases; not blank
     * @param protocol how they were asked, such as {@code 3-shot}; not blank
     */
    public record Task(String benchmark, String metric, String split, String protocol) {

        /** Checks that nothing is blank. */
        public Task {
            Checks.requireText(benchmark, "benchmark");
            Checks.requireText(metric, "metric");
            Checks.requireText(split, "split");
            Checks.requireText(protocol, "protocol");
        }
    }

    /**
     * Who answered.
     *
     * @param model not blank
     * @param method what was done with it, such as {@code RAG}; not blank
     */
    public record Entrant(String model, String method) {

        /** Checks that nothing is blank. */
        public Entrant {
            Checks.requireText(model, "model");
            Checks.requireText(method, "method");
        }
    }

    /** What a number is of. */
    public enum Unit {
        /** From 0 to 1. */
        SHARE("share", 0, 1, 0),

        /** From 0 to 100; 100 is a share of 1. */
        PER_CENT("per cent", 0, 100, 2),

        /** A difference of two percentages, from -100 to 100; 100 is a difference of 1. */
        POINTS("points", -100, 100, 2),

        /** Anything else: an error, a correlation, a ratio, an amount. */
        NUMBER("number", -1e12, 1e12, 0);

        private final String label;
        private final double least;
        private final double greatest;
        private final int shift;

        Unit(String label, double least, double greatest, int shift) {
            this.label = label;
            this.least = least;
            this.greatest = greatest;
            this.shift = shift;
        }

        /** Returns how files name it. */
        public String label() {
            return label;
        }
    }

    /**
     * The number.
     *
     * @param printed as the source prints it, with all its digits
     * @param unit of the number and of the spread
     * @param spread what the source prints behind ±, at least 0: a standard deviation or half an interval
     */
    public record Value(BigDecimal printed, Unit unit, Optional<BigDecimal> spread) {

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if the number is out of the range of its unit, or the spread is negative
         */
        public Value {
            requireNonNull(printed, "printed");
            double number = printed.doubleValue();
            if (!(number >= unit.least && number <= unit.greatest)) {
                throw new IllegalArgumentException("a value in " + unit.label + " must be in [" + unit.least + ", "
                        + unit.greatest + "] but is " + printed);
            }
            if (spread.isPresent() && spread.get().signum() < 0) {
                throw new IllegalArgumentException("spread must be at least 0 but is " + spread.get());
            }
        }

        /** Returns the number as results have it: a percentage as a share. No digit is lost. */
        public BigDecimal normalized() {
            return printed.movePointLeft(unit.shift);
        }

        /** Returns the spread on the scale of {@link #normalized()}. */
        public Optional<BigDecimal> normalizedSpread() {
            return spread.map(one -> one.movePointLeft(unit.shift));
        }
    }

    /**
     * Where a number stands.
     *
     * @param title of the paper, page or card, with its authors; not blank
     * @param id an arXiv number or an address; not blank
     * @param place within it, such as a table; not blank
     * @param date of publication, as {@code yyyy}, {@code yyyy-MM} or {@code yyyy-MM-dd}
     */
    public record Source(String title, String id, String place, Optional<String> date) {

        /**
         * Checks the components.
         *
         * @throws IllegalArgumentException if one is blank, or the date is none
         */
        public Source {
            Checks.requireText(title, "title");
            Checks.requireText(id, "id");
            Checks.requireText(place, "place");
            if (date.isPresent() && !date.get().matches("[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")) {
                throw new IllegalArgumentException("date must be yyyy, yyyy-MM or yyyy-MM-dd but is " + date.get());
            }
        }
    }

    /**
     * Whether a result of one's own may be put beside a number.
     *
     * @param comparable whether it may, under the conditions that the reason names
     * @param reason these conditions, or why it may not; not blank
     * @param japanese the reason in Japanese
     */
    public record Comparability(boolean comparable, String reason, Optional<String> japanese) {

        /** Checks that a reason is given. */
        public Comparability {
            Checks.requireText(reason, "reason");
            japanese.ifPresent(text -> Checks.requireText(text, "japanese"));
        }
    }
}
