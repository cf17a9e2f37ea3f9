// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing.cost;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;

/**
 * A model that judges answers.
 *
 * @param judge what it costs
 * @param share which share of the answers it judges; from 0 to 1
 * @param read tokens of one judgement; at least 1
 * @param written tokens of one judgement; at least 0
 */
public record Judging(TokenCost judge, double share, int read, int written) {

    /** Checks the ranges above. */
    public Judging {
        requireNonNull(judge, "judge");
        Checks.requireShare(share, "share");
        Checks.requireAtLeast(1, read, "read");
        Checks.requireAtLeast(0, written, "written");
    }

    /** Returns what judging costs for one answer. */
    Spending perAnswer() {
        return judge.call(read, written).times(share);
    }
}
