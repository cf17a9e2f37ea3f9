// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class MeanEProcessTest {

    @Example
    void workedByHand() {
        MeanEProcess process = new MeanEProcess(0.5);
        assertThat(process.evidence()).isEqualTo(1);

        process.add(1);

        // Of what begins, each share c becomes 1 + c; the rest waits. The shares sum to 2.662.
        double waits = 1 / (1 + Math.log(2));
        assertThat(process.evidence()).isCloseTo((1 - waits) * (1 + 0.2662) + waits, within(1e-12));
        assertThat(process.values()).isEqualTo(1);
        assertThat(process).hasToString("mean <= 0.5: evidence " + process.evidence() + " against it after 1 values");
    }

    @Property(tries = 50)
    void isTheSumOverAllTimesOfChange(
            @ForAll @DoubleRange(min = 0.05, max = 0.95) double bound,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int length) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = random.doubles(length).toArray();
        MeanEProcess process = new MeanEProcess(bound);
        for (double value : values) {
            process.add(value);
        }

        assertThat(process.evidence()).isCloseTo(evidence(values, bound), within(1e-9 * process.evidence()));
    }

    /** The formula of the Javadoc, term by term. */
    private static double evidence(double[] values, double bound) {
        double sum = 1 / (1 + Math.log(values.length + 1));
        for (int begin = 1; begin <= values.length; begin++) {
            double weight = 1 / (1 + Math.log(begin)) - 1 / (1 + Math.log(begin + 1));
            for (double share : MeanEProcess.SHARES) {
                double product = weight / MeanEProcess.SHARES.length;
                for (int i = begin - 1; i < values.length; i++) {
                    product *= 1 + share * (values[i] - bound) / bound;
                }
                sum += product;
            }
        }
        return sum;
    }

    @Property(tries = 30)
    void isFairIfTheMeanIsTheBound(
            @ForAll @DoubleRange(min = 0.05, max = 0.95) double bound, @ForAll @IntRange(max = 11) int length) {
        assertThat(expected(bound, bound, length)).isCloseTo(1, within(1e-9));
    }

    @Property(tries = 30)
    void losesIfTheMeanIsLower(
            @ForAll @DoubleRange(min = 0.1, max = 0.95) double bound, @ForAll @IntRange(min = 1, max = 11) int length) {
        assertThat(expected(bound * 0.9, bound, length)).isLessThan(1);
    }

    /** Returns the expectation of the evidence over all sequences of zeros and ones. */
    private static double expected(double mean, double bound, int length) {
        double sum = 0;
        for (int sequence = 0; sequence < 1 << length; sequence++) {
            MeanEProcess process = new MeanEProcess(bound);
            double probability = 1;
            for (int i = 0; i < length; i++) {
                int value = sequence >> i & 1;
                process.add(value);
                probability *= value == 1 ? mean : 1 - mean;
            }
            sum += probability * process.evidence();
        }
        return sum;
    }

    @Example
    void restoredItGoesOnAsIfNothingHadHappened() {
        MeanEProcess one = new MeanEProcess(0.2);
        MeanEProcess other = new MeanEProcess(0.2);
        SplittableRandom random = new SplittableRandom(1);
        random.doubles(100).forEach(one::add);

        other.restore(one.values(), one.held());
        one.add(0.7);
        other.add(0.7);

        assertThat(other.evidence()).isEqualTo(one.evidence());
        one.reset();
        assertThat(one.evidence()).isEqualTo(1);
        assertThat(one.values()).isZero();
    }

    @Example
    void staysFiniteWhateverComes() {
        MeanEProcess process = new MeanEProcess(0.001);
        for (int i = 0; i < 10_000; i++) {
            process.add(1);
        }

        assertThat(process.evidence()).isFinite().isGreaterThan(1e199);
    }

    @Example
    void nothingIsEvidenceAgainstABoundOfOne() {
        MeanEProcess process = new MeanEProcess(1);
        for (int i = 0; i < 1_000; i++) {
            process.add(1);
        }

        assertThat(process.evidence()).isCloseTo(1, within(1e-9));
    }

    @Example
    void whatIsOutOfRangeIsRefused() {
        for (double bound : new double[] {0, -0.1, 1.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new MeanEProcess(bound))
                    .withMessage("bound must be above 0 and at most 1 but is " + bound);
        }
        MeanEProcess process = new MeanEProcess(0.5);
        for (double value : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> process.add(value))
                    .withMessageContaining("value");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> process.restore(1, new double[3]));
        assertThatIllegalArgumentException().isThrownBy(() -> process.restore(-1, process.held()));
        double[] infinite = process.held();
        infinite[0] = Double.POSITIVE_INFINITY;
        assertThatIllegalArgumentException().isThrownBy(() -> process.restore(1, infinite));
    }
}
