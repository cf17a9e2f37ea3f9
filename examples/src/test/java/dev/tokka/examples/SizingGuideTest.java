// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Money;
import dev.tokka.evaluation.recommendation.Operations;
import dev.tokka.sizing.AnswerTime;
import dev.tokka.sizing.Architectures;
import dev.tokka.sizing.Deployment;
import dev.tokka.sizing.Device;
import dev.tokka.sizing.Devices;
import dev.tokka.sizing.Efficiency;
import dev.tokka.sizing.Fit;
import dev.tokka.sizing.Hardware;
import dev.tokka.sizing.Lora;
import dev.tokka.sizing.MemoryBandwidth;
import dev.tokka.sizing.MemoryPart;
import dev.tokka.sizing.ModelArchitecture;
import dev.tokka.sizing.Precision;
import dev.tokka.sizing.Roofline;
import dev.tokka.sizing.VectorIndex;
import dev.tokka.sizing.cost.BreakEven;
import dev.tokka.sizing.cost.CostBill;
import dev.tokka.sizing.cost.CostLine;
import dev.tokka.sizing.cost.CostPart;
import dev.tokka.sizing.cost.HostedModel;
import dev.tokka.sizing.cost.Judging;
import dev.tokka.sizing.cost.OwnModel;
import dev.tokka.sizing.cost.Spending;
import dev.tokka.sizing.cost.Tariff;
import dev.tokka.sizing.cost.TokenCost;
import dev.tokka.sizing.cost.Workload;
import dev.tokka.sizing.training.ChinchillaLaw;
import dev.tokka.sizing.training.Extrapolated;
import dev.tokka.sizing.training.TrainingRun;
import dev.tokka.sizing.training.Tuning;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code of the guide to sizing. */
class SizingGuideTest {

    private static final Path CONFIG = Path.of("demo-bank/model/config.json");

    private final ModelArchitecture model = Architectures.builtIn().find("llama-3.1-8b");
    private final Device device = Devices.builtIn().find("l4");
    private final Deployment deployment =
            Deployment.of(model, Precision.INT4).context(8_192).batch(4);
    private final Tariff tariff = Tariff.rented(dollars("0.80"), 0.4);
    private final OwnModel own = new OwnModel(new Roofline(deployment, device, Efficiency.PLANNING), tariff);

    @Test
    void memoryIsCountedAndFits() throws IOException {
        // SHOW
        ModelArchitecture known = Architectures.builtIn().find("llama-3.1-8b");
        ModelArchitecture yours = ModelArchitecture.read(CONFIG);
        ModelArchitecture encoder = Architectures.builtIn().find("bge-large-en-v1.5");

        Deployment bank = Deployment.of(known, Precision.INT4)
                .context(8_192)
                .batch(4)
                .adapter(Lora.everywhere(16), Precision.FP16)
                .retrieval(encoder, Precision.FP16, new VectorIndex(2_000_000, 1_024, 4, 16));
        Fit fit = bank.fit(Devices.builtIn().find("l4"));

        System.err.println(fit.fits() ? "it fits" : "largest: " + fit.memory().largest() + ", try " + fit.remedies());
        // END
        assertThat(yours.parameters().total()).isEqualTo(1_969_536);
        assertThat(fit.fits()).isTrue();
        assertThat(fit.memory().of(MemoryPart.INDEX)).isEqualTo(9_292_800_000L);
    }

    @Test
    void timeIsARoofline() {
        // SHOW
        AnswerTime time = new Roofline(deployment, device, Efficiency.PLANNING).answer(2_000, 300);
        Duration wait = time.latency();
        double perSecond = time.tokensPerSecond();

        Efficiency measured = new Efficiency(0.62, 0.71, Duration.ofMillis(2));
        AnswerTime yours = new Roofline(deployment, device, measured).answer(2_000, 300);
        // END
        assertThat(wait).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(30));
        assertThat(perSecond).isBetween(10.0, 60.0);
        assertThat(yours.latency()).isLessThan(wait);
    }

    @Test
    void thisMachineIsADevice() {
        // SHOW
        Hardware hardware = Hardware.detect();
        double bandwidth = MemoryBandwidth.measure(Precision.INT4.bytes(model));
        // END
        assertThat(hardware.cores()).isPositive();
        assertThat(bandwidth).isPositive();
    }

    @Test
    void answersCostMoneyAndEnergy() {
        // SHOW
        TokenCost hosted = new HostedModel(dollars("0.15"), dollars("0.60"));
        TokenCost onPremises = new OwnModel(
                new Roofline(deployment, device, Efficiency.PLANNING), Tariff.rented(dollars("0.80"), 0.4));

        Workload workload = Workload.of(400, 300).retrieving(1_600);
        CostBill bill = CostBill.of(onPremises, workload).judged(new Judging(hosted, 0.05, 2_500, 150));
        Money passages = bill.of(CostPart.RETRIEVED).money();
        double kilowattHours = bill.total().energy().kilowattHours();
        // END
        assertThat(passages.amount()).isPositive();
        assertThat(kilowattHours).isPositive();
        // SHOW
        Operations operations = Operations.UNKNOWN
                .withMemory(0, deployment.memory().total())
                .withMoneyPerThousand(bill.total().money());
        // END
        assertThat(operations.moneyPerThousand()).isPresent();
    }

    @Test
    void trainingAndBreakEven() {
        // SHOW
        Tuning tuning = Tuning.qlora(model, Lora.everywhere(16)).sequence(2_048);
        long bytes = tuning.memory().total();
        TrainingRun run = tuning.run(30_000_000, device, 0.35);
        Spending training = run.spending(Tariff.rented(dollars("0.80"), 1));
        // END
        assertThat(bytes).isLessThan(device.memoryBytes());
        assertThat(run.hours()).isBetween(5.0, 20.0);
        // SHOW
        Money prompted = CostBill.of(own, Workload.of(2_400, 300)).total().money();
        Money retrieved = CostBill.of(own, Workload.of(400, 300).retrieving(1_600))
                .total()
                .money();
        Money tuned = CostBill.of(own, Workload.of(150, 300)).total().money();

        BreakEven cheapest = BreakEven.of(List.of(
                new CostLine("prompting", dollars("0"), prompted),
                new CostLine("retrieval", dollars("5"), retrieved),
                new CostLine("tuned", training.money(), tuned)));
        cheapest.ranges()
                .forEach(range -> System.err.println(
                        "from " + range.from() + " answers: " + range.cheapest().name()));
        // END
        assertThat(cheapest.at(0).name()).isEqualTo("prompting");
        assertThat(cheapest.at(100_000_000).name()).isEqualTo("tuned");
    }

    @Test
    void lawsSayWhereTheyHold() {
        // SHOW
        Extrapolated<ChinchillaLaw.Allocation> best = ChinchillaLaw.BESIROGLU_2024.optimum(1e21);
        if (best.inRange()) {
            System.err.println(
                    best.value().parameters() + " parameters, " + best.value().tokens() + " tokens");
        }
        // END
        assertThat(best.inRange()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/sizing.md", "docs/sizing.ja.md"})
    void theGuideShowsTheCodeAbove(String guide) throws IOException {
        assertThat(Documentation.javaBlocks(guide)).isEqualTo(Documentation.shownBy(SizingGuideTest.class));
    }

    private static Money dollars(String amount) {
        return new Money(new BigDecimal(amount), Currency.getInstance("USD"));
    }
}
