// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MeanTest {

    private static Stream<JsonNode> means() {
        return Golden.each("means");
    }

    @ParameterizedTest
    @MethodSource("means")
    void agreesWithSciPyAndStatsmodels(JsonNode golden) {
        Mean plain = Mean.of(Golden.doubles(golden.get("values")));
        Mean clustered = Mean.of(Golden.doubles(golden.get("values")), Golden.ints(golden.get("keys")));

        assertClose(plain.estimate(), golden, "mean");
        assertClose(plain.standardError(), golden, "standardError");
        assertClose(plain.interval(0.95).low(), golden, "low95");
        assertClose(plain.interval(0.95).high(), golden, "high95");
        assertClose(clustered.estimate(), golden, "mean");
        assertClose(clustered.standardError(), golden, "clusteredError");
        assertClose(clustered.interval(0.9).low(), golden, "clusteredLow90");
        assertClose(clustered.interval(0.9).high(), golden, "clusteredHigh90");
    }

    @ParameterizedTest
    @MethodSource("means")
    void differsFromMillersFormulaByTheCorrectionForFewClusters(JsonNode golden) {
        Mean clustered = Mean.of(Golden.doubles(golden.get("values")), Golden.ints(golden.get("keys")));
        double miller = golden.get("millerError").doubleValue();

        assertThat(clustered.standardError())
                .isBetween(miller, miller * Math.sqrt(clustered.clusters() / (clustered.clusters() - 1.0)));
    }

    @Test
    void pairsAgreeWithSciPyAndStatsmodels() {
        JsonNode golden = Golden.of("paired");
        double[] first = Golden.doubles(golden.get("first"));
        double[] second = Golden.doubles(golden.get("second"));

        Mean plain = Mean.ofDifferences(first, second);
        Mean clustered = Mean.ofDifferences(first, second, Golden.ints(golden.get("keys")));

        assertClose(plain.estimate(), golden, "mean");
        assertClose(plain.standardError(), golden, "standardError");
        assertClose(plain.estimate() / plain.standardError(), golden, "t");
        assertClose(clustered.standardError(), golden, "clusteredError");
    }

    @Test
    void byHand() {
        // Residuals -1/2, -1/2, 1/2, 1/2: alone their squares sum to 1, in two clusters of two equals to 2.
        double[] values = {0, 0, 1, 1};

        assertThat(Mean.of(values)).isEqualTo(new Mean(0.5, Math.sqrt(4 / 3.0) / 4, 4, 4));
        assertThat(Mean.of(values, new int[] {8, 8, 5, 5})).isEqualTo(new Mean(0.5, Math.sqrt(2 * 2) / 4, 4, 2));
        assertThat(Mean.of(values).deviation()).isCloseTo(Math.sqrt(1 / 3.0), within(1e-15));
    }

    /** A case that is asked again and gets the same score tells nothing new. */
    @Property(tries = 200)
    void repeatingCasesWithinTheirClustersChangesNothing(
            @ForAll @Size(min = 2, max = 20) List<@DoubleRange(min = -100, max = 100) Double> scores) {
        double[] once = scores.stream().mapToDouble(Double::doubleValue).toArray();
        double[] thrice = IntStream.range(0, 3 * once.length)
                .mapToDouble(i -> once[i / 3])
                .toArray();
        int[] keys = IntStream.range(0, 3 * once.length).map(i -> i / 3).toArray();

        Mean plain = Mean.of(once);
        Mean repeated = Mean.of(thrice, keys);

        assertThat(repeated.estimate()).isCloseTo(plain.estimate(), within(1e-9));
        assertThat(repeated.standardError()).isCloseTo(plain.standardError(), within(1e-9));
        assertThat(repeated.interval(0.95).width())
                .isCloseTo(plain.interval(0.95).width(), within(1e-6));
    }

    @Test
    void clusteredIntervalsCoverAsOftenAsTheySay() {
        SplittableRandom random = new SplittableRandom(3);
        int trials = 4000;
        int covered = 0;
        int naive = 0;
        for (int trial = 0; trial < trials; trial++) {
            Sample sample = new Sample(25, random);
            covered += Mean.of(sample.scores(), sample.keys()).interval(0.95).contains(Sample.MEAN) ? 1 : 0;
            naive += Mean.of(sample.scores()).interval(0.95).contains(Sample.MEAN) ? 1 : 0;
        }

        assertThat(covered / (double) trials).isBetween(0.93, 0.97);
        assertThat(naive / (double) trials).isLessThan(0.85); // what leaving out clusters costs
    }

    @Test
    void refusesWhatHasNoStandardError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mean.of(new double[] {1}))
                .withMessage("the number of values must be at least 2 but is 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mean.of(new double[] {1, 2}, new int[] {4, 4}))
                .withMessage("the number of clusters must be at least 2 but is 1");
        assertThatIllegalArgumentException().isThrownBy(() -> Mean.of(new double[] {1, Double.NaN}));
        assertThatIllegalArgumentException().isThrownBy(() -> Mean.of(new double[] {1, 2}, new int[] {1, 2, 3}));
        assertThatIllegalArgumentException().isThrownBy(() -> Mean.ofDifferences(new double[2], new double[3]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Mean(0, -1, 2, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Mean(0, 1, 2, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mean.of(new double[] {1, 2}).interval(1));
    }

    private static void assertClose(double value, JsonNode golden, String name) {
        assertThat(value).as(name).isCloseTo(golden.get(name).doubleValue(), within(1e-9));
    }
}
