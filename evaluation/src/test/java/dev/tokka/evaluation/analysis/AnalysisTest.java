// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Benchmarks;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Entry;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Protocol;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.RightWords;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.statistics.Interval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnalysisTest {

    /** The median length of the replies: not a function of sums. */
    record MedianLength() implements Metric {

        @Override
        public Description describe() {
            return Description.of("metric", "median length");
        }

        @Override
        public Score score(Case item, Outcome outcome) {
            return outcome.text().map(text -> Score.of(text.length(), text)).orElse(Score.unreadable(0));
        }

        @Override
        public double value(List<Score> scores) {
            return scores.stream()
                    .mapToDouble(Score::value)
                    .sorted()
                    .skip(scores.size() / 2)
                    .findFirst()
                    .orElse(0);
        }
    }

    @Test
    void measuresAndComparesByHand() {
        // 20 cases; the first model has 10 right, the second these 10 and 6 more: McNemar 2 * 0.5^6 = 0.03125
        Report report =
                Analysis.DEFAULT.of(results(20, Map.of("first", range(0, 10), "second", range(0, 16))), Runnable::run);

        assertThat(report.measurements()).hasSize(2);
        Measurement first = report.measurement("first", "right words").orElseThrow();
        assertThat(first.interval().estimate()).isEqualTo(0.5);
        assertThat(first.interval().low()).isBetween(0.2, 0.4);
        assertThat(first.interval().high()).isBetween(0.6, 0.8);
        assertThat(report.comparisons()).singleElement().satisfies(comparison -> {
            assertThat(comparison.difference().estimate()).isCloseTo(0.3, within(1e-12));
            assertThat(comparison.pValue().raw()).isCloseTo(0.03125, within(1e-12));
            assertThat(comparison.pValue().adjusted()).isCloseTo(0.03125, within(1e-12));
            assertThat(comparison.distinguishable(0.05)).isTrue();
        });
    }

    @Test
    void correctsOverAllPairsAfterHolm() {
        Map<String, List<Integer>> right = new LinkedHashMap<>();
        right.put("a", range(0, 10));
        right.put("b", range(0, 16)); // a-b: 6 differ, p 0.03125
        right.put("c", range(0, 18)); // a-c: 8 differ, p 0.0078125; b-c: 2 differ, p 0.5
        Report report = Analysis.DEFAULT.of(results(20, right), Runnable::run);

        assertThat(report.comparisons())
                .extracting(comparison -> comparison.pValue().adjusted())
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1)
                .containsExactly(2 * 0.03125, 3 * 0.0078125, 0.5);
    }

    @Test
    void equalModelsAreNotToldApart() {
        Report report = Analysis.DEFAULT.of(results(20, Map.of("x", range(0, 9), "y", range(0, 9))), Runnable::run);

        Comparison comparison = report.comparisons().get(0);
        assertThat(comparison.pValue().raw()).isEqualTo(1);
        assertThat(comparison.difference().width()).isZero();
    }

    @Test
    void casesOfOneClusterCountAsOne() {
        // 6 more right, but all in two clusters of three: swapping clusters gives 4 outcomes, 2 of them as extreme
        Results plain = results(20, Map.of("first", range(0, 10), "second", range(0, 16)));
        List<Case> cases = plain.benchmark().cases().stream()
                .map(item -> item.withTag(
                        Tags.CLUSTER, "c" + (Integer.parseInt(item.id().substring(5)) + 2) / 3))
                .toList();
        Benchmark clustered = Benchmark.of("numbers", cases, new RightWords());
        Results results = new Results(clustered, plain.fingerprints(), plain.entries());

        Comparison comparison =
                Analysis.DEFAULT.of(results, Runnable::run).comparisons().get(0);

        assertThat(comparison.pValue().raw()).isEqualTo(0.5);
    }

    @Test
    void seedsOfOneCaseAreNotIndependent() {
        Benchmark once = Benchmarks.numbers(12);
        Benchmark often = once.withProtocol(Protocol.ZERO_SHOT.withSeeds(List.of(1L, 2L, 3L, 4L)));
        List<Entry> single = entries(once, "m", range(0, 6));
        List<Entry> many = entries(often, "m", range(0, 6));

        double one = width(new Results(once, Map.of("m", "f"), single));
        double four = width(new Results(often, Map.of("m", "f"), many));

        assertThat(four).isCloseTo(one, within(0.02));
    }

    @Test
    void takesMetricsThatAreNoFunctionOfSums() {
        Results results =
                results(3, Map.of("first", range(0, 3), "second", List.of())).withMetrics(List.of(new MedianLength()));

        Report report = new Analysis(0.9, 500, 3).of(results, Runnable::run);

        assertThat(report.measurement("second", "median length").orElseThrow().interval())
                .isEqualTo(new Interval(5, 5, 5, 0.9));
        assertThat(report.comparisons().get(0).difference()).isEqualTo(new Interval(4, 4, 4, 0.9));
        // Whichever of the three answers are swapped, the medians differ by 4: two of three have one length.
        assertThat(report.comparisons().get(0).pValue().raw()).isEqualTo(1);
    }

    @Test
    void sameSeedSameReportOnAnyNumberOfThreads() {
        Results results = results(40, Map.of("first", range(0, 20), "second", range(15, 40)));
        ExecutorService threads = Executors.newFixedThreadPool(3);

        Report one = Analysis.DEFAULT.of(results, Runnable::run);
        Report other = Analysis.DEFAULT.of(results, threads);
        threads.shutdown();

        assertThat(other).isEqualTo(one);
    }

    @Test
    void refusesWhatIsNotComparable() {
        Results full = results(4, Map.of("first", range(0, 4), "second", range(0, 4)));
        List<Entry> fewer = full.entries().stream()
                .filter(entry ->
                        !(entry.model().equals("second") && entry.caseId().equals("case-2")))
                .toList();
        Results cut = new Results(full.benchmark(), full.fingerprints(), fewer);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Analysis.DEFAULT.of(cut, Runnable::run))
                .withMessage("each model must have been asked all 4 questions but second was asked 3; take the common"
                        + " ones, or resume the experiment");
        assertThat(Analysis.DEFAULT.of(cut.common(), Runnable::run).measurements())
                .extracting(Measurement::answers)
                .containsExactly(3, 3);
    }

    @Test
    void countsHowQuestionsEnded() {
        List<Outcome> outcomes = List.of(
                new Outcome.Answered(Answer.reply("x"), Duration.ofMillis(10)),
                new Outcome.Answered(Answer.abstain("no"), Duration.ofMillis(30)),
                new Outcome.Failed("ModelUnavailableException", "", Duration.ofMillis(20)));

        Operations operations = Operations.of(outcomes);

        assertThat(operations.counts()).isEqualTo(new Operations.Counts(1, 1, 1));
        assertThat(operations.p50()).isEqualTo(Duration.ofMillis(20));
        assertThat(operations.p95()).isEqualTo(Duration.ofMillis(30));
    }

    @Test
    void falseAlarmsAreAsRareAsPromised() {
        SplittableRandom random = new SplittableRandom(1);
        int alarms = 0;
        int trials = 2000;
        for (int trial = 0; trial < trials; trial++) {
            double[] differences = random.doubles(30, -1, 1).toArray();
            boolean[] movable = new boolean[30];
            Arrays.fill(movable, true);
            double p = SwapTest.pValue(
                    swapped -> IntStream.range(0, 30)
                            .mapToDouble(i -> swapped[i] ? -differences[i] : differences[i])
                            .sum(),
                    movable,
                    199,
                    random.split());
            alarms += p <= 0.05 ? 1 : 0;
        }

        assertThat(alarms / (double) trials).isBetween(0.04, 0.06);
    }

    @Test
    void fineTuningOrRetrieval() {
        Map<String, List<Integer>> right =
                Map.of("base", range(0, 5), "rag", range(0, 15), "tuned", range(0, 10), "both", range(0, 14));

        StrategyTable table = StrategyTable.of(
                results(20, right),
                new StrategyTable.Roles("base", "rag", "tuned", "both"),
                Analysis.DEFAULT,
                Runnable::run);

        assertThat(table.rows()).extracting(StrategyTable.Row::model).containsExactly("base", "rag", "tuned", "both");
        assertThat(table.rows().get(0).relativeGain()).isEmpty();
        assertThat(table.rows().get(1).relativeGain()).hasValue(2); // from 0.25 to 0.75
        assertThat(table.together().better()).isEqualTo("rag");
        assertThat(table.together().overBetter().estimate()).isCloseTo(-0.05, within(1e-12));
        assertThat(table.together().pValue()).isEqualTo(1); // one case differs
        // 0.7 - 0.5 - 0.75 + 0.25: together they gain 0.45, apart 0.5 and 0.25
        assertThat(table.together().interaction().estimate()).isCloseTo(-0.3, within(1e-12));
    }

    private static double width(Results results) {
        return Analysis.DEFAULT
                .of(results, Runnable::run)
                .measurements()
                .get(0)
                .interval()
                .width();
    }

    static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    static Results results(int cases, Map<String, List<Integer>> right) {
        Benchmark benchmark = Benchmarks.numbers(cases);
        List<Entry> entries = new ArrayList<>();
        Map<String, String> fingerprints = new LinkedHashMap<>();
        right.keySet().stream().sorted().forEach(model -> {
            fingerprints.put(model, "fingerprint of " + model);
            entries.addAll(entries(benchmark, model, right.getOrDefault(model, List.of())));
        });
        return new Results(benchmark, fingerprints, entries);
    }

    static List<Entry> entries(Benchmark benchmark, String model, List<Integer> right) {
        List<Entry> entries = new ArrayList<>();
        for (long seed : benchmark.protocol().seeds()) {
            for (int i = 0; i < benchmark.cases().size(); i++) {
                Answer answer = Answer.reply(right.contains(i) ? Integer.toString(i) : "wrong");
                Outcome outcome = new Outcome.Answered(answer, Duration.ofMillis(i));
                entries.add(new Entry(model, "case-" + i, seed, outcome));
            }
        }
        return entries;
    }
}
