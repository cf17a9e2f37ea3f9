// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.rag.tuning.AbstentionCurve.Judged;
import dev.tokka.rag.tuning.AbstentionCurve.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AbstentionCurveTest {

    @Test
    void thePointsAreWorkedByHand() {
        AbstentionCurve curve = AbstentionCurve.of(
                List.of(new Judged(0.5, false), new Judged(0.9, true), new Judged(0.7, true), new Judged(0.5, true)));

        assertThat(curve.points())
                .containsExactly(new Point(0.9, 1, 1, 4), new Point(0.7, 2, 2, 4), new Point(0.5, 4, 3, 4));
        Point last = curve.points().get(2);
        assertThat(last.coverage()).isEqualTo(1);
        assertThat(last.precision()).isEqualTo(0.75);
        assertThat(last.risk()).isEqualTo(0.25);
    }

    @Test
    void theBoundIsThatOfClopperAndPearson() {
        // all right: risk^(1/n); one of one wrong: 0; 9 of 10 and 45 of 50 as R's binom.test gives them, one-sided 95 %
        assertThat(AbstentionCurve.lowerBound(10, 10, 0.05)).isCloseTo(Math.pow(0.05, 0.1), within(1e-9));
        assertThat(AbstentionCurve.lowerBound(0, 5, 0.05)).isEqualTo(0);
        assertThat(AbstentionCurve.lowerBound(9, 10, 0.05)).isCloseTo(0.6058367, within(1e-6));
        assertThat(AbstentionCurve.lowerBound(1, 2, 0.05)).isCloseTo(1 - Math.sqrt(0.95), within(1e-9));
    }

    @Test
    void theThresholdAnswersMostOfThoseThatAreKnownToBeRight() {
        List<Judged> judged = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            judged.add(new Judged(1 - i / 1_000.0, true));
            judged.add(new Judged(0.5 - i / 1_000.0, i % 2 == 0));
        }
        AbstentionCurve curve = AbstentionCurve.of(judged);

        // 0.005^(1/200) is 0.974: all of the first 200 are right, and of the first 240 the half of 40 is wrong
        assertThat(curve.threshold(0.95)).contains(new Point(1 - 199 / 1_000.0, 200, 200, 400));
        assertThat(curve.threshold(0.99)).isEmpty();
        assertThat(curve.threshold(0)).map(Point::coverage).contains(1.0);
        assertThat(curve.toString().lines()).hasSize(11);
    }

    @Test
    void wrongNumbersAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> AbstentionCurve.of(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Judged(Double.NaN, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new Point(0, 1, 1, 1).atLeast(0));
    }

    @Test
    void aThresholdSeldomPromisesTooMuch() {
        Random random = new Random(5);
        int tooMuch = 0;
        for (int i = 0; i < 300; i++) {
            List<Judged> judged = random.doubles(100)
                    .mapToObj(confidence -> new Judged(confidence, random.nextDouble() < 0.8))
                    .toList();
            tooMuch += AbstentionCurve.of(judged).threshold(0.801).isPresent() ? 1 : 0;
        }

        assertThat(tooMuch).isLessThanOrEqualTo(25); // 5 % of 300, and what chance adds to that
    }

    @Property(tries = 200)
    void theBoundIsBelowTheShareAndGrowsWithIt(
            @ForAll @IntRange(min = 1, max = 300) int all, @ForAll @IntRange(max = 300) int some) {
        int correct = Math.min(all, some);
        double bound = AbstentionCurve.lowerBound(correct, all, 0.05);

        assertThat(bound).isBetween(0.0, (double) correct / all);
        if (correct < all) {
            assertThat(AbstentionCurve.lowerBound(correct + 1, all, 0.05)).isGreaterThan(bound);
        }
    }
}
