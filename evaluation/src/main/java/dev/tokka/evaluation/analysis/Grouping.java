// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.statistics.Bootstrap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Which answers of a model depend on each other: those of one case, and those of the cases of one cluster. */
final class Grouping {

    private final int[] keys;
    private final int count;

    private Grouping(int[] keys, int count) {
        this.keys = keys;
        this.count = count;
    }

    /** Returns the groups of the answers in the order of {@link ScoredModel#scores()}. */
    static Grouping of(Results results) {
        Map<String, Integer> numbers = new HashMap<>();
        int seeds = results.benchmark().protocol().seeds().size();
        int[] keys = new int[results.benchmark().cases().size() * seeds];
        int next = 0;
        for (Case item : results.benchmark().cases()) {
            String group = item.tag(Tags.CLUSTER).map(tag -> "cluster " + tag).orElse("case " + item.id());
            Integer known = numbers.putIfAbsent(group, numbers.size());
            int number = known == null ? numbers.size() - 1 : known;
            Arrays.fill(keys, next, next + seeds, number);
            next += seeds;
        }
        return new Grouping(keys, numbers.size());
    }

    /** Returns how many groups there are. */
    int count() {
        return count;
    }

    /** Returns the group of an answer, from 0. */
    int of(int answer) {
        return keys[answer];
    }

    /** Returns whether each answer is a group of its own. */
    boolean isTrivial() {
        return count == keys.length;
    }

    Bootstrap bootstrap(Bootstrap plain) {
        return isTrivial() ? plain : plain.clustered(keys);
    }
}
