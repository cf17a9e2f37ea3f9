// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.text.Language;
import dev.tokka.rag.text.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How alike passages are, from 0 to 1. */
final class Similarity {

    private static final int BATCH = 16;

    private final Map<Language, Terms> terms = Terms.ofAll();
    private final Optional<Encoder> encoder;

    private Similarity(Optional<Encoder> encoder) {
        this.encoder = encoder;
    }

    static Similarity byTerms() {
        return new Similarity(Optional.empty());
    }

    static Similarity by(Encoder encoder) {
        return new Similarity(Optional.of(encoder));
    }

    /** Returns a comparison of {@code passages} with each other by their index. */
    Compared compare(List<Passage> passages, Query query) {
        List<Map<String, Integer>> counts = new ArrayList<>();
        for (Passage passage : passages) {
            counts.add(count(passage.text()));
        }
        return new Compared(counts, encode(passages, query));
    }

    private Map<String, Integer> count(String text) {
        Map<String, Integer> counts = new HashMap<>();
        Terms analysis = terms.get(Language.of(text));
        if (analysis != null) {
            analysis.of(text).forEach(term -> counts.merge(term.text(), 1, Integer::sum));
        }
        return counts;
    }

    /** Returns the vectors of the passages that the encoder covers, by index. */
    private Map<Integer, float[]> encode(List<Passage> passages, Query query) {
        Map<Integer, float[]> vectors = new HashMap<>();
        if (encoder.isEmpty()) {
            return vectors;
        }
        List<Integer> covered = new ArrayList<>();
        for (int i = 0; i < passages.size(); i++) {
            if (encoder.get().covers(Language.of(passages.get(i).text()))) {
                covered.add(i);
            }
        }
        for (int start = 0; start < covered.size(); start += BATCH) {
            List<Integer> batch = covered.subList(start, Math.min(covered.size(), start + BATCH));
            List<String> texts = batch.stream().map(i -> passages.get(i).text()).toList();
            List<float[]> encoded = encoder.get().encode(Encoder.Role.PASSAGE, texts);
            for (int i = 0; i < batch.size(); i++) {
                vectors.put(batch.get(i), encoded.get(i));
            }
            query.checkpoint("diversity");
        }
        return vectors;
    }

    Description describe() {
        return encoder.map(Encoder::describe).orElse(Description.of("similarity of terms"));
    }

    /** Passages that can be compared: by vectors where both have one, else by the cosine of their counts of terms. */
    record Compared(List<Map<String, Integer>> counts, Map<Integer, float[]> vectors) {

        double of(int one, int other) {
            float[] a = vectors.get(one);
            float[] b = vectors.get(other);
            double cosine = a == null || b == null ? cosine(counts.get(one), counts.get(other)) : dot(a, b);
            return Math.max(0, Math.min(1, cosine));
        }

        private static double dot(float[] a, float[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += (double) a[i] * b[i];
            }
            return sum;
        }

        private static double cosine(Map<String, Integer> a, Map<String, Integer> b) {
            long common = 0;
            for (Map.Entry<String, Integer> term : a.entrySet()) {
                common += (long) term.getValue() * b.getOrDefault(term.getKey(), 0);
            }
            return common == 0 ? 0 : common / Math.sqrt((double) squares(a) * squares(b));
        }

        private static long squares(Map<String, Integer> counts) {
            return counts.values().stream()
                    .mapToLong(count -> (long) count * count)
                    .sum();
        }
    }
}
