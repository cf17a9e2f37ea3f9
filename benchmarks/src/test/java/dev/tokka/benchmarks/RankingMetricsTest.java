// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RankingMetricsTest {

    private static final Map<String, Integer> GAINS = Map.of("a", 2, "b", 1, "c", 1);

    @Test
    void ndcgIsThatWorkedByHand() {
        // DCG = 1/log2(2) + 2/log2(4) = 1 + 1; best possible = 2/log2(2) + 1/log2(3) + 1/log2(4) = 2 + 0.63093 + 0.5
        double ndcg = RankingMetrics.ndcg(List.of("b", "x", "a", "y"), GAINS, 10);

        assertThat(ndcg).isCloseTo(2 / 3.13093, within(1e-6));
    }

    @Test
    void theBestPossibleRankingHasOne() {
        double ndcg = RankingMetrics.ndcg(List.of("a", "c", "b", "x"), GAINS, 10);

        assertThat(ndcg).isCloseTo(1, within(1e-12));
    }

    @Test
    void whatStandsBelowTheDepthCountsOnNeitherSide() {
        // DCG = 1/log2(2) = 1; best possible of two = 2/log2(2) + 1/log2(3) = 2.63093
        double ndcg = RankingMetrics.ndcg(List.of("b", "x", "a"), GAINS, 2);

        assertThat(ndcg).isCloseTo(1 / 2.63093, within(1e-6));
    }

    @Test
    void aRankingWithoutARelevantDocumentHasNothing() {
        assertThat(RankingMetrics.ndcg(List.of("x", "y"), GAINS, 10)).isZero();
        assertThat(RankingMetrics.ndcg(List.of(), GAINS, 10)).isZero();
        assertThat(RankingMetrics.ndcg(List.of("x"), Map.of(), 10)).isZero();
    }

    @Test
    void recallIsTheShareOfTheRelevantDocumentsThatIsFound() {
        List<String> ranking = List.of("b", "x", "a", "c");

        assertThat(RankingMetrics.recall(ranking, GAINS, 3)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(RankingMetrics.recall(ranking, GAINS, 4)).isOne();
    }

    @Test
    void judgementsOfNoGainAreNotRelevant() {
        assertThat(RankingMetrics.recall(List.of("a"), Map.of("a", 1, "n", 0), 10))
                .isOne();
        assertThat(RankingMetrics.recall(List.of("n"), Map.of("n", 0), 10)).isZero();
    }
}
