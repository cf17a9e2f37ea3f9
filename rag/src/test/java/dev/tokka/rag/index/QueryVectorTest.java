// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class QueryVectorTest {

    private static final float[] EAST = {1, 0};
    private static final float[] NORTH = {0, 1};
    private static final float[] WEST = {-1, 0};

    @Property(tries = 200)
    void sumsAreOneLong(
            @ForAll @DoubleRange(min = 0, max = 6.3) double first,
            @ForAll @DoubleRange(min = 0, max = 6.3) double second,
            @ForAll @DoubleRange(min = 0, max = 1) double share) {
        assertThat(length(QueryVector.mixed(at(first), at(second), share))).isCloseTo(1, within(1e-5));
        assertThat(length(QueryVector.moved(at(first), List.of(at(second), EAST), share)))
                .isCloseTo(1, within(1e-5));
    }

    @Test
    void theMeanOfTheOthersIsAddedWithItsShare() {
        // (1, 0) + 0.5 * ((0, 1) + (0, 1)) / 2 = (1, 0.5), of length 1.118
        float[] moved = QueryVector.moved(EAST, List.of(NORTH, NORTH), 0.5);

        assertThat(moved[0]).isCloseTo(0.894_43f, within(1e-4f));
        assertThat(moved[1]).isCloseTo(0.447_21f, within(1e-4f));
    }

    @Test
    void withoutOthersOrWithOppositeOnesItStays() {
        assertThat(QueryVector.moved(EAST, List.of(), 1)).containsExactly(EAST);
        assertThat(QueryVector.moved(EAST, List.of(WEST), 1)).containsExactly(EAST);
        assertThat(QueryVector.mixed(EAST, WEST, 0.5)).containsExactly(EAST);
    }

    private static float[] at(double angle) {
        return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
    }

    private static double length(float[] vector) {
        return Math.hypot(vector[0], vector[1]);
    }
}
