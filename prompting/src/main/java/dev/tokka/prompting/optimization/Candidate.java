// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import dev.tokka.prompting.Prompting;

/**
 * One way to prompt, but for the questions whose answers are shown.
 *
 * @param wording the name of the instructions
 * @param frame everything but the examples
 * @param shots which examples are shown
 */
record Candidate(String wording, Prompting frame, Shots shots) {

    /** Returns the prompting of a question of {@code cluster}, to which nothing of its own cluster is shown. */
    Prompting without(String cluster, Pool pool) {
        return shots.choice() == Shots.Choice.AS_GIVEN
                ? frame
                : frame.examples(question -> pool.choose(shots, question, cluster));
    }

    /** Returns the prompting of new questions. */
    Prompting over(Pool pool) {
        return shots.choice() == Shots.Choice.AS_GIVEN ? frame : frame.examples(shots.among(pool.examples()));
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return wording + ", " + shots;
    }
}
