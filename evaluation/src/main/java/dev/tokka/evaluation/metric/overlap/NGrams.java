// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.overlap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often each sequence of {@code n} tokens, or of characters, occurs in a text.
 *
 * @param counts by sequence; none is 0
 * @param all the sum of the counts
 */
record NGrams(Map<Object, Integer> counts, int all) {

    static NGrams of(List<String> tokens, int n) {
        int all = Math.max(0, tokens.size() - n + 1);
        Map<Object, Integer> counts = new HashMap<>();
        for (int i = 0; i < all; i++) {
            counts.merge(tokens.subList(i, i + n), 1, Integer::sum);
        }
        return new NGrams(counts, all);
    }

    /** The sequences of characters as strings, which are hashed faster than lists. */
    static NGrams ofCharacters(String text, int n) {
        int all = 0;
        Map<Object, Integer> counts = new HashMap<>();
        int end = 0;
        for (int i = 0; i < n && end <= text.length(); i++) {
            end = next(text, end);
        }
        for (int start = 0; end <= text.length(); start = next(text, start)) {
            counts.merge(text.substring(start, end), 1, Integer::sum);
            all++;
            end = next(text, end);
        }
        return new NGrams(counts, all);
    }

    /** Returns where the character after that at {@code at} begins; beyond the end at the end. */
    private static int next(String text, int at) {
        return at < text.length() ? at + Character.charCount(text.codePointAt(at)) : text.length() + 1;
    }

    /** Returns the larger count of each sequence in both. */
    NGrams orMore(NGrams other) {
        Map<Object, Integer> most = new HashMap<>(counts);
        other.counts.forEach((gram, count) -> most.merge(gram, count, Math::max));
        return new NGrams(
                most, most.values().stream().mapToInt(Integer::intValue).sum());
    }

    /** Returns how many sequences of this, each as often as it occurs in both, are shared. */
    int shared(NGrams other) {
        int shared = 0;
        for (Map.Entry<Object, Integer> gram : counts.entrySet()) {
            shared += Math.min(gram.getValue(), other.counts.getOrDefault(gram.getKey(), 0));
        }
        return shared;
    }
}
