// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.behaviour;

import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.util.List;

/**
 * Whether a model abstains when it should, and only then; for all cases. Neither says whether the answers are right.
 *
 * <p>A failure is neither an answer nor an abstention, and so is wrong. The value of a case that does not count is 1, and
 * 0 after a failure.
 *
 * @see <a href="https://aclanthology.org/P18-2124">Rajpurkar et al., Know What You Don't Know (SQuAD 2.0, 2018)</a>
 */
public final class Abstention {

    private static final String SOURCE =
            "recall of unanswerable and of answerable questions, SQuAD 2.0," + " aclanthology.org/P18-2124";

    private static final String DOES_NOT_COUNT = "(does not count)";

    private Abstention() {}

    /**
     * Returns the share, from 0 to 1, of abstentions among the cases that expect {@link Expected.NoAnswer}; 0/0, where
     * there is no such case, is 0.
     */
    public static AdditiveMetric abstainsWhenItShould() {
        return SumsMetric.of(
                Replies.metric("abstains when it should", SOURCE),
                (item, outcome) -> score(outcome, Replies.unwanted(item), Replies.abstained(outcome)),
                (sums, cases) -> Replies.share(sums[0], sums[1]));
    }

    /**
     * Returns the share, from 0 to 1, of replies, right or wrong, among the cases that expect an answer; 0/0, where there
     * is no such case, is 0.
     */
    public static AdditiveMetric answersWhenItShould() {
        return SumsMetric.of(
                Replies.metric("answers when it should", SOURCE),
                Abstention::answers,
                (sums, cases) -> Replies.share(sums[0], sums[1]));
    }

    private static Score answers(Case item, Outcome outcome) {
        boolean counts = !Replies.unwanted(item);
        if (counts && Replies.abstained(outcome)) {
            return new Score(0, false, "", List.of(0.0, 1.0));
        }
        return score(outcome, counts, Replies.of(outcome).isPresent());
    }

    /** The terms are whether it is right and whether it counts. */
    private static Score score(Outcome outcome, boolean counts, boolean right) {
        if (outcome.given().isEmpty()) {
            return new Score(0, false, "", List.of(0.0, counts ? 1.0 : 0.0));
        }
        if (!counts) {
            return new Score(1, true, DOES_NOT_COUNT, List.of(0.0, 0.0));
        }
        double value = right ? 1 : 0;
        return new Score(value, true, outcome.text().orElse(Replies.ABSTAINED), List.of(value, 1.0));
    }
}
