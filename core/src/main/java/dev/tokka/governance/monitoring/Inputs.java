// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.DataClass;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.EgressGuard;
import dev.tokka.Embedder;
import dev.tokka.Question;
import java.util.concurrent.Executor;

/**
 * How {@link Metric#INPUTS} is measured.
 *
 * @param embedder as in the baseline
 * @param executor runs it after the answer was returned; it should bound what waits, as by a queue of fixed length. What it
 *     rejects is counted, and nobody waits for it; so is what a policy on egress that the question is under does not let go to
 *     where the embedder sends it
 */
public record Inputs(Embedder embedder, Executor executor) {

    /**
     * Checks that both are given.
     *
     * @throws IllegalArgumentException if the embedder does not describe itself
     */
    public Inputs {
        requireDescribed(embedder);
        requireNonNull(executor, "executor");
    }

    /** Returns the vector of a question, unless a guard that the question has does not let it go where the embedder sends it. */
    float[] measure(Question question) {
        question.attributes()
                .get(EgressGuard.KEY)
                .ifPresent(guard -> guard.admit(new Measuring(embedder), DataClass.of(question)));
        return embedder.embed(question.text());
    }

    /** An embedder as guards look at it. */
    private record Measuring(Embedder embedder) implements DomainModel {

        @Override
        public Answer answer(Question question) {
            return Answer.abstain("an embedder answers nothing");
        }

        @Override
        public Description describe() {
            return embedder.describe();
        }
    }

    static Embedder requireDescribed(Embedder embedder) {
        if (requireNonNull(embedder, "embedder").describe().isOpaque()) {
            throw new IllegalArgumentException("expected an embedder that describes itself but it is opaque");
        }
        return embedder;
    }

    /** Checks that what measures the questions is what measured those of the baseline. */
    static void requireFor(Baseline baseline, Monitoring monitoring) {
        Inputs inputs = monitoring
                .inputs()
                .orElseThrow(() -> new IllegalArgumentException("expected the embedder of the baseline's inputs by"
                        + " withInputs, or settings without INPUTS, but found neither"));
        String embedder = baseline.inputs().map(InputSpace::embedder).orElse("");
        if (!inputs.embedder().describe().fingerprint().equals(embedder)) {
            throw new IllegalArgumentException(
                    "expected the embedder by which the baseline was measured but found another");
        }
    }
}
