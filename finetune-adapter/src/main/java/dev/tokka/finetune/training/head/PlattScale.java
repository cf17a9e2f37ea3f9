// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

/**
 * The line from scores to log odds of one label, by Newton's method on Platt's smoothed targets.
 *
 * @see <a href="https://www.csie.ntu.edu.tw/~cjlin/papers/plattprob.pdf">Lin, Lin and Weng, A Note on Platt's Probabilistic
 *     Outputs for Support Vector Machines (2007)</a>
 */
record PlattScale(double factor, double shift) {

    private static final int MOST_STEPS = 100;
    private static final double SMALL = 1e-9;

    /** Scores of texts and what their probabilities should be, strictly between 0 and 1. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Points(double[] scores, double[] targets) {}

    /** Returns the line for the label of number {@code label}. */
    static PlattScale fit(double[][] scores, boolean[][] has, int label) {
        int with = 0;
        for (boolean[] row : has) {
            with += row[label] ? 1 : 0;
        }
        Points points = new Points(new double[has.length], new double[has.length]);
        for (int row = 0; row < has.length; row++) {
            points.scores[row] = scores[row][label];
            points.targets[row] = has[row][label] ? (with + 1.0) / (with + 2.0) : 1 / (has.length - with + 2.0);
        }
        return new PlattScale(0, StrictMath.log((with + 1.0) / (has.length - with + 1.0))).descend(points);
    }

    private PlattScale descend(Points points) {
        PlattScale at = this;
        for (int step = 0; step < MOST_STEPS; step++) {
            double height = at.loss(points);
            PlattScale direction = at.direction(points);
            double size = 1;
            PlattScale next = at.plus(size, direction);
            while (!(next.loss(points) <= height) && size > SMALL) {
                size /= 2;
                next = at.plus(size, direction);
            }
            if (!(next.loss(points) < height - SMALL)) {
                break;
            }
            at = next;
        }
        return at;
    }

    private PlattScale plus(double size, PlattScale direction) {
        return new PlattScale(factor + size * direction.factor, shift + size * direction.shift);
    }

    private double loss(Points points) {
        double sum = 0;
        for (int i = 0; i < points.scores.length; i++) {
            double odds = factor * points.scores[i] + shift;
            sum += Math.max(odds, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(odds))) - points.targets[i] * odds;
        }
        return sum;
    }

    /** Returns minus the gradient divided by the second derivative. */
    private PlattScale direction(Points points) {
        double downFactor = 0;
        double downShift = 0;
        double square = SMALL;
        double cross = 0;
        double plain = SMALL;
        for (int i = 0; i < points.scores.length; i++) {
            double score = points.scores[i];
            double chance = Probabilities.chance(factor * score + shift);
            double miss = points.targets[i] - chance;
            double steep = chance * (1 - chance);
            downFactor += miss * score;
            downShift += miss;
            square += steep * score * score;
            cross += steep * score;
            plain += steep;
        }
        double determinant = square * plain - cross * cross;
        return new PlattScale(
                (plain * downFactor - cross * downShift) / determinant,
                (square * downShift - cross * downFactor) / determinant);
    }
}
