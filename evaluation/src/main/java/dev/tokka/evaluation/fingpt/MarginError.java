// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.fingpt;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.util.List;
import java.util.Optional;

/** The mean squared error of the margin; compatible over those that can be read. The terms are error and counted. */
record MarginError(boolean strict) implements AdditiveMetric {

    @Override
    public Description describe() {
        return Description.of("metric", strict ? "MSE of the margin" : "FinGPT MSE of the margin")
                .with("source", "mse of FinGPT_Forecaster/utils.py")
                .with("reads", strict ? "middles, 0 if there is none" : "as FinGPT_Forecaster does");
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        Optional<Forecast> wanted = Forecast.in(Forecasts.wanted(item));
        Optional<Forecast> given = outcome.text().flatMap(Forecast::in);
        double off =
                given.map(this::margin).orElse(0.0) - wanted.map(this::margin).orElse(0.0);
        boolean readable = given.isPresent() && wanted.isPresent();
        double value = off * off;
        String seen = readable ? String.valueOf(margin(given.get())) : "";
        boolean counts = strict || readable;
        return new Score(value, readable, seen, List.of(counts ? value : 0.0, counts ? 1.0 : 0.0));
    }

    private double margin(Forecast forecast) {
        return strict ? forecast.margin() : forecast.publishedMargin();
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return sums[1] == 0 ? 0 : sums[0] / sums[1];
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
