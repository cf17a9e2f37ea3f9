// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a metric saw in one outcome.
 *
 * @param value the metric of this case alone, in the unit of the metric, for paired comparisons and for the browser of
 *     cases; finite
 * @param readable whether what the metric looks for was found in the answer; false for failures, for abstentions where
 *     an answer was expected, and for texts in which, say, no label is found. Such a case counts as wrong, and the share
 *     of them is the <em>missing rate</em>
 * @param seen what the metric read in the answer, as shown in reports; empty if it is not readable
 * @param terms what the metric adds up over cases, in an order that it alone knows; all finite
 */
public record Score(double value, boolean readable, String seen, List<Double> terms) {

    /** Checks and copies the components. */
    public Score {
        requireFinite(value);
        requireNonNull(seen, "seen");
        terms = List.copyOf(terms);
        terms.forEach(Score::requireFinite);
    }

    /** Returns the score of a metric that is the mean of its values: the value is the only term. */
    public static Score of(double value, String seen) {
        return new Score(value, true, seen, List.of(value));
    }

    /** Returns the score of an answer that cannot be read, of a metric that is the mean of its values. */
    public static Score unreadable(double value) {
        return new Score(value, false, "", List.of(value));
    }

    private static void requireFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a score must be finite but is " + value);
        }
    }
}
