// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Benchmarks;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Entry;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Protocol;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.RightWords;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.statistics.EffectSize;
import dev.tokka.evaluation.statistics.Mean;
import dev.tokka.evaluation.statistics.Power;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SensitivityTest {

    /** The mean length of the replies, or its root mean square. */
    private record Length(boolean squared) implements AdditiveMetric {

        @Override
        public Description describe() {
            return Description.of("metric", squared ? "root mean square length" : "length");
        }

        @Override
        public Score score(Case item, Outcome outcome) {
            double length = outcome.text().map(String::length).orElse(0);
            return Score.of(squared ? length * length : length, "");
        }

        @Override
        public double ofSums(double[] sums, long cases) {
            return squared ? Math.sqrt(sums[0] / cases) : sums[0] / cases;
        }
    }

    @Test
    void byHand() {
        // Of 20 differences 6 are 1 and 14 are 0: the mean is 0.3 and the variance (6 * 0.49 + 14 * 0.09) / 19 = 4.2 /
        // 19.
        Sensitivity sensitivity = only(results(20, 10, 16));

        double deviation = Math.sqrt(4.2 / 19);
        assertThat(sensitivity.standardError()).isCloseTo(deviation / Math.sqrt(20), within(1e-12));
        assertThat(sensitivity.detectable().orElseThrow())
                .isCloseTo((1.959964 + 0.841621) * deviation / Math.sqrt(20), within(1e-6));
        assertThat(sensitivity.needed()).hasValue(20); // (2.801585 * 0.470162 / 0.3)² = 19.28
        Sensitivity.Effect effect = sensitivity.effectSize().orElseThrow();
        assertThat(effect.measure()).isEqualTo(Sensitivity.Measure.COHENS_H);
        assertThat(effect.value()).isCloseTo(EffectSize.cohensH(0.5, 0.8), within(1e-12));
    }

    @Test
    void pairsShareTheLevel() {
        Map<String, List<Integer>> three =
                Map.of("a", AnalysisTest.range(0, 10), "b", AnalysisTest.range(0, 16), "c", AnalysisTest.range(0, 13));

        Comparison first = Analysis.DEFAULT
                .of(AnalysisTest.results(20, three), Runnable::run)
                .comparisons("right words")
                .get(0);

        assertThat(first.sensitivity().detectable().orElseThrow())
                .isCloseTo(Power.DEFAULT.over(3).detectable(Math.sqrt(4.2 / 19), 20), within(1e-12));
    }

    @Test
    void whereNothingDiffersNothingIsKnown() {
        assertThat(only(results(20, 9, 9)))
                .isEqualTo(new Sensitivity(
                        0,
                        Optional.of(new Sensitivity.Effect(Sensitivity.Measure.COHENS_H, 0)),
                        OptionalDouble.empty(),
                        OptionalLong.empty()));
    }

    @Test
    void questionsOfOneDocumentTellLess() {
        Results plain = results(40, 10, 20); // the ten that differ are all on two of eight documents
        List<Case> cases = plain.benchmark().cases().stream()
                .map(item -> item.withTag(
                        Tags.CLUSTER, "d" + Integer.parseInt(item.id().substring(5)) / 5))
                .toList();
        Results clustered =
                new Results(Benchmark.of("numbers", cases, new RightWords()), plain.fingerprints(), plain.entries());

        assertThat(only(clustered).detectable().orElseThrow())
                .isGreaterThan(1.8 * only(plain).detectable().orElseThrow());
        double[] differences = IntStream.range(0, 40)
                .mapToDouble(i -> i >= 10 && i < 20 ? 1 : 0)
                .toArray();
        int[] documents = IntStream.range(0, 40).map(i -> i / 5).toArray();
        assertThat(only(clustered).standardError())
                .isCloseTo(Mean.of(differences, documents).standardError(), within(1e-12));
    }

    @Test
    void otherMeansHaveHedgesG() {
        Results results = results(20, 10, 16).withMetrics(List.of(new Length(false)));
        double[] differences = IntStream.range(0, 20)
                .mapToDouble(i -> i < 10 || i > 15 ? 0 : Integer.toString(i).length() - "wrong".length())
                .toArray();

        Sensitivity.Effect effect = only(results).effectSize().orElseThrow();

        assertThat(effect.measure()).isEqualTo(Sensitivity.Measure.HEDGES_G);
        assertThat(effect.value()).isCloseTo(EffectSize.hedgesG(differences), within(1e-12));
    }

    /** By the delta method the standard error of a root is that of the mean over twice the root. */
    @Test
    void whatIsNoMeanHasTheErrorOfTheBootstrap() {
        Results results = results(200, 60, 140).withMetrics(List.of(new Length(true)));
        Report report = Analysis.DEFAULT.of(results, Runnable::run);
        double[] squares = IntStream.range(0, 200)
                .mapToDouble(i -> i < 60 ? Math.pow(Integer.toString(i).length(), 2) : 25)
                .toArray();
        Mean mean = Mean.of(squares);

        double error = report.measurements().get(0).spread().standardError();

        assertThat(error).isCloseTo(mean.standardError() / (2 * Math.sqrt(mean.estimate())), within(0.03 * error));
        assertThat(report.comparisons().get(0).sensitivity().effectSize()).isEmpty();
        assertThat(report.comparisons().get(0).sensitivity().detectable()).isPresent();
    }

    @Test
    void metricsOfTheWholeHaveOneToo() {
        Results results = results(21, 8, 13).withMetrics(List.of(new AnalysisTest.MedianLength()));

        Sensitivity sensitivity = only(results);

        assertThat(sensitivity.standardError()).isPositive();
        assertThat(sensitivity.effectSize()).isEmpty();
    }

    @Test
    void theMetricOfEachSeedIsCompared() {
        Benchmark benchmark = Benchmarks.numbers(10).withProtocol(Protocol.ZERO_SHOT.withSeeds(List.of(7L, 8L, 9L)));
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            for (long seed = 7; seed < 10; seed++) {
                boolean right = i < seed - 2; // 5, 6 and 7 of 10
                entries.add(new Entry(
                        "m",
                        "case-" + i,
                        seed,
                        new Outcome.Answered(
                                Answer.reply(right ? Integer.toString(i) : "wrong"), Duration.ofMillis(1))));
            }
        }

        Measurement measurement = Analysis.DEFAULT
                .of(new Results(benchmark, Map.of("m", "f"), entries), Runnable::run)
                .measurements()
                .get(0);

        assertThat(measurement.spread().betweenSeeds().orElseThrow()).isCloseTo(0.1, within(1e-12));
        // Five questions were always right, three always wrong, one right once and one twice: clusters of their seeds.
        double[] means = {1, 1, 1, 1, 1, 2 / 3.0, 1 / 3.0, 0, 0, 0};
        assertThat(measurement.spread().standardError())
                .isCloseTo(Mean.of(means).standardError(), within(1e-12));
    }

    @Test
    void oneSeedHasNoDeviation() {
        Report report = Analysis.DEFAULT.of(results(20, 10, 16), Runnable::run);

        assertThat(report.measurements().get(0).spread().betweenSeeds()).isEmpty();
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Sensitivity(Double.NaN, Optional.empty(), OptionalDouble.empty(), OptionalLong.empty()))
                .withMessage("standardError must be at least 0 but is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sensitivity.Effect(Sensitivity.Measure.HEDGES_G, Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Measurement.Spread(0, OptionalDouble.of(-1)))
                .withMessageStartingWith("betweenSeeds must be at least 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Comparison.PValue(0, 2));
    }

    private static Sensitivity only(Results results) {
        return Analysis.DEFAULT.of(results, Runnable::run).comparisons().get(0).sensitivity();
    }

    private static Results results(int cases, int first, int second) {
        return AnalysisTest.results(
                cases, Map.of("first", AnalysisTest.range(0, first), "second", AnalysisTest.range(0, second)));
    }
}
