// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Money;
import dev.tokka.sizing.Architectures;
import dev.tokka.sizing.Deployment;
import dev.tokka.sizing.Device;
import dev.tokka.sizing.Devices;
import dev.tokka.sizing.Efficiency;
import dev.tokka.sizing.Precision;
import dev.tokka.sizing.Roofline;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class CostTest {

    private static final HostedModel HOSTED = new HostedModel(dollars("0.15"), dollars("0.60"));
    private static final Device DEVICE = Devices.builtIn().find("l4");
    private static final Roofline ROOFLINE = new Roofline(
            Deployment.of(Architectures.builtIn().find("llama-3.1-8b"), Precision.INT4)
                    .context(8_192)
                    .batch(4),
            DEVICE,
            Efficiency.PLANNING);

    @Example
    void tokensOfAProviderAreWorkedByHand() {
        CostBill bill = CostBill.of(HOSTED, Workload.of(400, 250).retrieving(1_500));

        assertThat(bill.of(CostPart.PROMPT).money().amount()).isEqualByComparingTo("0.06");
        assertThat(bill.of(CostPart.RETRIEVED).money().amount()).isEqualByComparingTo("0.225");
        assertThat(bill.of(CostPart.ANSWER).money().amount()).isEqualByComparingTo("0.15");
        assertThat(bill.total().money().amount()).isEqualByComparingTo("0.435");
        assertThat(bill.total().energy()).isEqualTo(Energy.ZERO);
    }

    @Example
    void judgingAndTrainingAreAdded() {
        Spending training = new Spending(dollars("500"), new Energy(3.6e6));
        CostBill bill = CostBill.of(HOSTED, Workload.of(400, 250))
                .judged(new Judging(HOSTED, 0.1, 1_000, 100))
                .spread(CostPart.TRAINING, training, 100_000)
                .spread(CostPart.FIXED, training, 1_000_000);

        assertThat(bill.of(CostPart.JUDGE).money().amount()).isEqualByComparingTo("0.021");
        assertThat(bill.of(CostPart.TRAINING).money().amount()).isEqualByComparingTo("5");
        assertThat(bill.of(CostPart.TRAINING).energy().kilowattHours()).isCloseTo(0.01, within(1e-12));
        assertThat(bill.of(CostPart.FIXED).money().amount()).isEqualByComparingTo("0.5");
        assertThat(bill.of(CostPart.RETRIEVED).money().amount()).isZero();
    }

    @Example
    void timeOfADeviceIsWorkedByHand() {
        Tariff tariff = new Tariff(dollars("3.60"), dollars("0.20"), 1.5, 0.5);
        Spending call = new OwnModel(ROOFLINE, tariff).call(1_000, 200);
        double seconds = ROOFLINE.answer(1_000, 200).deviceSeconds();

        assertThat(call.energy().joules()).isCloseTo(72 * seconds, within(1e-9));
        assertThat(call.money().amount().doubleValue())
                .isCloseTo(seconds * 0.001 / 0.5 + 72 * seconds / 3.6e6 * 1.5 * 0.20, within(1e-12));
    }

    @Example
    void aBoughtDeviceIsSpreadOverItsHours() {
        Tariff tariff =
                Tariff.bought(dollars("26280"), 26_280, dollars("0.10"), 1).overhead(1.2);

        assertThat(tariff.perHour().amount()).isEqualByComparingTo("1");
        assertThat(tariff.of(3_600, new Energy(3.6e6)).amount()).isEqualByComparingTo("1.12");
    }

    @Example
    void currenciesAreNotMixed() {
        Money yen = new Money(BigDecimal.ONE, Currency.getInstance("JPY"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HostedModel(yen, dollars("1")))
                .withMessage("expected amounts of one currency but saw JPY and USD");
        assertThatIllegalArgumentException().isThrownBy(() -> new CostLine("a", yen, dollars("1")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tariff(yen, dollars("1"), 1, 1));
    }

    @Example
    void breakEvenIsWorkedByHand() {
        CostLine prompting = new CostLine("prompting", dollars("0"), dollars("3"));
        CostLine rag = new CostLine("rag", dollars("100"), dollars("2"));
        CostLine tuned = new CostLine("tuned", dollars("1000"), dollars("0.5"));

        assertThat(rag.breakEven(prompting)).hasValue(100_000);
        assertThat(tuned.breakEven(rag)).hasValue(600_000);
        assertThat(prompting.breakEven(tuned)).isEmpty();
        BreakEven cheapest = BreakEven.of(List.of(tuned, rag, prompting));
        assertThat(cheapest.ranges())
                .containsExactly(
                        new BreakEven.Range(0, prompting),
                        new BreakEven.Range(100_000, rag),
                        new BreakEven.Range(600_000, tuned));
        assertThat(cheapest.at(99_999)).isEqualTo(prompting);
        assertThat(cheapest.at(10_000_000)).isEqualTo(tuned);
    }

    @Property(tries = 300)
    void theChosenStrategyIsTheCheapest(
            @ForAll("lines") List<CostLine> lines, @ForAll @IntRange(max = 3_000_000) int answers) {
        BigDecimal least = lines.stream()
                .map(line -> line.of(answers).amount())
                .reduce(BigDecimal::min)
                .orElseThrow();

        assertThat(BreakEven.of(lines).at(answers).of(answers).amount()).isEqualByComparingTo(least);
    }

    @Property(tries = 300)
    void beyondBreakEvenItStaysCheaper(
            @ForAll("lines") List<CostLine> lines, @ForAll @IntRange(max = 99_999) int more) {
        CostLine a = lines.get(0);
        CostLine b = lines.get(lines.size() - 1);

        a.breakEven(b).ifPresent(from -> {
            assertThat(a.of(from + more).amount())
                    .isLessThanOrEqualTo(b.of(from + more).amount());
            if (from > 0) {
                assertThat(a.of(from - 1).amount()).isGreaterThan(b.of(from - 1).amount());
            }
        });
    }

    @Property(tries = 200)
    void partsSumToWhatTheCallsCost(
            @ForAll @IntRange(min = 1, max = 2_000) int prompt,
            @ForAll @IntRange(max = 4_000) int retrieved,
            @ForAll @IntRange(max = 1_000) int written,
            @ForAll boolean hosted) {
        TokenCost model = hosted ? HOSTED : new OwnModel(ROOFLINE, Tariff.rented(dollars("0.80"), 0.3));
        CostBill bill = CostBill.of(model, new Workload(prompt, retrieved, written, 2));
        Spending call = model.call(prompt + retrieved, written);

        assertThat(bill.total().money().amount())
                .isEqualByComparingTo(call.money().amount().multiply(BigDecimal.valueOf(2_000)));
        assertThat(bill.total().energy().joules())
                .isCloseTo(2_000 * call.energy().joules(), within(1e-6));
        assertThat(bill.parts().values()).allMatch(part -> part.money().amount().signum() >= 0);
    }

    @Example
    void rangesAreChecked() {
        assertThat(HOSTED.call(0, 5)).isEqualTo(Spending.none(HOSTED.currency()));
        assertThatIllegalArgumentException().isThrownBy(() -> HOSTED.call(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Energy(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tariff(dollars("1"), dollars("1"), 0.9, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Tariff.rented(dollars("1"), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Tariff.rented(dollars("-1"), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Workload.of(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> BreakEven.of(List.of()));
        CostLine line = new CostLine("a", dollars("1"), dollars("1"));
        assertThatIllegalArgumentException().isThrownBy(() -> BreakEven.of(List.of(line, line)));
        assertThatIllegalArgumentException().isThrownBy(() -> line.of(-1));
    }

    @Provide
    Arbitrary<List<CostLine>> lines() {
        Arbitrary<BigDecimal> amounts =
                Arbitraries.integers().between(0, 2_000).map(cents -> BigDecimal.valueOf(cents, 2));
        return amounts.list().ofMinSize(2).ofMaxSize(10).map(values -> {
            List<CostLine> lines = new java.util.ArrayList<>();
            for (int i = 0; i + 1 < values.size(); i++) {
                lines.add(new CostLine(
                        "line " + i,
                        new Money(values.get(i).movePointRight(2), HOSTED.currency()),
                        new Money(values.get(i + 1), HOSTED.currency())));
            }
            return lines;
        });
    }

    private static Money dollars(String amount) {
        return new Money(new BigDecimal(amount), Currency.getInstance("USD"));
    }
}
