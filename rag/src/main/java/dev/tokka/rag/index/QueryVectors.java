// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.Checks;

/**
 * How the vector of a question is made that passages are compared with.
 *
 * <p>An encoder has two ways of reading a text: as something to search with, and as something to be found. A claim or a
 * symptom is worded like the passage that it is looked for, so that the second way says something too:
 *
 * <pre>{@code
 * question = (1 - passageShare) * vector as a query + passageShare * vector as a passage
 * }</pre>
 *
 * <p>With feedback, the first passages of the fused ranking are taken to be relevant, the question is moved towards them,
 * and passages are compared with it once more:
 *
 * <pre>{@code
 * moved = question + feedbackShare * mean of the vectors of the first feedbackPassages
 * }</pre>
 *
 * <p>Each sum is made 1 long again. Only passages that whoever asks may find, and that the filter of the question lets
 * through, move it. Where the first passages are wrong, feedback brings more of their kind: measure it.
 *
 * @param passageShare how much the vector as a passage counts, from 0 (the default, one text to encode) to 1
 * @param feedbackPassages how many passages the question is moved towards; at least 0, with which there is no second
 *     search
 * @param feedbackShare how far it is moved, from 0 (not at all) to 1
 * @see <a href="https://arxiv.org/abs/2108.11044">Li et al. (2023), Pseudo Relevance Feedback with Deep Language Models and
 *     Dense Retrievers: Successes and Pitfalls</a>
 */
public record QueryVectors(double passageShare, int feedbackPassages, double feedbackShare) {

    /** The question as the encoder reads it, searched once. */
    public static final QueryVectors DEFAULT = new QueryVectors(0, 0, 0);

    /** Checks the ranges above. */
    public QueryVectors {
        Checks.requireShare(passageShare, "passageShare");
        Checks.requireAtLeast(0, feedbackPassages, "feedbackPassages");
        Checks.requireShare(feedbackShare, "feedbackShare");
    }

    /** Returns these settings with another share of the vector as a passage, from 0 to 1. */
    public QueryVectors withPassageShare(double share) {
        return new QueryVectors(share, feedbackPassages, feedbackShare);
    }

    /** Returns these settings with feedback of {@code passages}, at least 0, and {@code share}, from 0 to 1. */
    public QueryVectors withFeedback(int passages, double share) {
        return new QueryVectors(passageShare, passages, share);
    }

    boolean feedsBack() {
        return feedbackPassages > 0 && feedbackShare > 0;
    }
}
