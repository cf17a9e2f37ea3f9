// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Digests;
import dev.tokka.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A trial as it is learned from.
 *
 * @param question what trials have in common that ask the same
 * @param right whether the answer was right
 * @param ease of the question
 * @param shown at least one
 */
record Observation(String question, boolean right, List<Double> ease, List<Shown> shown) {

    /** How many numbers a row has. */
    static final int WIDTH = QuestionPool.FEATURES.size() + 2 + 3;

    /** The columns that a row has in common with one that knows nearness only. */
    static final int[] NEARNESS_ONLY = {0, 1, 6, 7, 8};

    /**
     * One example that was shown.
     *
     * @param key of the example
     * @param label its label's key
     * @param features of it with the question
     */
    record Shown(String key, String label, List<Double> features) {

        /** Returns the features, the help of the example and the help of its label. */
        double[] with(ExampleHelp help) {
            return DoubleStream.concat(
                            features.stream().mapToDouble(Double::doubleValue),
                            DoubleStream.of(help.of(key), help.of(label)))
                    .toArray();
        }

        static Shown of(Example example, QuestionPool pool) {
            return new Shown(ExampleHelp.key(example), ExampleHelp.labelKey(example), pool.features(example));
        }
    }

    static Observation of(ExampleTrial trial, Examples candidates) {
        QuestionPool pool = QuestionPool.of(trial.question(), candidates);
        List<Shown> shown =
                trial.shown().stream().map(example -> Shown.of(example, pool)).toList();
        return new Observation(Texts.essence(trial.question().text()), trial.right(), pool.ease(), shown);
    }

    /** Returns the keys of the examples and of their labels, each once. */
    List<String> keys() {
        return shown.stream()
                .flatMap(each -> Stream.of(each.key(), each.label()))
                .distinct()
                .toList();
    }

    /** Returns the means over the examples, and what there is to know of the question and of how many are shown. */
    double[] row(ExampleHelp help) {
        double[] row = new double[WIDTH];
        for (Shown each : shown) {
            double[] features = each.with(help);
            for (int i = 0; i < features.length; i++) {
                row[i] += features[i] / shown.size();
            }
        }
        row[WIDTH - 3] = ease.get(0);
        row[WIDTH - 2] = ease.get(1);
        row[WIDTH - 1] = Math.log1p(shown.size());
        return row;
    }

    /** Returns what brings observations into an order that is not that of the trials. */
    String order() {
        List<String> all = new ArrayList<>(List.of(question, String.valueOf(right)));
        shown.forEach(each -> all.add(each.key()));
        return Digests.sha256(all.toString());
    }
}
