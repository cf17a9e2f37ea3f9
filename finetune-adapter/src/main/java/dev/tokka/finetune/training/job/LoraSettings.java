// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.job;

import dev.tokka.Checks;
import java.util.List;

/**
 * The shape of a LoRA adapter.
 *
 * @param rank of the two matrices; at least 1
 * @param alpha what their product is multiplied by, times the rank; more than 0
 * @param dropout the share of inputs that is left out in training, from 0 to below 1
 * @param targets the modules that get one, such as {@code q_proj}; empty for those that are usual for the architecture
 * @see <a href="https://arxiv.org/abs/2106.09685">Hu et al. (2021), LoRA: Low-Rank Adaptation of Large Language Models</a>
 */
public record LoraSettings(int rank, double alpha, double dropout, List<String> targets) {

    /** FinGPT's: rank 8, alpha 32, dropout 0.1, on the projections of attention. */
    public static final LoraSettings DEFAULT = new LoraSettings(8, 32, 0.1, List.of());

    /** Checks the ranges above. */
    public LoraSettings {
        Checks.requireAtLeast(1, rank, "rank");
        if (!(alpha > 0) || !Double.isFinite(alpha)) {
            throw new IllegalArgumentException("alpha must be more than 0 but is " + alpha);
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout must be from 0 to below 1 but is " + dropout);
        }
        targets = List.copyOf(targets);
        targets.forEach(target -> Checks.requireText(target, "target"));
    }

    /** Returns this with another rank, and alpha as large in proportion. */
    public LoraSettings withRank(int newRank) {
        return new LoraSettings(newRank, alpha * newRank / rank, dropout, targets);
    }

    /** Returns this on other modules. */
    public LoraSettings on(List<String> newTargets) {
        return new LoraSettings(rank, alpha, dropout, newTargets);
    }
}
