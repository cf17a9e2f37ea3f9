// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.embedding;

import java.util.List;

/**
 * The loss of a question that is to be nearer to a passage than to others:
 *
 * <pre>{@code
 * -log( exp(a · positive / t) / sum over choices of exp(a · choice / t) ),   a = adapted question, t = temperature
 * }</pre>
 *
 * @param temperature t
 * @see <a href="https://arxiv.org/abs/1705.00652">Henderson et al., Efficient Natural Language Response Suggestion for
 *     Smart Reply (2017)</a>, section 4.4, whose multiple negatives this is
 */
record ContrastiveLoss(double temperature) {

    /**
     * Adds the gradient of one question to {@code gradient} and returns the loss.
     *
     * @param choices vectors of passages, the positive one first
     */
    double add(LowRank weights, float[] question, List<float[]> choices, LowRank gradient) {
        float[] inner = weights.inner(question);
        float[] moved = weights.moved(question, inner);
        float length = (float) Math.sqrt(Neighbours.dot(moved, moved));
        double[] shares = shares(moved, length, choices);
        double loss = -StrictMath.log(Math.max(shares[0], Double.MIN_NORMAL));
        shares[0] -= 1;
        float[] slope = new float[moved.length]; // with respect to the adapted question of length 1
        for (int i = 0; i < shares.length; i++) {
            LowRank.add(slope, (float) (shares[i] / temperature), choices.get(i));
        }
        float along = Neighbours.dot(slope, moved) / (length * length);
        LowRank.add(slope, -along, moved); // what is along the vector changes its length only
        for (int i = 0; i < slope.length; i++) {
            slope[i] /= length;
        }
        for (int i = 0; i < inner.length; i++) {
            LowRank.add(gradient.down()[i], Neighbours.dot(weights.up()[i], slope), question);
            LowRank.add(gradient.up()[i], inner[i], slope);
        }
        return loss;
    }

    private double[] shares(float[] moved, float length, List<float[]> choices) {
        double[] shares = new double[choices.size()];
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Neighbours.dot(moved, choices.get(i)) / length / temperature;
            most = Math.max(most, shares[i]);
        }
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = StrictMath.exp(shares[i] - most);
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }
}
