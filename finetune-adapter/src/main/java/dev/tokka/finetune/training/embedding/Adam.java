// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.embedding;

/**
 * Adam with weight decay apart from the gradient. For one thread.
 *
 * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter, Decoupled Weight Decay Regularization (2019)</a>
 */
final class Adam {

    private static final double MEAN_KEPT = 0.9;
    private static final double SQUARE_KEPT = 0.999;
    private static final double SMALL = 1e-8;

    private final AdapterOptions.Descent descent;
    private final LowRank mean;
    private final LowRank square;
    private int steps;

    Adam(AdapterOptions.Descent descent, LowRank weights) {
        this.descent = descent;
        this.mean = weights.zero();
        this.square = weights.zero();
    }

    /** Moves {@code weights} against {@code gradient}. */
    void step(LowRank weights, LowRank gradient) {
        steps++;
        for (int i = 0; i < weights.down().length; i++) {
            step(weights.down()[i], gradient.down()[i], mean.down()[i], square.down()[i]);
            step(weights.up()[i], gradient.up()[i], mean.up()[i], square.up()[i]);
        }
    }

    private void step(float[] weights, float[] gradient, float[] means, float[] squares) {
        double meanScale = 1 - StrictMath.pow(MEAN_KEPT, steps);
        double squareScale = 1 - StrictMath.pow(SQUARE_KEPT, steps);
        for (int i = 0; i < weights.length; i++) {
            means[i] = (float) (MEAN_KEPT * means[i] + (1 - MEAN_KEPT) * gradient[i]);
            squares[i] = (float) (SQUARE_KEPT * squares[i] + (1 - SQUARE_KEPT) * gradient[i] * gradient[i]);
            double direction = means[i] / meanScale / (Math.sqrt(squares[i] / squareScale) + SMALL);
            weights[i] -= (float) (descent.rate() * (direction + descent.decay() * weights[i]));
        }
    }
}
