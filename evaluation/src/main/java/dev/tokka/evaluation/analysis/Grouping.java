// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.statistics.Bootstrap;
import dev.tokka.evaluation.statistics.Mean;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Which answers of a model depend on each other: those of one case, and those of the cases of one cluster. */
final class Grouping {

    private final int[] keys;
    private final int count;
    private final int seeds;

    private Grouping(int[] keys, int count, int seeds) {
        this.keys = keys;
        this.count = count;
        this.seeds = seeds;
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
        return new Grouping(keys, numbers.size(), seeds);
    }

    /** Returns how many groups there are. */
    int count() {
        return count;
    }

    /** Returns how many answers there are. */
    int answers() {
        return keys.length;
    }

    /** Returns how many answers there are to each question. */
    int seeds() {
        return seeds;
    }

    /** Returns how many questions there are. */
    int questions() {
        return keys.length / seeds;
    }

    /** Returns the group of an answer, from 0. */
    int of(int answer) {
        return keys[answer];
    }

    /** Returns whether each answer is a group of its own. */
    boolean isTrivial() {
        return count == keys.length;
    }

    /** Returns the mean of one value for each answer, with the standard error of these groups. */
    Mean mean(double[] values) {
        return isTrivial() ? Mean.of(values) : Mean.of(values, keys);
    }

    Bootstrap bootstrap(Bootstrap plain) {
        return isTrivial() ? plain : plain.clustered(keys);
    }
}
