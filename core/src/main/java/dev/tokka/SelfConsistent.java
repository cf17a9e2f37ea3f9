// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** See {@link DomainModels#selfConsistent}. */
record SelfConsistent(DomainModel model, Sampling sampling, Voting voting) implements DomainModel {

    SelfConsistent {
        requireNonNull(model, "model");
        requireNonNull(sampling, "sampling");
        requireNonNull(voting, "voting").requireReachable(sampling.samples());
    }

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        Question quiet = Buffered.question(question);
        return new Election(question, voting, Collections.nCopies(sampling.samples(), model))
                .winner(index -> model.answer(sampling.sample(quiet, index + 1)));
    }

    @Override
    public Description describe() {
        Map<String, String> properties = Map.of(
                "samples", String.valueOf(sampling.samples()),
                "temperature", String.valueOf(sampling.temperature()),
                "seed", String.valueOf(sampling.seed()),
                "quorum", String.valueOf(voting.quorum()));
        return new Description(
                "self-consistent", "", properties, List.of(voting.agreement().describe(), model.describe()));
    }

    @Override
    public String toString() {
        return "selfConsistent(" + model + ", " + sampling.samples() + " samples at " + sampling.temperature()
                + voting.inWords() + ")";
    }
}
