// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RouterCalibrationTest {

    @Test
    void workedByHand() {
        RouterCalibration calibration = RouterCalibration.of(List.of(sent(0.85, 1), sent(0.25, 0)), List.of(0));

        assertThat(calibration.ece()).isCloseTo((0.15 + 0.25) / 2, within(1e-12));
        assertThat(calibration.brier()).isCloseTo((0.15 * 0.15 + 0.25 * 0.25) / 2, within(1e-12));
        assertThat(calibration.brierOfShares()).isEqualTo(0.25);
        assertThat(calibration.predictions()).isEqualTo(2);
        assertThat(calibration.informed()).isTrue();
    }

    @Test
    void whatIsRightWithHalfOfTheSeedsIsHalfRight() {
        RouterCalibration calibration = RouterCalibration.of(List.of(sent(0.5, 0.5)), List.of(0));

        assertThat(calibration).isEqualTo(new RouterCalibration(0, 0.25, 0.25, 1));
        assertThat(calibration.informed()).isFalse();
    }

    private static HeldOut.Sent sent(double chance, double right) {
        RoutingData.Asked asked = new RoutingData.Asked("case", "case", FeatureVector.of(0), List.of(right));
        return new HeldOut.Sent(asked, List.of(chance), List.of(0.5), 0, 0);
    }
}
