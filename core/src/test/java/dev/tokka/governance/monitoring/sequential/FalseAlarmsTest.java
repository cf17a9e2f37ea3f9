// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring.sequential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.MeanInterval;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is promised of tests that are looked at after each value, by simulation with fixed seeds. */
class FalseAlarmsTest {

    private static final int STREAMS = 2_000;
    private static final int LENGTH = 1_500;
    private static final double ALPHA = 0.05;

    /** Three standard errors of a share of 0.05 among the streams. */
    private static final double CHANCE = 0.015;

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.1, 0.5, 0.9})
    void aShareAtItsBoundRaisesFewAlarmsHoweverOftenOneLooks(double share) {
        double alarms = alarms(share, random -> random.nextDouble() < share ? 1 : 0);

        assertThat(alarms).isLessThan(ALPHA + CHANCE);
    }

    @Test
    void aMeanAtItsBoundRaisesFewAlarms() {
        assertThat(alarms(0.5, SplittableRandom::nextDouble)).isLessThan(ALPHA + CHANCE);
        assertThat(alarms(1.0 / 3, random -> Math.pow(random.nextDouble(), 2))).isLessThan(ALPHA + CHANCE);
    }

    @Test
    void theBettingIsNotJustDeaf() {
        assertThat(alarms(0.5, random -> random.nextDouble() < 0.6 ? 1 : 0)).isGreaterThan(0.99);
    }

    private static double alarms(double bound, ToDoubleFunction<SplittableRandom> source) {
        SplittableRandom random = new SplittableRandom(11);
        int alarms = 0;
        for (int stream = 0; stream < STREAMS; stream++) {
            MeanEProcess process = new MeanEProcess(bound);
            boolean alarm = false;
            for (int i = 0; i < LENGTH && !alarm; i++) {
                process.add(source.applyAsDouble(random));
                alarm = process.evidence() >= 1 / ALPHA;
            }
            alarms += alarm ? 1 : 0;
        }
        return (double) alarms / STREAMS;
    }

    /** The same streams under a z-test at each value from the 30th on, one-sided at 0.05: what is not to be done. */
    @Test
    void aTestForOneLookRaisesManyIfOneLooksAgainAndAgain() {
        SplittableRandom random = new SplittableRandom(11);
        int alarms = 0;
        for (int stream = 0; stream < STREAMS; stream++) {
            int hits = 0;
            boolean alarm = false;
            for (int i = 1; i <= LENGTH && !alarm; i++) {
                hits += random.nextDouble() < 0.5 ? 1 : 0;
                alarm = i >= 30 && (hits - 0.5 * i) / Math.sqrt(0.25 * i) > 1.645;
            }
            alarms += alarm ? 1 : 0;
        }

        assertThat((double) alarms / STREAMS).isGreaterThan(5 * ALPHA);
    }

    @Test
    void aLateChangeIsFoundNearlyAsSoonAsAnEarlyOne() {
        double early = delay(0);
        double late = delay(20_000);

        assertThat(early).isLessThan(120);
        assertThat(late).isLessThan(3 * early);
    }

    /** Returns the mean number of values from a change of a share from 0.1 to 0.3 to the alarm at 0.01, with a bound of 0.15. */
    private static double delay(int before) {
        SplittableRandom random = new SplittableRandom(5);
        double sum = 0;
        int streams = 100;
        for (int stream = 0; stream < streams; stream++) {
            MeanEProcess process = new MeanEProcess(0.15);
            for (int i = 0; i < before; i++) {
                process.add(random.nextDouble() < 0.1 ? 1 : 0);
            }
            assertThat(process.evidence()).isLessThan(100);
            int count = 0;
            while (process.evidence() < 100) {
                process.add(random.nextDouble() < 0.3 ? 1 : 0);
                count++;
            }
            sum += count;
        }
        return sum / streams;
    }

    @Test
    void anIntervalAtAnyTimeHoldsAtAllTimes() {
        SplittableRandom random = new SplittableRandom(3);
        int missed = 0;
        for (int stream = 0; stream < STREAMS; stream++) {
            double sum = 0;
            boolean miss = false;
            for (int i = 1; i <= LENGTH && !miss; i++) {
                sum += random.nextDouble() < 0.5 ? 1 : 0;
                MeanInterval interval = Bounds.atAnyTime(sum, i, 1);
                miss = interval.low() > 0.5 || interval.high() < 0.5;
            }
            missed += miss ? 1 : 0;
        }

        assertThat((double) missed / STREAMS).isLessThan(ALPHA + CHANCE).isPositive();
    }
}
