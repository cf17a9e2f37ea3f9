// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import dev.tokka.TokenUsage;

/**
 * How far a run of an experiment is.
 *
 * @param total how many answers the experiment needs
 * @param kept how many were there from earlier runs
 * @param asked how many came in this run, failures included
 * @param failed how many of those are failures
 * @param usage the tokens that this run used, as the traces tell
 */
public record Progress(int total, int kept, int asked, int failed, TokenUsage usage) {

    /** Returns how many answers are there. */
    public int done() {
        return kept + asked;
    }
}
