// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.behaviour;

import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;

/** How a metric scores one outcome; see {@link dev.tokka.evaluation.Metric#score}. */
@FunctionalInterface
interface Scorer {

    Score score(Case item, Outcome outcome);
}
