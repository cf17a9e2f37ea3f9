// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import java.util.BitSet;
import java.util.List;

/** Makes tokens that were there before less likely. */
final class Penalty {

    private final double factor;
    private final BitSet seen;

    Penalty(double factor, List<Integer> prompt) {
        this(factor, new BitSet());
        if (isOn()) {
            prompt.forEach(seen::set);
        }
    }

    private Penalty(double factor, BitSet seen) {
        this.factor = factor;
        this.seen = seen;
    }

    /** Returns a copy that goes on alone. */
    Penalty copy() {
        return isOn() ? new Penalty(factor, (BitSet) seen.clone()) : this;
    }

    boolean isOn() {
        return factor != 1;
    }

    /** Takes notice of a token. */
    void add(int token) {
        if (isOn()) {
            seen.set(token);
        }
    }

    /** Changes the first {@code n} scores of tokens that were there before. */
    void apply(float[] scores, int n) {
        for (int token = seen.nextSetBit(0); token >= 0 && token < n; token = seen.nextSetBit(token + 1)) {
            double score = scores[token];
            scores[token] = (float) (score < 0 ? score * factor : score / factor);
        }
    }
}
