// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** See {@link DomainModels#vote}. */
record Vote(List<DomainModel> voters, Voting voting) implements DomainModel {

    Vote {
        voters = List.copyOf(voters);
        if (voters.isEmpty()) {
            throw new IllegalArgumentException("vote needs at least one model");
        }
        requireNonNull(voting, "voting").requireReachable(voters.size());
    }

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        Question quiet = Buffered.question(question);
        return new Election(question, voting, voters)
                .winner(index -> voters.get(index).answer(quiet));
    }

    @Override
    public Description describe() {
        List<Description> parts = new ArrayList<>(voters.size() + 1);
        parts.add(voting.agreement().describe());
        voters.forEach(voter -> parts.add(voter.describe()));
        return new Description("vote", "", Map.of("quorum", String.valueOf(voting.quorum())), parts);
    }

    @Override
    public String toString() {
        return voters.stream().map(Object::toString).collect(Collectors.joining(", ", "vote(", voting.inWords() + ")"));
    }
}
