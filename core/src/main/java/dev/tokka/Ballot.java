// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The votes cast so far, counted in the order of the voters. */
final class Ballot {

    private final Agreement agreement;
    private final List<Count> counts = new ArrayList<>(2); // in the order of the first vote, so that it wins a tie

    Ballot(Agreement agreement) {
        this.agreement = agreement;
    }

    void add(Answer answer) {
        Optional<String> key = answer.reply().map(reply -> agreement.key(reply.text()));
        for (Count count : counts) {
            if (count.key.equals(key)) {
                count.votes++;
                return;
            }
        }
        counts.add(new Count(key, answer));
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    /** Returns the choice with the most votes, the first of those that have as many. */
    Count leader() {
        Count leader = null;
        for (Count count : counts) {
            leader = leader == null || count.votes > leader.votes ? count : leader;
        }
        if (leader == null) {
            throw new IllegalStateException("nobody has voted");
        }
        return leader;
    }

    /** Returns whether {@code open} more votes, however cast, can change neither the winner nor whether it has a quorum. */
    boolean isSettled(int open, int quorum) {
        if (open == 0 || isEmpty()) {
            return open == 0;
        }
        Count leader = leader();
        if (leader.votes + open < quorum) {
            return true;
        }
        boolean ahead = open <= leader.votes; // of a choice that nobody has made yet, and which would lose a tie
        boolean before = true;
        for (Count count : counts) {
            if (count == leader) {
                before = false;
            } else {
                ahead &= before ? count.votes + open < leader.votes : count.votes + open <= leader.votes;
            }
        }
        return ahead && leader.votes >= quorum;
    }

    /** One choice: the first answer that made it, and how many did. */
    static final class Count {

        private final Optional<String> key; // empty for an abstention
        private final Answer first;
        private int votes = 1;

        private Count(Optional<String> key, Answer first) {
            this.key = key;
            this.first = first;
        }

        Answer first() {
            return first;
        }

        int votes() {
            return votes;
        }
    }
}
