// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.cleaning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The runs of characters of a benchmark's texts, and which texts have each. */
final class LeakIndex {

    /** Runs that more texts have start no search: what consists of such runs only is no text of its own. */
    private static final int COMMON = 200;

    private final List<String> texts;
    private final Map<Long, int[]> postings;
    private final Map<String, Integer> whole;
    private final double[] weights;
    private final int[] lengths;

    private LeakIndex(List<String> texts, Map<Long, int[]> postings, Map<String, Integer> whole) {
        this.texts = texts;
        this.postings = postings;
        this.whole = whole;
        this.weights = new double[texts.size()];
        this.lengths = new int[texts.size()];
    }

    static LeakIndex of(List<String> benchmark) {
        Map<Long, List<Integer>> lists = new HashMap<>();
        Map<String, Integer> whole = new HashMap<>();
        List<String> normals = benchmark.stream().map(LeakNormal::text).toList();
        for (int i = 0; i < normals.size(); i++) {
            int number = i;
            whole.putIfAbsent(normals.get(i), i);
            Arrays.stream(LeakGrams.of(normals.get(i)))
                    .distinct()
                    .forEach(gram -> lists.computeIfAbsent(gram, key -> new ArrayList<>())
                            .add(number));
        }
        whole.remove("");
        Map<Long, int[]> postings = new HashMap<>();
        lists.forEach((gram, numbers) ->
                postings.put(gram, numbers.stream().mapToInt(Integer::intValue).toArray()));
        LeakIndex index = new LeakIndex(List.copyOf(benchmark), postings, whole);
        for (int i = 0; i < normals.size(); i++) {
            index.lengths[i] = normals.get(i).length();
            index.weights[i] = Arrays.stream(LeakGrams.of(normals.get(i)))
                    .distinct()
                    .mapToDouble(index::weight)
                    .sum();
        }
        return index;
    }

    List<String> texts() {
        return texts;
    }

    /** Returns how much the run {@code gram} says: less, the more texts have it, by the root so that one rare word is not all. */
    private double weight(long gram) {
        int[] numbers = postings.get(gram);
        return numbers == null ? 0 : Math.sqrt(Math.log(1 + (double) texts.size() / numbers.length));
    }

    /** Returns the text of which the greatest share is in {@code text}, if that is at least {@code least}. */
    Optional<Leak> best(String text, double least) {
        String normal = LeakNormal.text(text);
        Integer same = whole.get(normal);
        if (same != null) {
            return Optional.of(new Leak(same, 1, Leak.Evidence.OVERLAP));
        }
        long[] grams = LeakGrams.of(normal);
        Leak best = null;
        for (int candidate : candidates(grams, least)) {
            double share = share(grams, candidate);
            if (share >= least && (best == null || share > best.score())) {
                best = new Leak(candidate, Math.min(1, share), Leak.Evidence.OVERLAP);
            }
        }
        return Optional.ofNullable(best);
    }

    /** Returns the texts of which enough may be there. */
    private List<Integer> candidates(long[] grams, double least) {
        Set<Long> seen = new HashSet<>();
        Map<Integer, Double> sums = new HashMap<>();
        for (long gram : grams) {
            int[] numbers = postings.get(gram);
            if (numbers != null && seen.add(gram) && numbers.length <= COMMON) {
                double weight = weight(gram);
                for (int number : numbers) {
                    sums.merge(number, weight, Double::sum);
                }
            }
        }
        List<Integer> candidates = new ArrayList<>();
        sums.forEach((number, sum) -> {
            if (sum >= least * weights[number] / 2) { // runs that start no search are missing from the sum
                candidates.add(number);
            }
        });
        candidates.sort(null); // so that of equal leaks the first is found
        return candidates;
    }

    /** Returns the greatest share of the text {@code candidate} that stands in a part of at most about its length. */
    private double share(long[] grams, int candidate) {
        int window = lengths[candidate] + lengths[candidate] / 2 + 10;
        Map<Long, Integer> inside = new HashMap<>();
        double sum = 0;
        double most = 0;
        for (int i = 0; i < grams.length; i++) {
            if (has(grams[i], candidate) && inside.merge(grams[i], 1, Integer::sum) == 1) {
                sum += weight(grams[i]);
            }
            int left = i - window;
            if (left >= 0 && has(grams[left], candidate) && inside.merge(grams[left], -1, Integer::sum) == 0) {
                sum -= weight(grams[left]);
            }
            most = Math.max(most, sum);
        }
        return weights[candidate] == 0 ? 0 : most / weights[candidate];
    }

    private boolean has(long gram, int candidate) {
        int[] numbers = postings.get(gram);
        return numbers != null && Arrays.binarySearch(numbers, candidate) >= 0;
    }
}
