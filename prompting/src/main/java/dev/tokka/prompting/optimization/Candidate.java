// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import dev.tokka.prompting.Prompting;

/**
 * One way to ask, but for the questions whose answers are shown.
 *
 * @param combination what was chosen
 * @param frame the prompting but for its examples
 */
record Candidate(Combination combination, Prompting frame) {

    Shots shots() {
        return combination.shots();
    }

    /** Returns how many calls a question takes, without repairs, at most. */
    int calls() {
        return combination.reasoning().calls();
    }

    /** Returns the prompting of a question of {@code cluster}, to which nothing of its own cluster is shown. */
    Prompting without(String cluster, Pool pool) {
        return shots().choice() == Shots.Choice.AS_GIVEN
                ? frame
                : frame.examples(question -> pool.choose(shots(), question, cluster));
    }

    /** Returns the prompting of new questions. */
    Prompting over(Pool pool) {
        return shots().choice() == Shots.Choice.AS_GIVEN ? frame : frame.examples(shots().among(pool.examples()));
    }

    /** Returns what was chosen. */
    @Override
    public String toString() {
        return combination.toString();
    }
}
