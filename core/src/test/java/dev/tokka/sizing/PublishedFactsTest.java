// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Money;
import dev.tokka.sizing.cost.Tariff;
import dev.tokka.sizing.training.ChinchillaLaw;
import dev.tokka.sizing.training.KaplanLaw;
import dev.tokka.sizing.training.Optimizer;
import dev.tokka.sizing.training.TrainingRun;
import dev.tokka.sizing.training.Tuning;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What others published, each with its source ({@code facts.tsv}), against what is calculated here. */
class PublishedFactsTest {

    private static final Architectures MODELS = Architectures.builtIn();
    private static final Devices DEVICES = Devices.builtIn();
    private static final double PETAFLOP_DAY = 8.64e19;

    private record Fact(String quantity, List<String> arguments, double published, double factor, String source) {

        ModelArchitecture model() {
            return MODELS.find(arguments.get(0));
        }

        double number(int index) {
            return Double.parseDouble(arguments.get(index));
        }

        @Override
        public String toString() {
            return quantity + " " + String.join(" ", arguments);
        }
    }

    private static final Map<String, ToDoubleFunction<Fact>> CALCULATIONS = Map.ofEntries(
            Map.entry("parameters", fact -> fact.model().parameters().total()),
            Map.entry("active", fact -> fact.model().parameters().active()),
            Map.entry("nonEmbedding", fact -> fact.model().parameters().nonEmbedding()),
            Map.entry("fileBytes", fact -> precision(fact).bytes(fact.model())),
            Map.entry("cacheBytesPerToken", fact -> fact.model().cacheBytes(1, precision(fact))),
            Map.entry("indexBytes", PublishedFactsTest::indexBytes),
            Map.entry("loraParameters", fact -> lora(fact).parameters(fact.model())),
            Map.entry(
                    "bitsPerWeight",
                    fact -> Precision.named(fact.arguments().get(0)).bits()),
            Map.entry("bytesPerWeightTrained", PublishedFactsTest::bytesPerWeightTrained),
            Map.entry("statesBytes", PublishedFactsTest::states),
            Map.entry("layerActivationBytes", PublishedFactsTest::layerActivations),
            Map.entry("trainingFlops", PublishedFactsTest::trainingFlops),
            Map.entry("petaflopDays", fact -> trainingFlops(fact) / PETAFLOP_DAY),
            Map.entry("bloombergDays", PublishedFactsTest::bloombergDays),
            Map.entry("rentOfDays", PublishedFactsTest::rentOfDays),
            Map.entry("fingptHours", fact -> fingpt(fact).hours()),
            Map.entry("fingptDollars", PublishedFactsTest::fingptDollars),
            Map.entry("kaplanDoubling", PublishedFactsTest::kaplanDoubling),
            Map.entry("chinchillaRule", fact -> ChinchillaLaw.tokensFor(fact.number(0))),
            Map.entry("chinchillaFlops", fact -> 6 * fact.number(0) * fact.number(1)),
            Map.entry(
                    "hoffmannOptimum",
                    fact -> ChinchillaLaw.HOFFMANN_2022
                            .optimum(fact.number(0))
                            .value()
                            .parameters()),
            Map.entry(
                    "besirogluTokensPerParameter",
                    fact -> ChinchillaLaw.BESIROGLU_2024
                            .optimum(fact.number(0))
                            .value()
                            .tokensPerParameter()));

    @ParameterizedTest(name = "{0}")
    @MethodSource("facts")
    void isAsPublished(Fact fact) {
        double calculated =
                requireNonNull(CALCULATIONS.get(fact.quantity()), "calculation").applyAsDouble(fact);

        assertThat(Math.max(calculated / fact.published(), fact.published() / calculated))
                .as("%s is published as %s but calculated as %s; %s", fact, fact.published(), calculated, fact.source())
                .isLessThanOrEqualTo(fact.factor());
    }

    @Test
    void aQuantizedAdapterOfALlama65bFitsOneDeviceOf48Gigabytes() {
        Tuning tuning =
                Tuning.qlora(MODELS.find("llama-65b"), Lora.everywhere(16)).sequence(512);

        assertThat(tuning.memory().total()).isLessThan(48_000_000_000L); // QLoRA, abstract
    }

