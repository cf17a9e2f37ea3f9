// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import dev.tokka.Description;

/** The share of replies that are an accepted text, letter by letter. */
public record RightWords() implements AdditiveMetric {

    @Override
    public Description describe() {
        return Description.of("metric", "right words");
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        if (!(item.expected() instanceof Expected.Texts texts)) {
            throw new IllegalArgumentException("expected texts but the case expects " + item.expected());
        }
        return outcome.text()
                .map(text -> Score.of(texts.accepted().contains(text) ? 1 : 0, text))
                .orElse(Score.unreadable(0));
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return sums[0] / cases;
    }
}
