// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Learns planes: one for each label against the others; or, where labels are ordered, parallel ones between neighbours.
 *
 * @param columns of a row, the last of which is 1 for the bias
 * @param executor runs labels at once
 */
record PlaneTraining(int columns, HeadOptions options, Executor executor) {

    /** Large, so that the places of ordered planes are hardly penalized. */
    private static final double PLACE = 10;

    /** Returns the planes of {@code rows}. */
    Planes train(Feature[][] rows, Targets targets, double strength) {
        return switch (targets.task()) {
            case ONE_LABEL, SEVERAL_LABELS -> oneAgainstOthers(rows, targets, strength);
            case ORDERED_LABELS -> parallel(rows, targets, strength);
        };
    }

    private Planes oneAgainstOthers(Feature[][] rows, Targets targets, double strength) {
        LinearSolver solver = new LinearSolver(columns, strength, options.balanced(), options.seed());
        List<CompletableFuture<double[]>> planes = new ArrayList<>();
        for (int label = 0; label < targets.labels().size(); label++) {
            boolean[] positive = column(targets.has(), label);
            planes.add(CompletableFuture.supplyAsync(() -> solver.fit(rows, positive), executor));
        }
        return new Planes(planes.stream().map(PlaneTraining::join).toArray(double[][]::new));
    }

    private static double[] join(CompletableFuture<double[]> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("a plane could not be learned", e.getCause());
        }
    }

    private static boolean[] column(boolean[][] table, int column) {
        boolean[] values = new boolean[table.length];
        for (int row = 0; row < values.length; row++) {
            values[row] = table[row][column];
        }
        return values;
    }

    /**
     * Asks of each text, for each label but the last, whether its own is above that: one problem whose weights are shared and
     * whose places are columns. The best places are in order.
     *
     * @see <a href="https://proceedings.neurips.cc/paper/2006/hash/019f8b946a256d9357eadc5ace2c8678-Abstract.html">Li and
     *     Lin, Ordinal Regression by Extended Binary Classification (2006)</a>
     */
    private Planes parallel(Feature[][] rows, Targets targets, double strength) {
        int between = targets.labels().size() - 1;
        Feature[][] extended = new Feature[rows.length * between][];
        boolean[] above = new boolean[extended.length];
        for (int row = 0; row < rows.length; row++) {
            int kept = rows[row].length - 1; // without the bias: there is one for each place
            for (int place = 0; place < between; place++) {
                Feature[] one = Arrays.copyOf(rows[row], kept + 1);
                one[kept] = new FeatureNode(columns + place, PLACE);
                extended[row * between + place] = one;
                above[row * between + place] = targets.first(row) > place;
            }
        }
        double[] shared = new LinearSolver(columns - 1 + between, strength, options.balanced(), options.seed())
                .fit(extended, above);
        double[] places = Arrays.copyOfRange(shared, columns - 1, shared.length);
        Arrays.sort(places); // they are in order but for what the solver leaves open
        double[][] planes = new double[between][];
        for (int place = 0; place < between; place++) {
            planes[place] = Arrays.copyOf(shared, columns);
            planes[place][columns - 1] = PLACE * places[between - 1 - place];
        }
        return new Planes(planes);
    }
}
