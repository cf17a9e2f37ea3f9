// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The error of sentiment scores as published: of the first number in the first line, without its sign and at most 1.
 * Replies without one are left out. Where all are, the published scorer fails; here the error is then the largest, 2. The
 * terms are the squared error and whether there is one.
 */
record PixiuRmse() implements AdditiveMetric {

    private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");
    private static final double WORST = 2;

    @Override
    public Description describe() {
        return Pixiu.described(Measure.RMSE).with("reads", "the first number without its sign");
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        if (!(item.expected() instanceof Expected.Numeric wanted)) {
            throw Pixiu.refused(item, "a number");
        }
        Matcher number = NUMBER.matcher(
                outcome.text().map(text -> Python.lines(text).get(0)).orElse(""));
        if (!number.find()) {
            return new Score(WORST, false, "", List.of(0.0, 0.0));
        }
        double given = Math.min(Double.parseDouble(number.group()), 1);
        double error = given - wanted.value();
        return new Score(Math.abs(error), true, String.valueOf(given), List.of(error * error, 1.0));
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return sums[1] == 0 ? WORST : Math.sqrt(sums[0] / sums[1]);
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public String toString() {
        return name();
    }
}
