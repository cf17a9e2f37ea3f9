// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Classes as the published scorer counts them. The terms are, for each label in lower case, how many cases expect it, get
 * it, and both. Means are over the labels that some case expects; for MCC all others are one class.
 *
 * @param labels in lower case, all different
 */
record PixiuLabels(Measure measure, PixiuChoice choice, List<String> labels) implements AdditiveMetric {

    private static final int COUNTS = 3;

    @Override
    public Description describe() {
        return Pixiu.described(measure)
                .with("labels", String.join(", ", labels))
                .with("fallback", choice.fallback())
                .with("reads", "the first choice that occurs in the reply, case ignored");
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        choice.requireKnown(item);
        int gold = labels.indexOf(PixiuChoice.gold(item));
        if (gold < 0) {
            throw new IllegalArgumentException("case " + item.id() + " must expect one of " + labels);
        }
        List<String> choices = PixiuChoice.choices(item);
        PixiuChoice.Taken taken = outcome.text()
                .map(text -> choice.take(text, choices))
                .orElseGet(() -> new PixiuChoice.Taken(PixiuChoice.MISSING, false));
        int given = labels.indexOf(taken.label());
        List<Double> terms = new ArrayList<>(Collections.nCopies(labels.size() * COUNTS, 0.0));
        terms.set(gold * COUNTS, 1.0);
        if (given >= 0) {
            terms.set(given * COUNTS + 1, 1.0);
        }
        boolean right = given == gold;
        terms.set(gold * COUNTS + 2, right ? 1.0 : 0.0);
        return new Score(right ? 1 : 0, taken.found(), taken.found() ? taken.label() : "", terms);
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return switch (measure) {
            case ACCURACY -> right(sums) / cases;
            case WEIGHTED_F1 -> meanF1(sums, true);
            case MACRO_F1 -> meanF1(sums, false);
            case MCC -> mcc(sums, cases);
            default -> throw new IllegalStateException("the published scorer has no " + measure);
        };
    }

    private static double right(double[] sums) {
        double right = 0;
        for (int at = 2; at < sums.length; at += COUNTS) {
            right += sums[at];
        }
        return right;
    }

    private static double meanF1(double[] sums, boolean weighted) {
        double sum = 0;
        double weights = 0;
        for (int at = 0; at < sums.length; at += COUNTS) {
            if (sums[at] > 0) {
                double weight = weighted ? sums[at] : 1;
                sum += weight * 2 * sums[at + 2] / (sums[at] + sums[at + 1]);
                weights += weight;
            }
        }
        return sum / weights;
    }

    private static double mcc(double[] sums, long cases) {
        double products = 0;
        double expected = 0;
        double given = 0;
        double others = cases;
        for (int at = 0; at < sums.length; at += COUNTS) {
            if (sums[at] > 0) {
                products += sums[at] * sums[at + 1];
                expected += sums[at] * sums[at];
                given += sums[at + 1] * sums[at + 1];
                others -= sums[at + 1];
            }
        }
        double all = (double) cases * cases;
        double below = Math.sqrt(all - given - others * others) * Math.sqrt(all - expected);
        return below == 0 ? 0 : Math.max(-1, Math.min(1, (right(sums) * cases - products) / below));
    }

    @Override
    public String toString() {
        return name();
    }
}
