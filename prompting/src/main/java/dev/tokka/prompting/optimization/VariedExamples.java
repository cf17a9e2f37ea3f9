// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import dev.tokka.Description;
import dev.tokka.Example;
import dev.tokka.Question;
import dev.tokka.prompting.Examples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** See {@link Shots#varied(int)}. */
final class VariedExamples implements Examples {

    private final int count;
    private final int size;
    private final Examples ranking;

    VariedExamples(int count, List<Example> examples) {
        this.count = count;
        List<Example> different = examples.stream().distinct().toList();
        this.size = different.size();
        this.ranking = Examples.nearest(Math.max(1, size), different);
    }

    @Override
    public List<Example> select(Question question) {
        return chosen(ranking.select(question), count);
    }

    /** Returns {@code count} of {@code ranking}, whose nearest is its last, in its order. */
    static List<Example> chosen(List<Example> ranking, int count) {
        List<Example> nearestFirst = new ArrayList<>(ranking);
        Collections.reverse(nearestFirst);
        Set<Example> chosen = new HashSet<>(Shots.byTurns(nearestFirst).subList(0, Math.min(count, ranking.size())));
        return ranking.stream().filter(chosen::contains).toList();
    }

    @Override
    public Description describe() {
        return Description.of("varied examples").with("k", count).withPart(ranking.describe());
    }

    @Override
    public String toString() {
        return "varied(" + count + " of " + size + ")";
    }
}
