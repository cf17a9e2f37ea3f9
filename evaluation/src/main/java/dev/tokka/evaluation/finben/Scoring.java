// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

/** By which rules the answers to a data set of FinBen are scored. */
public enum Scoring {

    /**
     * As the published scorer does, with its defects: the program {@code src/tasks/flare.py} of The-FinAI/PIXIU, of which
     * the numbers of the paper and of the leaderboards come.
     *
     * <ul>
     *   <li>A class is the first choice that occurs in the reply, be it within a word: "incomplete" is "complete", "not
     *       positive but negative" is "positive". Case never matters, so that "The Answer is C" is choice A.
     *   <li>F1 is averaged over the classes that some case expects. There is no micro F1; the leaderboard shows the
     *       weighted one under that name.
     *   <li>Stock movements and credit scores have synonyms, and a reply without any is of the default class.
     *   <li>A mention at the end of a text is lost, and one within a word labels the word after it.
     *   <li>A sentiment score has no sign: "-0.45" is 0.45. Replies without a number are left out of the error.
     *   <li>Relations of all cases are one set.
     *   <li>Of an extractive summary nothing is ever read: the value is 0 whatever a model writes.
     * </ul>
     *
     * <p>A failure and an abstention are wrong, here as everywhere; the published scorer knows neither.
     */
    COMPAT,

    /** As the metrics are defined, with replies read as their form asks; what cannot be read is wrong. */
    STRICT
}
