// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class LogisticTest {

    @Example
    void workedByHand() {
        // By symmetry b = 0, and 2 (1 / (1 + exp(-w)) - target) + 0.2 w = 0 holds for w = 1.
        double target = 1 / (1 + Math.exp(-1)) + 0.1;

        double[] weights = Logistic.fit(
                List.of(FeatureVector.of(1), FeatureVector.of(-1)),
                new double[] {target, 1 - target},
                0.2,
                new double[2]);

        assertThat(weights[0]).isCloseTo(1, within(1e-8));
        assertThat(weights[1]).isCloseTo(0, within(1e-8));
    }

    @Example
    void whereFeaturesTellNothingTheBiasIsTheShare() {
        double[] weights = Logistic.fit(
                List.of(FeatureVector.of(0), FeatureVector.of(0), FeatureVector.of(0), FeatureVector.of(0)),
                new double[] {0.9, 0.9, 0.9, 0.1},
                1,
                new double[2]);

        assertThat(weights[0]).isEqualTo(0);
        assertThat(Logistic.chance(weights[1])).isCloseTo(0.7, within(1e-9));
    }

    @Property(tries = 50)
    void nothingNearbyIsBetterWhateverTheStart(@ForAll long seed) {
        Random random = new Random(seed);
        int width = 1 + random.nextInt(8);
        List<FeatureVector> rows = new ArrayList<>();
        double[] targets = new double[30];
        for (int i = 0; i < targets.length; i++) {
            rows.add(row(width, random));
            targets[i] = random.nextBoolean() ? 0.03 : 0.97;
        }
        double[] start = random.doubles(width + 1, -3, 3).toArray();

        double[] found = Logistic.fit(rows, targets, 0.1, new double[width + 1]);

        assertThat(Logistic.fit(rows, targets, 0.1, start)).containsExactly(found, within(1e-6));
        double least = height(rows, targets, found);
        for (int i = 0; i <= width; i++) {
            for (double step : new double[] {-1e-3, 1e-3}) {
                double[] near = found.clone();
                near[i] += step;
                assertThat(height(rows, targets, near)).isGreaterThan(least);
            }
        }
    }

    private static FeatureVector row(int width, Random random) {
        TreeMap<Integer, Double> entries = new TreeMap<>();
        for (int column = 0; column < width; column++) {
            if (random.nextBoolean()) {
                entries.put(column, random.nextGaussian());
            }
        }
        return FeatureVector.of(entries);
    }

    private static double height(List<FeatureVector> rows, double[] targets, double[] at) {
        double sum = 0;
        for (int i = 0; i < at.length - 1; i++) {
            sum += 0.05 * at[i] * at[i];
        }
        for (int i = 0; i < targets.length; i++) {
            double z = rows.get(i).dot(at) + at[at.length - 1];
            sum += Math.log1p(Math.exp(z)) - targets[i] * z;
        }
        return sum;
    }
}
