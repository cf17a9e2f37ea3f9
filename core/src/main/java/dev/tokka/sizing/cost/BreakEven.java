// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing.cost;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which strategy is the cheapest for how many answers.
 *
 * <pre>{@code
 * BreakEven cheapest = BreakEven.of(List.of(prompting, retrieval, tuned));
 * String choice = cheapest.at(500_000).name();
 * }</pre>
 *
 * <p>It compares money and nothing else: strategies that do not answer equally well are not to be compared by it.
 *
 * @param ranges the cheapest strategies, each from a number of answers on until the next; the first from 0
 */
public record BreakEven(List<Range> ranges) {

    /**
     * A range of volumes.
     *
     * @param from the least number of answers
     * @param cheapest what is the cheapest from there on
     */
    public record Range(long from, CostLine cheapest) {}

    /** Copies the ranges. */
    public BreakEven {
        ranges = List.copyOf(ranges);
        if (ranges.isEmpty() || ranges.get(0).from() != 0) {
            throw new IllegalArgumentException("ranges must begin with 0 answers");
        }
    }

    /**
     * Returns the cheapest of {@code strategies} by volume; of equal ones that with less to pay for each answer, then the
     * one named first.
     *
     * @param strategies at least one, with different names, in one currency
     */
    public static BreakEven of(List<CostLine> strategies) {
        requireDifferent(strategies);
        Comparator<CostLine> byFixed = Comparator.comparing(
                        (CostLine line) -> line.fixed().amount())
                .thenComparing(line -> line.perThousand().amount());
        CostLine cheapest = strategies.stream().min(byFixed).orElseThrow();
        List<Range> ranges = new ArrayList<>();
        long from = 0;
        while (true) {
            ranges.add(new Range(from, cheapest));
            CostLine next = cheapest;
            long switchAt = Long.MAX_VALUE;
            for (CostLine line : strategies) {
                OptionalLong at = line.breakEven(cheapest);
                boolean cheaperEach = line.perThousand()
                                .amount()
                                .compareTo(cheapest.perThousand().amount())
                        < 0;
                if (cheaperEach && at.isPresent() && (at.getAsLong() < switchAt || cheaper(line, next, switchAt))) {
                    switchAt = at.getAsLong();
                    next = line;
                }
            }
            if (next.equals(cheapest)) {
                return new BreakEven(ranges);
            }
            from = switchAt;
            cheapest = next;
        }
    }

    private static boolean cheaper(CostLine line, CostLine other, long answers) {
        return line.of(answers).amount().compareTo(other.of(answers).amount()) < 0
                && line.breakEven(other).orElse(Long.MAX_VALUE) <= answers;
    }

    private static void requireDifferent(List<CostLine> strategies) {
        if (strategies.isEmpty()) {
            throw new IllegalArgumentException("strategies must hold at least one");
        }
        Set<String> names = new HashSet<>();
        for (CostLine line : strategies) {
            Amounts.requireSame(
                    strategies.get(0).fixed().currency(), line.fixed().currency());
            if (!names.add(line.name())) {
                throw new IllegalArgumentException("strategies must have different names but two are " + line.name());
            }
        }
    }

    /** Returns the cheapest strategy for {@code answers} answers, at least 0. */
    public CostLine at(long answers) {
        if (answers < 0) {
            throw new IllegalArgumentException("answers must be at least 0 but is " + answers);
        }
        CostLine cheapest = ranges.get(0).cheapest();
        for (Range range : ranges) {
            if (range.from() <= answers) {
                cheapest = range.cheapest();
            }
        }
        return cheapest;
    }
}
