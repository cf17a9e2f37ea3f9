// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import dev.tokka.Digests;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cuts cases into parts of which one is left out at a time; what is of one cluster stays together. */
final class Folds {

    private Folds() {}

    /**
     * Returns the fold of each case, from 0. Clusters of one kind are dealt one after the other, in an order drawn by the seed,
     * each to the fold with the fewest cases; so every fold has some of each kind, and the order of the cases does not matter.
     *
     * @param cases the cluster of each, and what kind it is of; at least two different clusters
     * @param most how many folds there are, or as many as clusters if these are fewer
     */
    static int[] of(List<Member> cases, int most, long seed) {
        Map<String, Integer> sizes = new HashMap<>();
        Map<String, Integer> kinds = new HashMap<>();
        cases.forEach(each -> {
            sizes.merge(each.cluster(), 1, Integer::sum);
            kinds.put(each.cluster(), each.kind());
        });
        List<String> dealt = new ArrayList<>(sizes.keySet());
        dealt.sort(Comparator.comparing((String cluster) -> kinds.getOrDefault(cluster, 0))
                .thenComparing(cluster -> Digests.sha256(seed + " " + cluster)));
        int[] filled = new int[Math.min(most, sizes.size())];
        Map<String, Integer> folds = new HashMap<>();
        for (String cluster : dealt) {
            int least = 0;
            for (int fold = 1; fold < filled.length; fold++) {
                least = filled[fold] < filled[least] ? fold : least;
            }
            folds.put(cluster, least);
            filled[least] += sizes.getOrDefault(cluster, 0);
        }
        return cases.stream()
                .mapToInt(each -> folds.getOrDefault(each.cluster(), 0))
                .toArray();
    }

    /**
     * A case that is dealt.
     *
     * @param cluster that it belongs to
     * @param kind of its cluster
     */
    record Member(String cluster, int kind) {}

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
