// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import static java.util.Objects.requireNonNull;

import dev.tokka.Embedder;
import java.util.concurrent.Executor;

/**
 * How {@link Metric#INPUTS} is measured.
 *
 * @param embedder as in the baseline
 * @param executor runs it after the answer was returned; it should bound what waits, as by a queue of fixed length. What it
 *     rejects is counted, and nobody waits for it
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
