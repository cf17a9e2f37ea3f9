// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;

/**
 * ROUGE of texts. The published number is the median of a thousand resampled means, drawn without a seed: it cannot be had
 * twice, and lies about the mean, which is given here.
 */
record PixiuRouge(Measure measure, AdditiveMetric rouge) implements AdditiveMetric {

    @Override
    public Description describe() {
        return Pixiu.described(measure)
                .with("value", "the mean, of which the published number is a resampled median")
                .withPart(rouge.describe());
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        return rouge.score(item, outcome);
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return rouge.ofSums(sums, cases);
    }

    @Override
    public String toString() {
        return name();
    }
}
