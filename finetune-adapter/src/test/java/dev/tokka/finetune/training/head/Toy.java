// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import dev.tokka.Description;
import dev.tokka.finetune.classification.FeatureVector;
import dev.tokka.finetune.classification.Featurizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Made-up texts: points around the corners of a square, with some noise. */
final class Toy {

    private static final double[][] CORNERS = {{1, 0, 0}, {0, 1, 0}, {-1, 0, 0}};
    private static final List<String> NAMES = List.of("east", "north", "west");

    private Toy() {}

    /** Features that the tests give themselves. */
    record Points(int size) implements Featurizer {

        @Override
        public FeatureVector features(String text) {
            float[] numbers = new float[size];
            numbers[Math.floorMod(text.hashCode(), size)] = 1;
            return FeatureVector.dense(numbers);
        }

        @Override
        public Description describe() {
            return Description.of("points").with("size", size);
        }
    }

    static HeadTrainer trainer(int size) {
        return new HeadTrainer(new Points(size), Runnable::run);
    }

    /** Returns {@code count} texts of each of three labels, with noise of a deviation in each direction. */
    static List<LabeledFeatures> corners(int count, double noise, long seed) {
        Random random = new Random(seed);
        List<LabeledFeatures> rows = new ArrayList<>();
        for (int i = 0; i < 3 * count; i++) {
            rows.add(LabeledFeatures.of(point(CORNERS[i % 3], noise, random), NAMES.get(i % 3)));
        }
        return rows;
    }

    /** Returns texts whose label depends on the distance from the middle, which no plane separates. */
    static List<LabeledFeatures> rings(int count, long seed) {
        Random random = new Random(seed);
        List<LabeledFeatures> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * random.nextDouble();
            double radius = i % 2 == 0 ? 0.3 : 1;
            float[] at = {(float) (radius * Math.cos(angle)), (float) (radius * Math.sin(angle))};
            rows.add(LabeledFeatures.of(FeatureVector.dense(at), i % 2 == 0 ? "inner" : "outer"));
        }
        return rows;
    }

    /** Returns texts whose label is low, middle or high by their first feature. */
    static List<LabeledFeatures> grades(int count, double noise, long seed) {
        Random random = new Random(seed);
        List<LabeledFeatures> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] middle = {i % 3 - 1, 0, 0};
            rows.add(LabeledFeatures.of(
                    point(middle, noise, random),
                    List.of("low", "middle", "high").get(i % 3)));
        }
        return rows;
    }

    /** Returns texts that have the label a if the first feature is 1, and b if the second is. */
    static List<LabeledFeatures> tags(int count, double noise, long seed) {
        Random random = new Random(seed);
        List<LabeledFeatures> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> labels = new ArrayList<>();
            double[] middle = new double[3];
            if (random.nextBoolean()) {
                labels.add("a");
                middle[0] = 1;
            }
            if (random.nextInt(4) == 0) {
                labels.add("b");
                middle[1] = 1;
            }
            rows.add(new LabeledFeatures(point(middle, noise, random), labels));
        }
        return rows;
    }

    private static FeatureVector point(double[] middle, double noise, Random random) {
        float[] numbers = new float[middle.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) (middle[i] + noise * random.nextGaussian());
        }
        return FeatureVector.dense(numbers);
    }
}
