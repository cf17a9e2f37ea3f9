// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The worked examples are those that transformers' logits processors are documented and tested with. */
class SamplerTest {

    private static final DecodingSettings DRAWN = DecodingSettings.GREEDY.withTemperature(1);

    @Example
    void topPKeepsTheLikeliestThatTogetherHaveTheShare() {
        DecodingSettings settings = DRAWN.withTopP(0.79); // a share that rounding cannot miss

        assertThat(drawn(settings, logs(0.3, 0.1, 0.1, 0.5))).isEqualTo(Set.of(0, 3));
        assertThat(drawn(settings, logs(0.15, 0.3, 0.3, 0.25))).isEqualTo(Set.of(1, 2, 3));
    }

    @Example
    void minPIsAShareOfTheLikeliest() {
        DecodingSettings settings = DRAWN.withMinP(0.1);

        assertThat(drawn(settings, logs(0.9, 0.0274, 0.047, 0.0274))).isEqualTo(Set.of(0));
        assertThat(drawn(settings, logs(0.15, 0.3, 0.3, 0.25))).isEqualTo(Set.of(0, 1, 2, 3));
    }

    @Example
    void topKKeepsWhatIsAsLikelyAsTheLast() {
        assertThat(drawn(DRAWN.withTopK(2), logs(0.2, 0.3, 0.3, 0.2))).isEqualTo(Set.of(1, 2));
        assertThat(drawn(DRAWN.withTopK(2), logs(0.25, 0.4, 0.25, 0.1))).isEqualTo(Set.of(0, 1, 2));
    }

    @Example
    void topPCountsWhatTopKHasLeft() {
        DecodingSettings settings = DRAWN.withTopK(3).withTopP(0.5); // 0.4 of 0.8 is a half

        assertThat(drawn(settings, logs(0.41, 0.2, 0.19, 0.11, 0.09))).isEqualTo(Set.of(0));
    }

    @Example
    void theTemperatureComesBeforeTopP() {
        float[] logits = logs(0.6, 0.4);

        assertThat(drawn(DRAWN.withTopP(0.65), logits)).isEqualTo(Set.of(0, 1));
        assertThat(drawn(DRAWN.withTopP(0.65).withTemperature(0.5), logits)).isEqualTo(Set.of(0)); // 0.69
    }

    @Example
    void tokensAreDrawnAsOftenAsTheyAreLikely() {
        Sampler sampler = Sampler.of(DRAWN.withSeed(1));
        float[] logits = logs(0.5, 0.3, 0.2);
        int[] counts = new int[3];

        IntStream.range(0, 20_000).forEach(i -> counts[sampler.sample(logits, 3)]++);

        assertThat(counts[0] / 20_000.0).isCloseTo(0.5, within(0.02));
        assertThat(counts[1] / 20_000.0).isCloseTo(0.3, within(0.02));
    }

    @Example
    void greedyTakesTheFirstOfEqualOnes() {
        assertThat(Sampler.of(DecodingSettings.GREEDY.withTopP(0.1)).sample(new float[] {1, 3, 3, 2}, 4))
                .isEqualTo(1);
    }

    @Example
    void thePenaltyDividesPositiveAndMultipliesNegativeScores() {
        float[] scores = {-0.1f, 0.1f, 0.1f, -0.1f};
        Penalty penalty = new Penalty(2, List.of(0, 99));
        penalty.add(1);

        penalty.apply(scores, 4);

        assertThat(scores).containsExactly(-0.2f, 0.05f, 0.1f, -0.1f);
    }

    @Example
    void logSumExpDoesNotOverflow() {
        assertThat(Logits.logSumExp(new float[] {3e38f, 3e38f}, 2)).isEqualTo(3e38f, within(1e32));
        assertThat(Logits.logSumExp(new float[] {0, Float.NEGATIVE_INFINITY}, 2))
                .isZero();
    }

    @Property(tries = 200)
    void theFiltersKeepWhatTheirDefinitionsSay(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = -6, max = 6) Integer> steps,
            @ForAll @IntRange(max = 12) int topK,
            @ForAll @IntRange(min = 1, max = 10) int tenthsOfP,
            @ForAll @IntRange(max = 10) int tenthsOfMinP) {
        float[] logits = new float[steps.size()];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = steps.get(i) / 3f + i * 1e-3f; // all different
        }
        double topP = tenthsOfP / 10.0 - 0.03;
        double minP = tenthsOfMinP / 10.0 * 0.97;

        BitSet kept = new BitSet();
        DecodingSettings.Draw draw = new DecodingSettings.Draw(1, topK, topP, minP);
        for (int i = 0; i <= 4000; i++) {
            double share = i / 4001.0;
            kept.set(new RandomSampler(draw, fixed(share)).sample(logits, logits.length));
        }

        Set<Integer> expected = expected(logits, draw);
        assertThat(expected).containsAll(kept.stream().boxed().toList());
        assertThat(kept.stream().boxed().toList()).containsAll(likely(logits, expected));
    }

    private static java.util.random.RandomGenerator fixed(double share) {
        return new java.util.random.RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return share;
            }
        };
    }

    /** By sorting everything, as transformers does. */
    private static Set<Integer> expected(float[] logits, DecodingSettings.Draw draw) {
        List<Integer> sorted = IntStream.range(0, logits.length)
                .boxed()
                .sorted((a, b) -> Float.compare(logits[b], logits[a]))
                .limit(draw.topK() == 0 ? logits.length : draw.topK())
                .toList();
        double total = sorted.stream().mapToDouble(i -> Math.exp(logits[i])).sum();
        double best = Math.exp(logits[sorted.get(0)]);
        Set<Integer> kept = new TreeSet<>();
        double before = 0;
        for (int token : sorted) {
            double weight = Math.exp(logits[token]);
            if (before < draw.topP() * total && weight >= draw.minP() * best) {
                kept.add(token);
            }
            before += weight;
        }
        return kept;
    }

    /** Those that a grid of 4,001 cannot miss. */
    private static List<Integer> likely(float[] logits, Set<Integer> kept) {
        double total = kept.stream().mapToDouble(i -> Math.exp(logits[i])).sum();
        return kept.stream().filter(i -> Math.exp(logits[i]) > total / 1000).toList();
    }

    private static Set<Integer> drawn(DecodingSettings settings, float[] logits) {
        Sampler sampler = Sampler.of(settings);
        Set<Integer> drawn = new TreeSet<>();
        IntStream.range(0, 2000).forEach(i -> drawn.add(sampler.sample(logits, logits.length)));
        return drawn;
    }

    private static float[] logs(double... probabilities) {
        float[] logs = new float[probabilities.length];
        Arrays.setAll(new double[probabilities.length], i -> logs[i] = (float) Math.log(probabilities[i]));
        return logs;
    }
}
