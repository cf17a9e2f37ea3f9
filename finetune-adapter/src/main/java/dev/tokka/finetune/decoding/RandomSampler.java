// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import java.util.random.RandomGenerator;

/** Draws one of the tokens that the filters leave. Each draw takes one number of the random stream. */
final class RandomSampler implements Sampler {

    private final DecodingSettings.Draw draw;
    private final RandomGenerator random;
    private final TopK topK;
    private final Weighted weighted = new Weighted();

    RandomSampler(DecodingSettings.Draw draw, RandomGenerator random) {
        this.draw = draw;
        this.random = random;
        this.topK = new TopK(draw.topK() == 0 ? Integer.MAX_VALUE : draw.topK());
    }

    @Override
    public int sample(float[] scores, int n) {
        float max = scores[Logits.argmax(scores, n)];
        float threshold = topK.threshold(scores, n);
        weighted.clear(n);
        for (int token = 0; token < n; token++) {
            float score = scores[token];
            if (score >= threshold && score > Float.NEGATIVE_INFINITY) {
                weighted.add(token, Math.exp(((double) score - max) / draw.temperature()));
            }
        }
        if (draw.topP() < 1) {
            weighted.keepShare(draw.topP());
        }
        if (draw.minP() > 0) {
            weighted.keepAtLeast(draw.minP()); // the likeliest one has the weight 1
        }
        return weighted.at(random.nextDouble());
    }
}
