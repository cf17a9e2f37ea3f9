// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.statistics.Bootstrap;
import dev.tokka.evaluation.statistics.Mean;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
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
        int seeds = results.benchmark().protocol().seeds().size();
        int[] clusters = clusters(results.benchmark().cases());
        int[] keys = new int[clusters.length * seeds];
        for (int i = 0; i < clusters.length; i++) {
            Arrays.fill(keys, i * seeds, (i + 1) * seeds, clusters[i]);
        }
        return new Grouping(keys, Arrays.stream(clusters).max().orElse(-1) + 1, seeds);
    }

    /** Returns the number of the cluster of each case, from 0; a case without the tag is one of its own. */
    static int[] clusters(List<Case> cases) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] clusters = new int[cases.size()];
        for (int i = 0; i < clusters.length; i++) {
            Case item = cases.get(i);
            String name = item.tag(Tags.CLUSTER).map(tag -> "cluster " + tag).orElse("case " + item.id());
            Integer known = numbers.putIfAbsent(name, numbers.size());
            clusters[i] = known == null ? numbers.size() - 1 : known;
        }
        return clusters;
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
