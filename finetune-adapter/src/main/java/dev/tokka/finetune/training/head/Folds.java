// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Texts dealt to folds, each label in proportion.
 *
 * @param parts numbers of texts, for each fold
 */
record Folds(List<List<Integer>> parts) {

    /**
     * Deals texts.
     *
     * @param groups a number for each text; texts of one group are spread over all folds
     * @param search how many folds, and how many texts at most, but never fewer than one of each group in each fold
     */
    static Folds of(int[] groups, Search search, Random random) {
        List<Integer> shuffled = new ArrayList<>();
        for (int i = 0; i < groups.length; i++) {
            shuffled.add(i);
        }
        Collections.shuffle(shuffled, random);
        Map<Integer, List<Integer>> members = new TreeMap<>();
        shuffled.forEach(text -> members.computeIfAbsent(groups[text], group -> new ArrayList<>())
                .add(text));
        double share = Math.min(1, (double) search.rows() / groups.length);
        List<List<Integer>> parts = new ArrayList<>();
        for (int fold = 0; fold < search.folds(); fold++) {
            parts.add(new ArrayList<>());
        }
        int next = 0;
        for (List<Integer> group : members.values()) {
            int count = Math.max(search.folds(), (int) Math.ceil(share * group.size()));
            for (int text : group.subList(0, Math.min(count, group.size()))) {
                parts.get(next++ % search.folds()).add(text);
            }
        }
        return new Folds(parts.stream().map(List::copyOf).toList());
    }

    /** Returns the texts that are not of {@code fold}. */
    int[] others(int fold) {
        List<Integer> others = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            if (part != fold) {
                others.addAll(parts.get(part));
            }
        }
        return others.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Returns the texts of {@code fold}. */
    int[] of(int fold) {
        return parts.get(fold).stream().mapToInt(Integer::intValue).toArray();
    }
}
