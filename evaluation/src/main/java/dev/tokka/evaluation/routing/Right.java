// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.util.List;

/** The share of answers to which another metric gives enough. */
record Right(Metric metric, double enough) implements AdditiveMetric {

    Right {
        requireNonNull(metric, "metric");
        if (!metric.higherIsBetter() || !Double.isFinite(enough)) {
            throw new IllegalArgumentException(
                    "more must be better, and enough must be finite, but they are " + metric.name() + " and " + enough);
        }
    }

    @Override
    public Description describe() {
        return Description.of("metric", "right answers").with("enough", enough).withPart(metric.describe());
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        Score score = metric.score(item, outcome);
        double value = score.value() >= enough ? 1 : 0;
        return new Score(value, score.readable(), score.seen(), List.of(value));
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return sums[0] / cases;
    }
}
