// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.Tags;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The mean over the groups of cases of the F1 of each, which is the mean over the first two choices weighted by how many
 * cases expect each. Terms are as of {@link PixiuLabels}, for each group and each of the two choices.
 *
 * @param groups all values of the tag {@link Tags#GROUP}
 */
record AverageF1(LabelReading reading, List<String> groups) implements AdditiveMetric {

    private static final int COUNTS = 3;
    private static final int CHOICES = 2;

    @Override
    public Description describe() {
        return reading == LabelReading.PIXIU
                ? Pixiu.described(Measure.AVERAGE_F1).with("reads", "\"Yes\" as Yes, everything else as No")
                : Description.of("metric", Measure.AVERAGE_F1.toString())
                        .with("source", "weighted F1 by kind of question, Sinha and Khandait 2021, Wu et al. 2023")
                        .with("reads", "one of the choices");
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        List<String> choices = PixiuChoice.choices(item);
        int group = groups.indexOf(item.tag(Tags.GROUP).orElse(""));
        String wanted = PixiuChoice.gold(item);
        int gold = choices.stream().map(PixiuChoice::lower).toList().indexOf(wanted);
        if (group < 0 || gold < 0 || gold >= CHOICES) {
            throw new IllegalArgumentException("case " + item.id() + " must be of one of the groups " + groups
                    + " and expect one of the first two of " + choices);
        }
        Optional<String> read = outcome.text().flatMap(text -> reading.read(text, choices));
        boolean found =
                outcome.text().filter(text -> reading.finds(text, choices)).isPresent();
        int given = read.map(choices::indexOf).orElse(-1);
        List<Double> terms = new ArrayList<>(Collections.nCopies(groups.size() * CHOICES * COUNTS, 0.0));
        terms.set((group * CHOICES + gold) * COUNTS, 1.0);
        if (given >= 0 && given < CHOICES) {
            terms.set((group * CHOICES + given) * COUNTS + 1, 1.0);
        }
        boolean right = given == gold;
        terms.set((group * CHOICES + gold) * COUNTS + 2, right ? 1.0 : 0.0);
        return new Score(right ? 1 : 0, found, found ? read.orElse("") : "", terms);
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        double sum = 0;
        int present = 0;
        for (int at = 0; at < sums.length; at += CHOICES * COUNTS) {
            double expected = sums[at] + sums[at + COUNTS];
            if (expected > 0) {
                sum += (part(sums, at) + part(sums, at + COUNTS)) / expected;
                present++;
            }
        }
        return sum / present;
    }

    /** Returns F1 times its weight. */
    private static double part(double[] sums, int at) {
        double all = sums[at] + sums[at + 1];
        return all == 0 ? 0 : sums[at] * 2 * sums[at + 2] / all;
    }

    @Override
    public String toString() {
        return name();
    }
}
