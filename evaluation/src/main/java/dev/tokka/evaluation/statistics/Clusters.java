// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

import java.util.HashMap;
import java.util.Map;

/** Which cases belong together, such as questions on one document. Numbered from 0 in order of appearance. */
final class Clusters {

    private final int[] index;
    private final int count;

    private Clusters(int[] index, int count) {
        this.index = index;
        this.count = count;
    }

    /** Returns clusters of one case each. */
    static Clusters singletons(int cases) {
        int[] index = new int[cases];
        for (int i = 0; i < cases; i++) {
            index[i] = i;
        }
        return new Clusters(index, cases);
    }

    /** Returns the clusters of cases; equal keys belong together. */
    static Clusters of(int[] keys) {
        Map<Integer, Integer> numbers = new HashMap<>();
        int[] index = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            Integer known = numbers.putIfAbsent(keys[i], numbers.size());
            index[i] = known == null ? numbers.size() - 1 : known;
        }
        return new Clusters(index, numbers.size());
    }

    int cases() {
        return index.length;
    }

    int count() {
        return count;
    }

    int of(int item) {
        return index[item];
    }

    /** Returns how many cases each cluster has. */
    int[] sizes() {
        int[] sizes = new int[count];
        for (int cluster : index) {
            sizes[cluster]++;
        }
        return sizes;
    }

    /** Returns the cases of each cluster, in order. */
    int[][] members() {
        int[] sizes = sizes();
        int[][] members = new int[count][];
        for (int i = 0; i < count; i++) {
            members[i] = new int[sizes[i]];
        }
        int[] filled = new int[count];
        for (int i = 0; i < index.length; i++) {
            members[index[i]][filled[index[i]]++] = i;
        }
        return members;
    }
}
