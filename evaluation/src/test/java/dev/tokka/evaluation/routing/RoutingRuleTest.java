// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

class RoutingRuleTest {

    @Example
    void theCheapestWithinTheToleranceIsAsked() {
        List<Double> chances = List.of(0.6, 0.75, 0.8, 0.7);

        assertThat(RoutingRule.within(0).choose(chances)).isEqualTo(2);
        assertThat(RoutingRule.within(0.05).choose(chances)).isEqualTo(1);
        assertThat(RoutingRule.within(0.2).choose(chances)).isEqualTo(0);
        assertThat(RoutingRule.within(0).choose(List.of(0.8, 0.8))).isEqualTo(0);
    }

    @Example
    void theCheapestThatIsSureEnoughIsAsked() {
        List<Double> chances = List.of(0.6, 0.75, 0.8, 0.8);

        assertThat(RoutingRule.enough(0.7).choose(chances)).isEqualTo(1);
        assertThat(RoutingRule.enough(0.75).choose(chances)).isEqualTo(1);
        assertThat(RoutingRule.enough(0.9).choose(chances)).isEqualTo(2);
        assertThat(RoutingRule.enough(0).choose(chances)).isEqualTo(0);
    }

    @Property
    void whatIsChosenIsAllowedAndNothingCheaperIs(
            @ForAll @Size(min = 1, max = 6) List<@DoubleRange(min = 0, max = 1) Double> chances,
            @ForAll @DoubleRange(min = 0, max = 1) double tolerance) {
        double best = chances.stream().mapToDouble(Double::doubleValue).max().orElseThrow();

        int chosen = RoutingRule.within(tolerance).choose(chances);

        assertThat(chances.get(chosen)).isGreaterThanOrEqualTo(best - tolerance - 1e-8);
        assertThat(chances.subList(0, chosen)).allMatch(chance -> chance < best - tolerance);
    }

    @Example
    void otherSharesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoutingRule.within(Double.NaN))
                .withMessage("tolerance must be in [0, 1] but is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoutingRule.enough(1.5))
                .withMessage("chance must be in [0, 1] but is 1.5");
    }
}
