// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class EditDistanceTest {

    @Example
    void changesAdditionsAndOmissionsAreCounted() {
        assertThat(EditDistance.between("kitten", "sitting")).isEqualTo(3);
        assertThat(EditDistance.between("", "特化")).isEqualTo(2);
        assertThat(EditDistance.between("Model", "model")).isEqualTo(1);
    }

    @Property
    void itIsADistance(
            @ForAll @StringLength(max = 8) String one,
            @ForAll @StringLength(max = 8) String other,
            @ForAll @StringLength(max = 8) String third) {
        int distance = EditDistance.between(one, other);
        assertThat(distance == 0).isEqualTo(one.equals(other));
        assertThat(distance)
                .isEqualTo(EditDistance.between(other, one))
                .isLessThanOrEqualTo(EditDistance.between(one, third) + EditDistance.between(third, other));
    }
}
