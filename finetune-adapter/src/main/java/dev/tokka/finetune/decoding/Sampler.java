// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import java.util.SplittableRandom;

/** Takes one of the tokens. For use by one thread at a time. */
@FunctionalInterface
interface Sampler {

    /** The likeliest token. */
    Sampler GREEDY = Logits::argmax;

    /**
     * Returns a token.
     *
     * @param scores the logits; at least one of the first {@code n} is above negative infinity, none is NaN; not changed
     */
    int sample(float[] scores, int n);

    /** Returns a new sampler as in {@code settings}, with a random stream of its own. */
    static Sampler of(DecodingSettings settings) {
        return settings.draw().temperature() == 0
                ? GREEDY
                : new RandomSampler(settings.draw(), new SplittableRandom(settings.seed()));
    }
}
