// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.fingpt;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.util.List;
import java.util.Optional;

/** The share of right directions; compatible over those that can be read. The terms are right and counted. */
record DirectionScore(boolean strict) implements AdditiveMetric {

    @Override
    public Description describe() {
        return Description.of("metric", strict ? "right directions" : "FinGPT right directions")
                .with("source", "bin_acc of FinGPT_Forecaster/utils.py")
                .with("reads", strict ? "words, anything else is wrong" : "as FinGPT_Forecaster does");
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        Optional<Forecast> wanted = Forecast.in(Forecasts.wanted(item));
        Optional<Forecast> given = outcome.text().flatMap(Forecast::in);
        if (given.isEmpty() || wanted.isEmpty()) {
            boolean leftOut = !strict && outcome.text().isPresent();
            return new Score(0, false, "", List.of(0.0, leftOut ? 0.0 : 1.0));
        }
        int seen = direction(given.get());
        boolean readable = !strict || seen != 0;
        double value = readable && seen == direction(wanted.get()) ? 1 : 0;
        return new Score(value, readable, readable ? String.valueOf(seen) : "", List.of(value, 1.0));
    }

    private int direction(Forecast forecast) {
        return strict ? forecast.direction() : forecast.publishedDirection();
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return sums[1] == 0 ? 0 : sums[0] / sums[1];
    }

    @Override
    public String toString() {
        return name();
    }
}
