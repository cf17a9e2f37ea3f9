// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ReturnSeriesTest {

    @Example
    void agreesWithNumpy() throws IOException {
        JsonNode golden;
        try (InputStream file = Objects.requireNonNull(ReturnSeriesTest.class.getResourceAsStream("returns.json"))) {
            golden = new ObjectMapper().readTree(file);
        }
        ReturnSeries series =
                ReturnSeries.of(StreamSupport.stream(golden.get("returns").spliterator(), false)
                        .mapToDouble(JsonNode::asDouble)
                        .toArray());

        assertThat(series.periods()).isEqualTo(250);
        assertThat(series.cumulativeReturn()).isCloseTo(golden.get("cumulative").asDouble(), within(1e-12));
        assertThat(series.meanReturn()).isCloseTo(golden.get("mean").asDouble(), within(1e-15));
        assertThat(series.volatility()).isCloseTo(golden.get("volatility").asDouble(), within(1e-14));
        assertThat(series.annualVolatility(ReturnSeries.TRADING_DAYS))
                .isCloseTo(golden.get("annual").asDouble(), within(1e-13));
        assertThat(series.sharpeRatio(0.02 / 252, 252))
                .isCloseTo(golden.get("sharpe").asDouble(), within(1e-12));
        assertThat(series.maximumDrawdown()).isCloseTo(golden.get("drawdown").asDouble(), within(1e-12));
    }

    @Example
    void workedByHand() {
        ReturnSeries series = ReturnSeries.ofEquity(100, 120, 90, 108);

        assertThat(series.cumulativeReturn()).isCloseTo(0.08, within(1e-12));
        assertThat(series.meanReturn()).isCloseTo(0.05, within(1e-12)); // 0.2, -0.25, 0.2
        assertThat(series.volatility()).isCloseTo(Math.sqrt((0.0225 * 2 + 0.09) / 2), within(1e-12));
        assertThat(series.sharpeRatio(0.01, 1)).isCloseTo(0.04 / series.volatility(), within(1e-12));
        assertThat(series.maximumDrawdown()).isCloseTo(0.25, within(1e-12));
    }

    @Example
    void aLossAtOnceIsADrawdown() {
        assertThat(ReturnSeries.of(-0.5, 1).maximumDrawdown()).isEqualTo(0.5);
        assertThat(ReturnSeries.of(0.5, -1, 3).maximumDrawdown()).isEqualTo(1);
    }

    @Example
    void whatDoesNotVaryHasNoSharpeRatio() {
        assertThat(ReturnSeries.of(0.1).sharpeRatio(0, 252)).isZero();
        assertThat(ReturnSeries.of(0.1, 0.1, 0.1, 0.1, 0.1, 0.1).sharpeRatio(0, 252))
                .isZero();
        assertThat(ReturnSeries.of(0, 0).sharpeRatio(0.1, 252)).isZero();
        assertThat(ReturnSeries.of(0.1).annualVolatility(252)).isZero();
    }

    @Example
    void wrongSeriesAreRefused() {
        assertThatThrownBy(ReturnSeries::of).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ReturnSeries.of(0.1, -1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("returns must be finite and at least -1 but return 1 is -1.5");
        assertThatThrownBy(() -> ReturnSeries.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ReturnSeries.ofEquity(100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ReturnSeries.ofEquity(100, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("equity must be finite and greater than 0 but value 1 is 0.0");
        assertThatThrownBy(() -> ReturnSeries.of(1).annualVolatility(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ReturnSeries.of(1).sharpeRatio(Double.NaN, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void seriesAreValues() {
        double[] returns = {0.1, 0.2};
        ReturnSeries series = ReturnSeries.of(returns);
        returns[0] = 5;

        assertThat(series).isEqualTo(ReturnSeries.of(0.1, 0.2)).hasSameHashCodeAs(ReturnSeries.of(0.1, 0.2));
        assertThat(series).isNotEqualTo(ReturnSeries.of(0.1)).hasToString("returns of 2 periods");
    }

    @Property(tries = 300)
    void equityAndReturnsAgree(@ForAll @Size(min = 2, max = 20) List<@IntRange(min = 1, max = 1000) Integer> values) {
        double[] equity = values.stream().mapToDouble(Integer::doubleValue).toArray();
        ReturnSeries series = ReturnSeries.ofEquity(equity);

        assertThat(series.cumulativeReturn()).isCloseTo(equity[equity.length - 1] / equity[0] - 1, within(1e-9 * 1000));
        double worst = 0;
        for (int i = 0; i < equity.length; i++) {
            for (int j = i + 1; j < equity.length; j++) {
                worst = Math.max(worst, 1 - equity[j] / equity[i]);
            }
        }
        assertThat(series.maximumDrawdown()).isBetween(0.0, 1.0).isCloseTo(worst, within(1e-9));
        // the unit of money does not matter
        assertThat(ReturnSeries.ofEquity(Arrays.stream(equity).map(e -> 4 * e).toArray()))
                .isEqualTo(series);
    }
}
