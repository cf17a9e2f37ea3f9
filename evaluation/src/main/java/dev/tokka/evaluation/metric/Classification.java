// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric;

import dev.tokka.evaluation.AdditiveMetric;
import java.util.List;

/**
 * Metrics over cases that expect a label, defined as in scikit-learn's {@code sklearn.metrics}.
 *
 * <p>A reply's label is what {@link LabelReader} reads. A failure, an abstention and an unreadable reply are wrong: they
 * are a miss of the expected label and a find of none. All values are from 0 to 1 (that of
 * {@link #mcc} from -1 to 1), more is better, and 0/0 is 0.
 */
public final class Classification {

    private Classification() {}

    /**
     * Returns the share of right answers, over cases that expect a label out of the question's form, or that expect no
     * answer: these are right if and only if the model abstains.
     */
    public static AdditiveMetric accuracy() {
        return new LabelAccuracy();
    }

    /**
     * Returns the mean over labels of the F1 of each, 2 tp / (2 tp + fp + fn).
     *
     * @param labels at least two, all different; also those of which no case is
     */
    public static AdditiveMetric macroF1(List<String> labels) {
        return new LabelF1(new LabelReader(labels), LabelF1.Mean.MACRO);
    }

    /**
     * Returns the F1 of the counts of all labels together.
     *
     * @param labels as for {@link #macroF1}
     */
    public static AdditiveMetric microF1(List<String> labels) {
        return new LabelF1(new LabelReader(labels), LabelF1.Mean.MICRO);
    }

    /**
     * Returns the mean of the F1 of each label, weighted by how many cases expect it.
     *
     * @param labels as for {@link #macroF1}
     */
    public static AdditiveMetric weightedF1(List<String> labels) {
        return new LabelF1(new LabelReader(labels), LabelF1.Mean.WEIGHTED);
    }

    /**
     * Returns the correlation of expected and read labels of Matthews (1975), for many labels that of Gorodkin (2004):
     * from -1 to 1. Unreadable replies are a class of their own. It is 0 where all cases expect, or get, the same.
     *
     * @param labels as for {@link #macroF1}
     */
    public static AdditiveMetric mcc(List<String> labels) {
        return new LabelCorrelation(new LabelReader(labels));
    }
}
