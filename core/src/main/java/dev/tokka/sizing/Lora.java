// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import dev.tokka.Checks;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A low-rank adapter: beside each matrix of {@code in x out} numbers, two of {@code in x rank} and {@code rank x out}.
 *
 * @param rank at least 1
 * @param targets the matrices that it changes, in every layer and, with experts, in each of them; at least one
 * @see <a href="https://arxiv.org/abs/2106.09685">Hu et al., LoRA (2021)</a>
 */
public record Lora(int rank, Set<Projection> targets) {

    /** Checks the ranges above and copies the targets. */
    public Lora {
        Checks.requireAtLeast(1, rank, "rank");
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("targets must hold at least one projection");
        }
        targets = Collections.unmodifiableSet(EnumSet.copyOf(targets));
    }

    /** Returns an adapter of all matrices of a layer. */
    public static Lora everywhere(int rank) {
        return new Lora(rank, EnumSet.allOf(Projection.class));
    }

    /** Returns how many parameters it has beside {@code model}. */
    public long parameters(ModelArchitecture model) {
        long sum = 0;
        for (Projection target : targets) {
            sum += ends(model, target);
        }
        return Math.multiplyExact(sum, (long) rank * model.shape().layers());
    }

    /** Returns rows and columns together of one projection of one layer. */
    private static long ends(ModelArchitecture model, Projection target) {
        long hidden = model.shape().hidden();
        FeedForward layer = model.feedForward();
        long inner = (hidden + layer.width()) * layer.experts();
        return switch (target) {
            case QUERY, OUTPUT -> hidden + model.attention().queryWidth();
            case KEY, VALUE -> hidden + model.attention().keyValueWidth();
            case GATE -> layer.gated() ? inner : 0;
            case UP, DOWN -> inner;
        };
    }
}
