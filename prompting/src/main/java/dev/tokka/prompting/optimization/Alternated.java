// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static java.util.Objects.requireNonNull;

import dev.tokka.DomainModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an alternation found.
 *
 * @param start what it began with
 * @param best what the accepted steps came to; the start if there is none
 * @param trained the weights of the best; empty if they are those of the base
 * @param stages the steps in their order; none if the budget did not last for the start
 * @param heldOut how the accepted steps together do on questions that they never saw
 * @param spent by all steps, those of earlier runs that this one goes on with included
 */
public record Alternated(
        Optimized.Chosen start,
        Optimized.Chosen best,
        Optional<DomainModel> trained,
        List<Stage> stages,
        HeldOut heldOut,
        Spent spent) {

    /** Copies the stages. */
    public Alternated {
        requireNonNull(start, "start");
        requireNonNull(best, "best");
        requireNonNull(trained, "trained");
        stages = List.copyOf(stages);
        requireNonNull(heldOut, "heldOut");
        requireNonNull(spent, "spent");
    }

    /**
     * A step.
     *
     * @param step what was to be improved
     * @param chosen what came of it with all questions; empty if it was not accepted
     * @param heldOut answers after the step compared with those before; not complete if the budget, or what is known of right
     *     answers, was not enough for the step
     * @param accepted whether all that follows builds on it
     * @param spent until then
     */
    public record Stage(Alternation.Step step, String chosen, HeldOut heldOut, boolean accepted, Spent spent) {

        /** Checks the components. */
        public Stage {
            requireNonNull(step, "step");
            requireNonNull(chosen, "chosen");
            requireNonNull(heldOut, "heldOut");
            requireNonNull(spent, "spent");
        }

        /** Returns the step in one line, such as {@code "weights: kept as they were, gain 0.010 [-0.020, 0.040], chance 0.4000"}. */
        @Override
        public String toString() {
            String what = step.name().toLowerCase(Locale.ROOT);
            if (!heldOut.complete()) {
                return what + ": not made, because the budget or the known answers were not enough";
            }
            return String.format(
                    Locale.ROOT,
                    "%s: %s, gain %s, chance %.4f",
                    what,
                    accepted ? chosen : "kept as it was",
                    heldOut.gain(),
                    heldOut.chance());
        }
    }

    /** Returns whether any step was accepted. */
    public boolean improves() {
        return stages.stream().anyMatch(Stage::accepted);
    }

    /** Returns the model to use: the trained one, or {@code base}, with what the accepted steps came to on it. */
    public DomainModel on(DomainModel base) {
        return best.specialize(trained.orElse(base));
    }

    /**
     * Returns the best as a profile to review, as {@link Optimized#profile} does; of the weights, it says the fingerprint of
     * their model.
     *
     * @param name which domain this is; not blank
     * @param version of the profile; not blank
     */
    public String profile(String name, String version) {
        return ProfileText.of(best, toString(), name, version);
    }

    /**
     * Writes {@link #profile} to {@code file}.
     *
     * @throws IOException if that fails
     */
    public void write(Path file, String name, String version) throws IOException {
        Files.writeString(file, profile(name, version));
    }

    /** Returns the steps, the figures and the verdict, as people read them. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        stages.forEach(stage ->
                text.append(stage).append(" (until then ").append(stage.spent()).append(")\n"));
        if (heldOut.complete()) {
            text.append(String.format(
                    Locale.ROOT,
                    "Gain on questions that no step had seen: %s (start %s, now %s).\n",
                    heldOut.gain(),
                    heldOut.start(),
                    heldOut.chosen()));
        }
        text.append("Spent: ").append(spent).append(".\n");
        if (!improves()) {
            return text.append("Keep the start, because no step is known to improve it.")
                    .toString();
        }
        return text.append("It improves on the start: use ")
                .append(best)
                .append(trained.map(model ->
                                ", on the trained model " + model.describe().fingerprint())
                        .orElse(", on the weights of the base"))
                .append('.')
                .toString();
    }
}
