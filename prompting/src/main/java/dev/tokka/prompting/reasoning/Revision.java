// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.reasoning;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.DomainModel;
import dev.tokka.Specialization;
import java.util.Optional;

/**
 * Drafts a reply, has it criticized, and writes it anew, until the critic has nothing to say or the rounds are over.
 *
 * <p>Each round takes up to two calls: steps {@code "critique 1"} and {@code "revise 1"} after {@code "draft"}. A critic
 * that says that there is nothing to improve, or abstains, ends the rounds. A draft or a revision that abstains is the
 * answer.
 *
 * <p>Models that criticize themselves without help from outside often make right replies wrong (Huang et al., 2023). A
 * {@linkplain #criticizedBy critic} that is another model, or knows the rules to keep by instructions or evidence of its
 * own, does better; measure it.
 *
 * @param rounds the most rounds, from 1 to 5
 * @param repairs how often to ask again for each reply in the form of the question, from 0 to 3
 * @param critic the model that criticizes; empty for the base itself
 * @see <a href="https://arxiv.org/abs/2303.17651">Madaan et al., Self-Refine (2023)</a>
 * @see <a href="https://arxiv.org/abs/2310.01798">Huang et al., Large Language Models Cannot Self-Correct Reasoning Yet
 *     (2023)</a>
 */
public record Revision(int rounds, int repairs, Optional<DomainModel> critic) implements Specialization {

    static final Revision DEFAULT = new Revision(1, 1, Optional.empty());

    private static final int MAX_ROUNDS = 5;

    /** Checks the ranges above. */
    public Revision {
        Checks.requireIn(1, MAX_ROUNDS, rounds, "rounds");
        Reasoning.requireRepairs(repairs);
        requireNonNull(critic, "critic");
    }

    /** Returns this with another limit of rounds, from 1 to 5. */
    public Revision rounds(int most) {
        return new Revision(most, repairs, critic);
    }

    /** Returns this with another number of repairs, from 0 to 3. */
    public Revision repairs(int newRepairs) {
        return new Revision(rounds, newRepairs, critic);
    }

    /** Returns this with another model than the base as the critic. */
    public Revision criticizedBy(DomainModel newCritic) {
        return new Revision(rounds, repairs, Optional.of(newCritic));
    }

    @Override
    public DomainModel specialize(DomainModel base) {
        return new RevisionModel(this, requireNonNull(base, "base"));
    }
}
