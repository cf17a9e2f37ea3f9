// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.metric.PythonText;

/** The share of replies that, without white space around them, are the answer to the letter. */
record PixiuExact() implements AdditiveMetric {

    @Override
    public Description describe() {
        return Pixiu.described(Measure.EXACT_MATCH).with("reads", "the reply without white space around it");
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        if (!(item.expected() instanceof Expected.Texts wanted)) {
            throw Pixiu.refused(item, "texts");
        }
        return outcome.text()
                .map(PythonText::strip)
                .map(text -> Score.of(text.equals(wanted.accepted().get(0)) ? 1 : 0, text))
                .orElse(Score.unreadable(0));
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return sums[0] / cases;
    }

    @Override
    public String toString() {
        return name();
    }
}
