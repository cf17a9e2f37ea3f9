// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.overlap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often each sequence of {@code n} tokens occurs in a text.
 *
 * @param counts by sequence; none is 0
 * @param all the sum of the counts
 */
record NGrams(Map<List<String>, Integer> counts, int all) {

    static NGrams of(List<String> tokens, int n) {
        int all = Math.max(0, tokens.size() - n + 1);
        Map<List<String>, Integer> counts = new HashMap<>();
        for (int i = 0; i < all; i++) {
            counts.merge(tokens.subList(i, i + n), 1, Integer::sum);
        }
        return new NGrams(counts, all);
    }

    /** Returns the larger count of each sequence in both. */
    NGrams orMore(NGrams other) {
        Map<List<String>, Integer> most = new HashMap<>(counts);
        other.counts.forEach((gram, count) -> most.merge(gram, count, Math::max));
        return new NGrams(
                most, most.values().stream().mapToInt(Integer::intValue).sum());
    }

    /** Returns how many sequences of this, each as often as it occurs in both, are shared. */
    int shared(NGrams other) {
        int shared = 0;
        for (Map.Entry<List<String>, Integer> gram : counts.entrySet()) {
            shared += Math.min(gram.getValue(), other.counts.getOrDefault(gram.getKey(), 0));
        }
        return shared;
    }
}
