// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bootstrap against scipy.stats.bootstrap. */
class BootstrapGoldenTest {

    private static final int RESAMPLES = 50_000;

    private static Stream<JsonNode> bootstrap() {
        return Golden.each("bootstrap");
    }

    /** SciPy's own resamples, so that nothing but the making of the interval is compared. */
    @ParameterizedTest
    @MethodSource("bootstrap")
    void sameResamplesGiveSciPysIntervals(JsonNode golden) {
        Terms statistic = deviation(Golden.doubles(golden.get("data")));
        double[] resampled = Golden.doubles(golden.get("resampled"));
        double[] jackknife = Bca.jackknife(statistic, Clusters.singletons(statistic.cases()));
        double estimate = statistic.value();

        assertThat(estimate).isCloseTo(golden.get("estimate").doubleValue(), within(1e-9));
        for (JsonNode one : golden.get("intervals")) {
            double[] limits = Golden.doubles(one);
            // The estimate as SciPy computed it: below it and above it there must be as many resamples.
            Interval percentile = Interval.percentile(estimate, resampled, limits[0]);
            Interval corrected = Bca.interval(golden.get("estimate").doubleValue(), resampled, jackknife, limits[0]);

            assertThat(percentile.low()).isCloseTo(limits[1], within(1e-9));
            assertThat(percentile.high()).isCloseTo(limits[2], within(1e-9));
            assertThat(corrected.low()).isCloseTo(limits[3], within(1e-9));
            assertThat(corrected.high()).isCloseTo(limits[4], within(1e-9));
        }
    }

    /**
     * Other resamples. A quantile at 2.5 % of 50,000 resamples is that of a share of 2.5 % ± 0.07 %, which moves a limit
     * by 1.2 % of a standard error, here 0.0006; resampled shares also differ by about 0.0005 from one to the next.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void clustersGiveSciPysIntervals(boolean corrected) {
        JsonNode sample = Golden.of("means").get(2);
        double[] limits = Golden.doubles(Golden.of("clustered").get(corrected ? "bca" : "percentile"));
        Bootstrap plain = Bootstrap.of(RESAMPLES, 1).clustered(Golden.ints(sample.get("keys")));

        Interval interval = (corrected ? plain.biasCorrected() : plain)
                .intervals(List.of(Terms.mean(Golden.doubles(sample.get("values")))), 0.95, Runnable::run)
                .get(0);

        assertThat(interval.low()).isCloseTo(limits[0], within(0.002));
        assertThat(interval.high()).isCloseTo(limits[1], within(0.002));
    }

    @Test
    void theDeviationOfResampledMeansIsTheStandardError() {
        JsonNode sample = Golden.of("means").get(2);
        int[] keys = Golden.ints(sample.get("keys"));
        double[] values = Golden.doubles(sample.get("values"));

        double[] resampled =
                Bootstrap.of(RESAMPLES, 2).clustered(keys).values(List.of(Terms.mean(values)), Runnable::run)[0];

        double error = Mean.of(values, keys).standardError();
        assertThat(Mean.of(resampled).deviation()).isCloseTo(error, within(0.03 * error));
    }

    @Test
    void clusteredIntervalsCoverAsOftenAsTheySay() {
        SplittableRandom random = new SplittableRandom(6);
        int trials = 2000;
        int covered = 0;
        for (int trial = 0; trial < trials; trial++) {
            Sample sample = new Sample(50, random);
            Interval interval = Bootstrap.of(400, trial)
                    .clustered(sample.keys())
                    .intervals(List.of(Terms.mean(sample.scores())), 0.95, Runnable::run)
                    .get(0);
            covered += interval.contains(Sample.MEAN) ? 1 : 0;
        }

        assertThat(covered / (double) trials).isBetween(0.93, 0.97);
    }

    private static Terms deviation(double[] values) {
        double[] columns = Arrays.copyOf(values, 2 * values.length);
        for (int i = 0; i < values.length; i++) {
            columns[values.length + i] = values[i] * values[i];
        }
        return Terms.of(columns, 2, (sums, cases) -> {
            double mean = sums[0] / cases;
            return Math.sqrt(Math.max(0, sums[1] / cases - mean * mean));
        });
    }
}
