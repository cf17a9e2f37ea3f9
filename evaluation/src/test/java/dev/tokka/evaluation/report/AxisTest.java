// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class AxisTest {

    @Test
    void marksAreRound() {
        Axis axis = Axis.of(0.41, 0.93, 0, 100);

        assertThat(axis.marks()).extracting(axis::label).containsExactly("0.4", "0.6", "0.8", "1.0");
        assertThat(axis.at(0.4)).isCloseTo(0, within(1e-9));
        assertThat(axis.at(1)).isCloseTo(100, within(1e-9));
    }

    @Test
    void oneValueHasAnAxisToo() {
        Axis axis = Axis.of(1, 1, 0, 100);

        assertThat(axis.marks()).hasSizeGreaterThan(1);
        assertThat(axis.at(1)).isBetween(0.0, 100.0);
    }

    @Property
    void bothEndsAreOnTheAxis(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double low,
            @ForAll @DoubleRange(min = 0, max = 1e6) double width) {
        Axis axis = Axis.of(low, low + width, 10, 110);

        assertThat(axis.at(low)).isBetween(9.9, 110.1);
        assertThat(axis.at(low + width)).isBetween(9.9, 110.1);
        assertThat(axis.marks()).hasSizeBetween(2, 9);
    }
}
