// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Answer;
import dev.tokka.Money;
import dev.tokka.evaluation.Benchmarks;
import dev.tokka.evaluation.Entry;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Results;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostsTest {

    private static final Money CENT = money("0.01", "EUR");

    private final Results results = results(Map.of());

    @Test
    void moneyComesBeforeLatencyAndLatencyBeforeTheOrder() {
        assertThat(order(Costs.MEASURED)).containsExactly("free", "quick", "slow", "unknown");
    }

    @Test
    void latenciesThatWouldChangePlacesIfMeasuredAgainAreEqual() {
        Map<String, Outcome> others = new LinkedHashMap<>();
        others.put("slow", slower(Studies.outcome(true, 5), 23));
        others.put("least", slower(Studies.outcome(true, 5), 20));
        others.put("slower", slower(Studies.outcome(true, 5), 26)); // alike "slow", but not the least of them

        assertThat(order(Costs.MEASURED, results(others)))
                .containsExactly("free", "quick", "slow", "least", "slower", "unknown");
    }

    @Test
    void aPriceReplacesWhatTheTracesSay() {
        assertThat(order(Costs.MEASURED.withMoney("unknown", CENT)))
                .containsExactly("free", "unknown", "quick", "slow");
        assertThat(order(Costs.MEASURED.withMoney("free", money("9", "EUR"))))
                .containsExactly("quick", "slow", "free", "unknown");
    }

    @Test
    void oneCurrencyIsNeeded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> order(Costs.MEASURED.withMoney("slow", money("1", "JPY"))))
                .withMessageContaining("must be in one currency but is in")
                .withMessageContaining("JPY");
    }

    @Test
    void pricesAreOfStrategiesAndNotNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> order(Costs.MEASURED.withMoney("other", CENT)))
                .withMessageContaining("but there are some of [other]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Costs.MEASURED.withMoney("slow", money("-1", "EUR")))
                .withMessage("the price of slow must not be negative but is -1");
    }

    @Test
    void aFailureCostsNothing() {
        Outcome failed = new Outcome.Failed("IOException", "", Duration.ofMillis(1));

        Results priced = Costs.MEASURED.withMoney("slow", CENT).priced(results(Map.of("slow", failed)));

        assertThat(priced.outcomes("slow").get("case-0")).containsExactly(failed);
    }

    private List<String> order(Costs costs) {
        return order(costs, results);
    }

    private static List<String> order(Costs costs, Results results) {
        return Costs.cheapestFirst(costs.priced(results)).stream()
                .map(Took::strategy)
                .toList();
    }

    private static Results results(Map<String, Outcome> others) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        outcomes.put("slow", slower(Studies.outcome(true, 5), 9));
        outcomes.put("quick", Studies.outcome(true, 5));
        outcomes.put("free", slower(Studies.outcome(true, 0), 100));
        outcomes.put("unknown", new Outcome.Answered(Answer.reply("right"), Duration.ofMillis(1)));
        outcomes.putAll(others);
        Map<String, String> fingerprints = new LinkedHashMap<>();
        outcomes.keySet().forEach(name -> fingerprints.put(name, name));
        return new Results(
                Benchmarks.numbers(1),
                fingerprints,
                outcomes.entrySet().stream()
                        .map(one -> new Entry(one.getKey(), "case-0", 0, one.getValue()))
                        .toList());
    }

    private static Outcome slower(Outcome outcome, int milliseconds) {
        return new Outcome.Answered(outcome.given().orElseThrow(), Duration.ofMillis(milliseconds));
    }

    private static Money money(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }
}
