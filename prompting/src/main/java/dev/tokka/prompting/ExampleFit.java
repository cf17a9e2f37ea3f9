// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Digests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Learns from observations, and says how well that foretells others.
 *
 * <p>Questions are dealt to folds. A row is made with the help that examples were in other folds, so no outcome tells of
 * itself; and where a fold is left out to be foretold, neither the rows nor their help know of it.
 */
final class ExampleFit {

    private static final int FOLDS = 5;
    private static final double[] STRENGTHS = {100, 30, 10, 3, 1};

    private final List<Observation> observations;
    private final int[] folds;

    /**
     * What was learned.
     *
     * @param weights of the columns of a row, and after them the bias
     * @param help of all trials
     * @param evidence for it
     */
    record Fitted(List<Double> weights, ExampleHelp help, ExampleEvidence evidence) {

        Fitted {
            weights = List.copyOf(weights);
        }
    }

    private ExampleFit(List<Observation> observations, int[] folds) {
        this.observations = observations;
        this.folds = folds;
    }

    /** Learns from these; the order does not matter. */
    static Fitted of(List<Observation> observations, long seed) {
        List<Observation> sorted = observations.stream()
                .sorted(Comparator.comparing(Observation::order))
                .toList();
        int questions =
                (int) sorted.stream().map(Observation::question).distinct().count();
        ExampleHelp help = ExampleHelp.of(sorted);
        if (questions < ExampleEvidence.FEWEST_QUESTIONS) {
            ExampleEvidence none = new ExampleEvidence(sorted.size(), questions, 0, 0, 0);
            return new Fitted(Collections.nCopies(Observation.WIDTH + 1, 0.0), help, none);
        }
        ExampleFit fit = new ExampleFit(sorted, folds(sorted, seed));
        double strength = fit.strength();
        double[] weights = RidgeLogistic.fit(fit.rows(fit.all(), -1), fit.right(fit.all()), strength);
        return new Fitted(Arrays.stream(weights).boxed().toList(), help, fit.evidence(strength, questions));
    }

    private static int[] folds(List<Observation> observations, long seed) {
        Map<String, String> dealt = new TreeMap<>();
        observations.forEach(each -> dealt.put(Digests.sha256(seed + " " + each.question()), each.question()));
        Map<String, Integer> folds = new HashMap<>();
        dealt.values().forEach(question -> folds.put(question, folds.size() % FOLDS));
        return observations.stream()
                .mapToInt(each -> folds.getOrDefault(each.question(), 0))
                .toArray();
    }

    /** Returns the strength with the least loss on folds left out, of equals the stronger. */
    private double strength() {
        double best = STRENGTHS[0];
        double least = Double.POSITIVE_INFINITY;
        for (double strength : STRENGTHS) {
            double loss = Arrays.stream(losses(strength, false)).sum();
            if (loss < least) {
                best = strength;
                least = loss;
            }
        }
        return best;
    }

    private ExampleEvidence evidence(double strength, int questions) {
        double[] nearest = losses(strength, true);
        double[] learned = losses(strength, false);
        int trials = observations.size();
        Map<String, Double> gains = new TreeMap<>();
        for (int i = 0; i < trials; i++) {
            gains.merge(observations.get(i).question(), nearest[i] - learned[i], Double::sum);
        }
        double mean = gains.values().stream().mapToDouble(Double::doubleValue).sum() / questions;
        double squares = gains.values().stream()
                .mapToDouble(gain -> (gain - mean) * (gain - mean))
                .sum();
        return new ExampleEvidence(
                trials,
                questions,
                Arrays.stream(nearest).sum() / trials,
                Arrays.stream(learned).sum() / trials,
                Math.sqrt(squares * questions / (questions - 1)) / trials);
    }

    /** Returns for each observation the loss of what was learned without its fold. */
    private double[] losses(double strength, boolean nearnessOnly) {
        double[] losses = new double[observations.size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            int leftOut = fold;
            List<Integer> known =
                    all().stream().filter(i -> folds[i] != leftOut).toList();
            List<Integer> unknown =
                    all().stream().filter(i -> folds[i] == leftOut).toList();
            double[] weights = RidgeLogistic.fit(columns(rows(known, fold), nearnessOnly), right(known), strength);
            List<double[]> rows = columns(rows(unknown, fold), nearnessOnly);
            for (int i = 0; i < rows.size(); i++) {
                int which = unknown.get(i);
                losses[which] = RidgeLogistic.loss(
                        RidgeLogistic.score(rows.get(i), weights),
                        observations.get(which).right());
            }
        }
        return losses;
    }

    private List<Integer> all() {
        return IntStream.range(0, observations.size()).boxed().toList();
    }

    /** Returns the rows of {@code which}, with the help in the folds that are neither their own nor {@code leftOut}. */
    private List<double[]> rows(List<Integer> which, int leftOut) {
        List<ExampleHelp> help = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            int own = fold;
            help.add(ExampleHelp.of(all().stream()
                    .filter(i -> folds[i] != own && folds[i] != leftOut)
                    .map(observations::get)
                    .toList()));
        }
        return which.stream()
                .map(i -> observations.get(i).row(help.get(folds[i])))
                .toList();
    }

    private static List<double[]> columns(List<double[]> rows, boolean nearnessOnly) {
        return nearnessOnly
                ? rows.stream()
                        .map(row -> Arrays.stream(Observation.NEARNESS_ONLY)
                                .mapToDouble(column -> row[column])
                                .toArray())
                        .toList()
                : rows;
    }

    private boolean[] right(List<Integer> which) {
        boolean[] right = new boolean[which.size()];
        for (int i = 0; i < right.length; i++) {
            right[i] = observations.get(which.get(i)).right();
        }
        return right;
    }
}
