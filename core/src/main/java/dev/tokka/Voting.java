// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * How models vote on an answer: see {@link DomainModels#vote}.
 *
 * @param agreement which replies are the same vote
 * @param quorum the least votes that an answer needs; with less the vote ends in an abstention; at least 1
 * @param executor what asks the models at once; empty to ask one after the other. It changes no answer, because votes are
 *     counted in the order of the models, and it cannot be too small, because the calling thread asks whom nobody else
 *     has begun to ask. A Micrometer observation of the caller reaches the models only through an executor that hands
 *     it on
 */
public record Voting(Agreement agreement, int quorum, Optional<Executor> executor) {

    /** The most votes win, in the same {@linkplain Agreement#wording wording}; models are asked one after the other. */
    public static final Voting MOST = new Voting(Agreement.wording(), 1, Optional.empty());

    /** Checks the ranges above. */
    public Voting {
        requireNonNull(agreement, "agreement");
        Checks.requireAtLeast(1, quorum, "quorum");
        requireNonNull(executor, "executor");
    }

    /** Returns this with another agreement. */
    public Voting withAgreement(Agreement newAgreement) {
        return new Voting(newAgreement, quorum, executor);
    }

    /** Returns this with another quorum, at least 1. */
    public Voting withQuorum(int newQuorum) {
        return new Voting(agreement, newQuorum, executor);
    }

    /** Returns this with models asked at once by {@code newExecutor}. */
    public Voting withExecutor(Executor newExecutor) {
        return new Voting(agreement, quorum, Optional.of(newExecutor));
    }

    /** Refuses a quorum that the voters cannot reach. */
    void requireReachable(int voters) {
        if (quorum > voters) {
            throw new IllegalArgumentException(
                    "quorum must be at most the number of voters, " + voters + ", but is " + quorum);
        }
    }

    /** Returns what of this can change answers, as people read it; empty for {@link #MOST}. */
    String inWords() {
        String quorumInWords = quorum == 1 ? "" : ", quorum " + quorum;
        return agreement.equals(Agreement.wording()) ? quorumInWords : quorumInWords + ", by " + agreement;
    }
}
