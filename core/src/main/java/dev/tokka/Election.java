// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** One question put to the vote of {@code voters}. */
record Election(Question question, Voting voting, List<DomainModel> voters) {

    /** Asks the voters, of which {@code ask} asks the one with the given index, until the winner is certain. */
    Answer winner(IntFunction<Answer> ask) {
        question.checkpoint("vote");
        Ballot ballot = new Ballot(voting.agreement());
        Trace trace = Trace.EMPTY;
        @Nullable ModelException lost = null;
        int asked = 0;
        try (Calls calls = new Calls(voters.size(), ask, voting.executor())) {
            while (!ballot.isSettled(voters.size() - asked, voting.quorum())) {
                question.checkpoint("vote");
                long start = System.nanoTime();
                try {
                    Answer answer = requireNonNull(calls.take(asked, question, "vote"), "a model answered null");
                    trace = trace.then(answer.trace());
                    ballot.add(answer);
                } catch (ModelUnavailableException | QuestionRejectedException | IncompleteAnswerException e) {
                    lost = e;
                    trace = trace.then(Trace.of(PassedOver.failed(voters.get(asked), e, System.nanoTime() - start)));
                }
                asked++;
            }
        }
        if (ballot.isEmpty()) {
            throw requireNonNull(lost, "a model neither answered nor failed");
        }
        if (lost != null) {
            question.checkpoint("vote"); // a vote that was lost to the deadline must not decide
        }
        String votes = ballot.leader().votes() + " of " + asked;
        Trace all = trace.then(Trace.of(Step.of("vote", Duration.ZERO, Map.of("votes", votes))));
        Answer winner = announce(ballot.leader(), asked, all);
        Buffered.release(question, winner);
        return winner;
    }

    private Answer announce(Ballot.Count leader, int asked, Trace trace) {
        if (leader.votes() < voting.quorum()) {
            return new Answer.Abstention("no " + voting.quorum() + " of the models agree", trace);
        }
        if (leader.first() instanceof Answer.Reply reply) {
            double share = (double) leader.votes() / asked;
            return new Answer.Reply(reply.text(), reply.citations(), OptionalDouble.of(share), trace);
        }
        return leader.first().withTrace(trace);
    }
}
