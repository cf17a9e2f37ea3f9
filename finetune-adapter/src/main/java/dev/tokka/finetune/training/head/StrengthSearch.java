// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import de.bwaldvogel.liblinear.Feature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Chooses the strength with the least logarithmic loss, after calibration, on folds that are left out. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StrengthSearch(PlaneTraining training, Feature[][] rows, Targets targets, Folds folds) {

    /** After so many strengths in a row that are no better, greater ones are not tried. */
    private static final int PATIENCE = 2;

    /** Returns what the best strength gave. */
    HeldOut best() {
        HeldOut best = null;
        double least = Double.POSITIVE_INFINITY;
        int worse = 0;
        for (double strength : training.options().search().strengths()) {
            HeldOut tried = trial(strength);
            double loss = tried.loss();
            if (best == null || loss < least) {
                best = tried;
                least = loss;
                worse = 0;
            } else if (++worse >= PATIENCE) {
                break;
            }
        }
        if (best == null) {
            throw new IllegalStateException("a search has strengths");
        }
        return best;
    }

    private HeldOut trial(double strength) {
        List<double[][]> scores = new ArrayList<>();
        List<Targets> right = new ArrayList<>();
        for (int fold = 0; fold < folds.parts().size(); fold++) {
            int[] others = folds.others(fold);
            int[] left = folds.of(fold);
            Planes planes = training.train(some(others), targets.of(others), strength);
            scores.add(planes.scores(some(left)));
            right.add(targets.of(left));
        }
        return HeldOut.of(strength, scores, right);
    }

    private Feature[][] some(int[] numbers) {
        return Arrays.stream(numbers).mapToObj(number -> rows[number]).toArray(Feature[][]::new);
    }
}
