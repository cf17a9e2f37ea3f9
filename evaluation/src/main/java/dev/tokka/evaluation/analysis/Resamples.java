// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import dev.tokka.evaluation.statistics.Bootstrap;
import dev.tokka.evaluation.statistics.Interval;
import dev.tokka.evaluation.statistics.Mean;
import dev.tokka.evaluation.statistics.Terms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The resamples of an analysis, drawn for many statistics at once: to draw one takes as long as to sum over it a dozen
 * times. So statistics are added first, and nothing is drawn until the first interval is wanted or what was added takes
 * much memory.
 */
final class Resamples {

    private final Bootstrap bootstrap;
    private final double level;
    private final long mostWaiting;
    private final Executor executor;
    private final List<Terms> waiting = new ArrayList<>();
    private final List<double[]> drawn = new ArrayList<>();

    /**
     * Returns resamples without statistics.
     *
     * @param mostWaiting how many terms are kept, in numbers of 8 bytes, before they are drawn
     */
    Resamples(Bootstrap bootstrap, double level, long mostWaiting, Executor executor) {
        this.bootstrap = bootstrap;
        this.level = level;
        this.mostWaiting = mostWaiting;
        this.executor = executor;
    }

    /** A statistic that was added, or the difference of two. */
    final class Statistic {

        private final double estimate;
        private final Supplier<double[]> values;

        private Statistic(double estimate, Supplier<double[]> values) {
            this.estimate = estimate;
            this.values = values;
        }

        Statistic minus(Statistic other) {
            return new Statistic(estimate - other.estimate, () -> {
                double[] differences = values.get().clone();
                double[] subtracted = other.values.get();
                Arrays.setAll(differences, i -> differences[i] - subtracted[i]);
                return differences;
            });
        }

        Estimate estimate() {
            return Resamples.this.estimate(estimate, values.get());
        }
    }

    double level() {
        return level;
    }

    /** Adds a statistic of the same answers as all others. */
    Statistic add(Terms terms) {
        int number = drawn.size() + waiting.size();
        Statistic added = new Statistic(terms.value(), () -> values(number));
        waiting.add(terms);
        long numbers = waiting.stream()
                .mapToLong(one -> (long) one.width() * one.cases())
                .sum();
        if (numbers > mostWaiting) {
            draw();
        }
        return added;
    }

    /** Returns the estimate of a statistic that is not a function of sums; it is given positions of answers. */
    Estimate estimate(ToDoubleFunction<int[]> statistic, int answers) {
        double estimate = statistic.applyAsDouble(IntStream.range(0, answers).toArray());
        return estimate(estimate, bootstrap.values(statistic, answers, executor));
    }

    /** The standard error is the standard deviation of the resampled statistic (Efron 1979). */
    private Estimate estimate(double estimate, double[] resampled) {
        return new Estimate(
                Interval.percentile(estimate, resampled, level),
                Mean.of(resampled).deviation());
    }

    private double[] values(int number) {
        if (number >= drawn.size()) {
            draw();
        }
        return drawn.get(number);
    }

    private void draw() {
        drawn.addAll(Arrays.asList(bootstrap.values(waiting, executor)));
        waiting.clear();
    }
}
