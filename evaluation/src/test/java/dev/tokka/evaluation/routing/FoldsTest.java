// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FoldsTest {

    @Property(tries = 100)
    void aClusterIsInOneFoldWhateverTheOrder(@ForAll long seed, @ForAll @IntRange(min = 5, max = 20) int count) {
        Random random = new Random(seed);
        List<String> clusters = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            clusters.add("c" + (i < count ? i : random.nextInt(count)));
        }
        Map<String, Integer> folds = folds(clusters, seed);
        Collections.shuffle(clusters, random);

        assertThat(folds(clusters, seed)).isEqualTo(folds);
        assertThat(folds.values()).contains(0, 1, 2, 3, 4).allMatch(fold -> fold < 5);
    }

    @Example
    void foldsAreOfOneSizeAndDependOnTheSeed() {
        List<String> single = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            single.add("case " + i);
        }

        int[] folds = Folds.of(members(single), 5, 1);

        for (int fold = 0; fold < 5; fold++) {
            assertThat(Folds.cases(folds, fold, true)).hasSize(10);
            assertThat(Folds.cases(folds, fold, false))
                    .hasSize(40)
                    .doesNotContainAnyElementsOf(Folds.cases(folds, fold, true));
        }
        assertThat(Folds.of(members(single), 5, 2)).isNotEqualTo(folds);
        assertThat(Arrays.stream(Folds.of(members(single.subList(0, 3)), 5, 2))
                        .distinct()
                        .count())
                .isEqualTo(3);
    }

    @Property(tries = 100)
    void everyFoldHasSomeOfEachKind(@ForAll long seed, @ForAll @IntRange(min = 5, max = 40) int rare) {
        List<Folds.Member> cases = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            cases.add(new Folds.Member("case " + i, i < rare ? 1 : 0));
        }

        int[] folds = Folds.of(cases, 5, seed);

        for (int fold = 0; fold < 5; fold++) {
            assertThat(Folds.cases(folds, fold, true)).hasSize(20);
            long some = Folds.cases(folds, fold, true).stream()
                    .filter(i -> i < rare)
                    .count();
            assertThat(some).isBetween((long) rare / 5, (long) (rare + 4) / 5);
        }
    }

    @Example
    void theKindOfAClusterIsTheStrategyThatIsRightMostOftenInIt() {
        FeatureVector any = FeatureVector.of(1);
        RoutingData data = new RoutingData(
                List.of("cheap", "dear"),
                List.of(
                        new RoutingData.Asked("1", "both", any, List.of(1.0, 1.0)),
                        new RoutingData.Asked("2", "both", any, List.of(0.0, 0.5)),
                        new RoutingData.Asked("3", "alone", any, List.of(1.0, 1.0))));

        assertThat(data.members())
                .containsExactly(
                        new Folds.Member("both", 1), new Folds.Member("both", 1), new Folds.Member("alone", 0));
    }

    private static List<Folds.Member> members(List<String> clusters) {
        return clusters.stream().map(cluster -> new Folds.Member(cluster, 0)).toList();
    }

    private static Map<String, Integer> folds(List<String> clusters, long seed) {
        int[] folds = Folds.of(members(clusters), 5, seed);
        Map<String, Integer> byCluster = new HashMap<>();
        for (int i = 0; i < folds.length; i++) {
            Integer before = byCluster.put(clusters.get(i), folds[i]);
            assertThat(before).isIn(null, folds[i]);
        }
        return byCluster;
    }
}
