// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.rag.index.Fusion.Hit;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.lucene.search.ScoreDoc;
import org.junit.jupiter.api.Test;

class RankingTest {

    private static final ScoreDoc[] WORDS = {new ScoreDoc(7, 12), new ScoreDoc(3, 8), new ScoreDoc(5, 4)};
    private static final ScoreDoc[] MEANING = {new ScoreDoc(3, 0.9f), new ScoreDoc(9, 0.8f), new ScoreDoc(7, 0.7f)};

    @Test
    void reciprocalRanksWorkedByHand() {
        List<Hit<Integer>> fused = Ranking.fuse(WORDS, MEANING, new Fusion.ReciprocalRank(60));

        // 3: 1/62 + 1/61, 7: 1/61 + 1/63, 9: 1/62, 5: 1/63
        assertThat(fused).extracting(Hit::key).containsExactly(3, 7, 9, 5);
        assertThat(fused.get(0).score()).isCloseTo(1.0 / 62 + 1.0 / 61, within(1e-12));
        assertThat(fused.get(3).score()).isCloseTo(1.0 / 63, within(1e-12));
    }

    @Test
    void convexFusionWorkedByHand() {
        List<Hit<Integer>> fused = Ranking.fuse(WORDS, MEANING, new Fusion.Convex(0.25));

        // words scaled: 7 -> 1, 3 -> 0.5, 5 -> 0; meaning scaled: 3 -> 1, 9 -> 0.5, 7 -> 0
        assertThat(fused).extracting(Hit::key).containsExactly(7, 3, 9, 5);
        assertThat(fused)
                .extracting(ranked -> Math.round(ranked.score() * 1e6) / 1e6)
                .containsExactly(0.75, 0.625, 0.125, 0.0);
    }

    @Test
    void aShareOfZeroOrOneIsOneRankingAlone() {
        assertThat(Ranking.fuse(WORDS, MEANING, new Fusion.Convex(0)))
                .extracting(Hit::key)
                .containsExactly(7, 3, 5);
        assertThat(Ranking.fuse(WORDS, MEANING, new Fusion.Convex(1)))
                .extracting(Hit::key)
                .containsExactly(3, 9, 7);
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Fusion.Convex(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Fusion.Convex(1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Fusion.ReciprocalRank(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new IndexSettings.Bm25(-1, 0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> new IndexSettings.Bm25(1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> IndexSettings.DEFAULT.withCandidates(0));
    }

    @Property
    void fusedScoresDescendAndNoPassageIsThereTwice(
            @ForAll @Size(max = 20) List<@IntRange(max = 30) Integer> words,
            @ForAll @Size(max = 20) List<@IntRange(max = 30) Integer> meaning,
            @ForAll @DoubleRange(max = 1) double share) {
        List<Hit<Integer>> fused = Ranking.fuse(ranking(words), ranking(meaning), new Fusion.Convex(share));

        assertThat(fused).extracting(Hit::key).doesNotHaveDuplicates();
        assertThat(fused).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
        assertThat(fused).allMatch(ranked -> ranked.score() >= 0 && ranked.score() <= 1 + 1e-9);
    }

    private static ScoreDoc[] ranking(List<Integer> docs) {
        List<Integer> distinct = docs.stream().distinct().toList();
        ScoreDoc[] ranking = new ScoreDoc[distinct.size()];
        for (int i = 0; i < ranking.length; i++) {
            ranking[i] = new ScoreDoc(distinct.get(i), 100f - i * i);
        }
        return ranking;
    }
}