    @Test
    void thereAreEnoughFactsAndEachHasASource() throws IOException {
        List<Fact> facts = facts().toList();

        assertThat(facts).hasSizeGreaterThanOrEqualTo(60);
        assertThat(facts).allMatch(fact -> fact.source().length() > 20);
    }

    static Stream<Fact> facts() throws IOException {
        try (InputStream in = PublishedFactsTest.class.getResourceAsStream("facts.tsv")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(fields -> new Fact(
                            fields[0],
                            List.of(fields[1].split(" ", -1)),
                            number(fields[2]),
                            Double.parseDouble(fields[3]),
                            fields[4]));
        }
    }

    private static double number(String text) {
        return text.endsWith(" GiB")
                ? Double.parseDouble(text.substring(0, text.length() - 4)) * (1 << 30)
                : Double.parseDouble(text);
    }

    private static Precision precision(Fact fact) {
        return Precision.named(fact.arguments().get(1));
    }

    private static double indexBytes(Fact fact) {
        return new VectorIndex((long) fact.number(0), (int) fact.number(1), Float.BYTES, (int) fact.number(2)).bytes();
    }

    private static Lora lora(Fact fact) {
        Set<Projection> targets = Arrays.stream(fact.arguments().get(2).split(",", -1))
                .map(name -> Projection.valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Projection.class)));
        return new Lora((int) fact.number(1), targets);
    }

    /** Weights, gradients and what the optimizer remembers. */
    private static double states(Fact fact) {
        MemoryBill bill = Tuning.full(fact.model())
                .optimizer(Optimizer.valueOf(fact.arguments().get(1)))
                .memory();
        return bill.total() - bill.of(MemoryPart.ACTIVATIONS);
    }

    private static double bytesPerWeightTrained(Fact fact) {
        return states(fact) / fact.model().parameters().total();
    }

    private static double layerActivations(Fact fact) {
        Shape shape = fact.model().shape();
        Tuning tuning = Tuning.full(fact.model()).sequence(1_024).checkpointing(false);
        double perToken = tuning.memory().of(MemoryPart.ACTIVATIONS) / 1_024.0 - 4.0 * shape.vocabulary();
        return perToken / shape.layers() / shape.hidden();
    }

    private static double trainingFlops(Fact fact) {
        return Tuning.full(fact.model()).checkpointing(false).flops((long) fact.number(1));
    }

    private static double bloombergDays(Fact fact) {
        Device devices = DEVICES.find(fact.arguments().get(3)).times((int) fact.number(2));
        double utilization = fact.number(4) * fact.number(2) / devices.peak(Arithmetic.FP16);
        return Tuning.full(fact.model())
                        .run((long) fact.number(1), devices, utilization)
                        .hours()
                / 24;
    }

    private static double rentOfDays(Fact fact) {
        Tariff tariff = Tariff.rented(dollars(fact.arguments().get(2)), 1);
        double seconds = fact.number(0) * fact.number(1) * 86_400;
        return tariff.of(seconds, dev.tokka.sizing.cost.Energy.ZERO).amount().doubleValue();
    }

    private static TrainingRun fingpt(Fact fact) {
        Lora adapter = new Lora(8, EnumSet.of(Projection.QUERY, Projection.KEY, Projection.VALUE));
        long tokens = (long) (fact.number(1) * fact.number(2) * fact.number(3));
        return Tuning.beside(fact.model(), adapter, Precision.LLM_INT8)
                .checkpointing(false)
                .run(tokens, DEVICES.find(fact.arguments().get(4)), fact.number(5));
    }

    private static double fingptDollars(Fact fact) {
        return fingpt(fact)
                .spending(Tariff.rented(dollars("1"), 1))
                .money()
                .amount()
                .doubleValue();
    }

    private static double kaplanDoubling(Fact fact) {
        return KaplanLaw.lossBySize(1e8 * fact.number(0)).orThrow()
                / KaplanLaw.lossBySize(1e8).orThrow();
    }

    private static Money dollars(String amount) {
        return new Money(new BigDecimal(amount), Currency.getInstance("USD"));
    }
}
