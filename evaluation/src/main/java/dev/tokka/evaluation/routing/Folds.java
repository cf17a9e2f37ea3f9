// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import dev.tokka.Digests;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Cuts cases into parts of which one is left out at a time; what is of one cluster stays together. */
final class Folds {

    private Folds() {}

    /**
     * Returns the fold of each case, from 0. Clusters are dealt in an order drawn by the seed, each to the fold with the
     * fewest cases, so the order of the cases does not matter.
     *
     * @param clusters of each case; at least two different ones
     * @param most how many folds there are, or as many as clusters if these are fewer
     */
    static int[] of(List<String> clusters, int most, long seed) {
        Map<String, Integer> sizes = new HashMap<>();
        clusters.forEach(cluster -> sizes.merge(cluster, 1, Integer::sum));
        Map<String, String> dealt = new TreeMap<>();
        sizes.keySet().forEach(cluster -> dealt.put(Digests.sha256(seed + " " + cluster), cluster));
        int[] filled = new int[Math.min(most, sizes.size())];
        Map<String, Integer> folds = new HashMap<>();
        for (String cluster : dealt.values()) {
            int least = 0;
            for (int fold = 1; fold < filled.length; fold++) {
                least = filled[fold] < filled[least] ? fold : least;
            }
            folds.put(cluster, least);
            filled[least] += sizes.getOrDefault(cluster, 0);
        }
        return clusters.stream()
                .mapToInt(cluster -> folds.getOrDefault(cluster, 0))
                .toArray();
    }

    /** Returns the cases that are in the fold, or those that are not. */
    static List<Integer> cases(int[] folds, int fold, boolean inside) {
        List<Integer> cases = new ArrayList<>();
        for (int i = 0; i < folds.length; i++) {
            if ((folds[i] == fold) == inside) {
                cases.add(i);
            }
        }
        return cases;
    }
}
