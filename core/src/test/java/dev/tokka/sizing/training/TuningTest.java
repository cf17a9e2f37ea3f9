// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Money;
import dev.tokka.sizing.Architectures;
import dev.tokka.sizing.Device;
import dev.tokka.sizing.Devices;
import dev.tokka.sizing.Lora;
import dev.tokka.sizing.MemoryPart;
import dev.tokka.sizing.ModelArchitecture;
import dev.tokka.sizing.cost.Tariff;
import java.math.BigDecimal;
import java.util.Currency;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class TuningTest {

    private static final Architectures MODELS = Architectures.builtIn();
    private static final ModelArchitecture LLAMA = MODELS.find("llama-2-7b");
    private static final Device DEVICE = Devices.builtIn().find("a100-80gb-sxm");

    @Example
    void operationsAreWorkedByHand() {
        double weights = 6_738_415_616.0;
        long adapter = Lora.everywhere(8).parameters(LLAMA);

        assertThat(Tuning.full(LLAMA).checkpointing(false).flops(10)).isEqualTo(60 * weights);
        assertThat(Tuning.full(LLAMA).flops(10)).isEqualTo(80 * weights);
        assertThat(Tuning.lora(LLAMA, Lora.everywhere(8)).checkpointing(false).flops(10))
                .isEqualTo(40 * weights + 60.0 * adapter);
    }

    @Example
    void aRunIsWorkedByHand() {
        TrainingRun run = Tuning.full(LLAMA).checkpointing(false).run(1_000_000, DEVICE, 0.5);
        Tariff tariff = Tariff.rented(new Money(BigDecimal.TEN, Currency.getInstance("USD")), 1);

        double seconds = 6 * 6_738_415_616.0 * 1e6 / 156e12;
        assertThat(run.duration().toMillis() / 1000.0).isCloseTo(seconds, within(0.001));
        assertThat(run.energy().joules()).isCloseTo(400 * seconds, within(0.1));
        assertThat(run.spending(tariff).money().amount().doubleValue()).isCloseTo(seconds / 360, within(1e-5));
        assertThatIllegalArgumentException().isThrownBy(() -> Tuning.full(LLAMA).run(1, DEVICE, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Tuning.full(LLAMA).flops(0));
    }

    @Example
    void anAdapterIsTrainedIn32BitsBesideTheWeights() {
        Tuning tuning = Tuning.qlora(LLAMA, Lora.everywhere(8));
        long trained = tuning.trained();

        assertThat(tuning.memory().of(MemoryPart.ADAPTERS)).isEqualTo(4 * trained);
        assertThat(tuning.memory().of(MemoryPart.GRADIENTS)).isEqualTo(4 * trained);
        assertThat(tuning.memory().of(MemoryPart.OPTIMIZER)).isEqualTo(8 * trained);
        assertThat(tuning.optimizer(Optimizer.SGD).memory().of(MemoryPart.OPTIMIZER))
                .isZero();
    }

    @Property(tries = 200)
    void anAdapterNeverTakesMoreThanAllWeights(
            @ForAll("models") ModelArchitecture model, @ForAll @IntRange(min = 1, max = 16) int rank) {
        Lora adapter = Lora.everywhere(rank);
        Tuning full = Tuning.full(model);
        Tuning lora = Tuning.lora(model, adapter);
        Tuning qlora = Tuning.qlora(model, adapter);

        assertThat(lora.flops(1_000)).isLessThanOrEqualTo(full.flops(1_000));
        assertThat(lora.memory().total()).isLessThanOrEqualTo(full.memory().total());
        assertThat(qlora.memory().total()).isLessThanOrEqualTo(lora.memory().total());
    }

    @Property(tries = 200)
    void memoryGrowsWithSequenceAndBatchAndCheckpointingSavesIt(
            @ForAll("models") ModelArchitecture model, @ForAll @IntRange(min = 1, max = 500) int tokens) {
        Tuning tuning = Tuning.full(model).sequence(tokens);
        long before = tuning.memory().total();

        assertThat(tuning.sequence(tokens + 1).memory().total()).isGreaterThan(before);
        assertThat(tuning.batch(2).memory().total()).isGreaterThan(before);
        assertThat(tuning.checkpointing(false).memory().total()).isGreaterThanOrEqualTo(before);
        assertThat(tuning.checkpointing(false).flops(1)).isLessThan(tuning.flops(1));
    }

    @Property(tries = 200)
    void theOptimumIsBetterThanItsNeighbours(
            @ForAll @DoubleRange(min = 1e19, max = 1e25) double flops,
            @ForAll @DoubleRange(min = 0.1, max = 10) double factor) {
        for (ChinchillaLaw law : new ChinchillaLaw[] {ChinchillaLaw.HOFFMANN_2022, ChinchillaLaw.BESIROGLU_2024}) {
            ChinchillaLaw.Allocation best = law.optimum(flops).value();
            double other =
                    law.loss(best.parameters() * factor, best.tokens() / factor).value();

            assertThat(best.parameters() * best.tokens() * 6).isCloseTo(flops, within(flops * 1e-9));
            assertThat(best.loss()).isLessThanOrEqualTo(other + 1e-12);
        }
    }

    @Property(tries = 200)
    void lossesFallWithAllThatGrows(
            @ForAll @DoubleRange(min = 1e6, max = 1e12) double size,
            @ForAll @DoubleRange(min = 1e6, max = 1e13) double tokens) {
        assertThat(KaplanLaw.lossBySize(2 * size).value())
                .isLessThan(KaplanLaw.lossBySize(size).value());
        assertThat(KaplanLaw.lossByTokens(2 * tokens).value())
                .isLessThan(KaplanLaw.lossByTokens(tokens).value());
        assertThat(KaplanLaw.lossByCompute(2 * size).value())
                .isLessThan(KaplanLaw.lossByCompute(size).value());
        assertThat(KaplanLaw.loss(2 * size, tokens).value())
                .isLessThan(KaplanLaw.loss(size, tokens).value());
        assertThat(KaplanLaw.loss(size, tokens).value())
                .isGreaterThan(KaplanLaw.lossBySize(size).value());
        ChinchillaLaw law = ChinchillaLaw.HOFFMANN_2022;
        assertThat(law.loss(size, 2 * tokens).value())
                .isLessThan(law.loss(size, tokens).value());
    }

    @Example
    void extrapolationsAreFlagged() {
        assertThat(KaplanLaw.lossBySize(1e9).inRange()).isTrue();
        Extrapolated<Double> large = KaplanLaw.lossBySize(7e10);
        assertThat(large.inRange()).isFalse();
        assertThat(large.outside()).containsExactly("parameters 7.00e+10 is not in [768, 1.50e+09]");
        assertThatIllegalStateException()
                .isThrownBy(large::orThrow)
                .withMessageStartingWith("outside of what the law was fitted to: parameters");
        assertThat(ChinchillaLaw.HOFFMANN_2022.loss(1e9, 2e10).inRange()).isTrue();
        assertThat(ChinchillaLaw.HOFFMANN_2022.loss(7e10, 1.4e12).outside()).hasSize(2);
        assertThatIllegalArgumentException().isThrownBy(() -> KaplanLaw.lossBySize(0));
        assertThatIllegalArgumentException().isThrownBy(() -> ChinchillaLaw.HOFFMANN_2022.optimum(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ChinchillaLaw(0, 1, 1, 1, 1));
    }

    @Provide
    Arbitrary<ModelArchitecture> models() {
        return Arbitraries.of(MODELS.byName().values().stream()
                .filter(model -> model.shape().positions() > 501)
                .toList());
    }
}
