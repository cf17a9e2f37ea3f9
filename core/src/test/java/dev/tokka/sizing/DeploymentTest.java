// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class DeploymentTest {

    private static final Architectures MODELS = Architectures.builtIn();
    private static final Devices DEVICES = Devices.builtIn();
    private static final ModelArchitecture LLAMA = MODELS.find("llama-2-7b");

    @Example
    void memoryIsWorkedByHand() {
        MemoryBill bill = Deployment.of(LLAMA, Precision.FP16)
                .context(4_096)
                .batch(2)
                .adapter(Lora.everywhere(8), Precision.FP16)
                .memory();

        assertThat(bill.of(MemoryPart.WEIGHTS)).isEqualTo(2 * 6_738_415_616L);
        assertThat(bill.of(MemoryPart.CACHE)).isEqualTo(2 * 4_096 * 524_288L);
        assertThat(bill.of(MemoryPart.ACTIVATIONS)).isEqualTo(2_048L * 2 * (2 * 4_096 + 2 * 11_008) + 2 * 4 * 32_000L);
        assertThat(bill.of(MemoryPart.ADAPTERS)).isEqualTo(2 * 8 * 32 * (4 * 8_192 + 3 * 15_104L));
        assertThat(bill.largest()).isEqualTo(new MemoryBill.Item(MemoryPart.WEIGHTS, 13_476_831_232L));
    }

    @Example
    void retrievalBringsItsEncoderAndItsIndex() {
        ModelArchitecture encoder = MODELS.find("bge-small-en-v1.5");
        MemoryBill bill = Deployment.of(LLAMA, Precision.INT4)
                .retrieval(encoder, Precision.FP32, new VectorIndex(1_000_000, 384, 4, 16))
                .memory();

        assertThat(bill.of(MemoryPart.INDEX)).isEqualTo(1_000_000L * (384 * 4 + 128) * 11 / 10);
        assertThat(bill.of(MemoryPart.ENCODER)).isEqualTo(33_360_000L * 4 + 512 * 4 * (2 * 384 + 4 * 384));
    }

    @Example
    void aWindowBoundsTheCache() {
        ModelArchitecture mistral = MODELS.find("mistral-7b-v0.1");

        assertThat(mistral.cacheBytes(32_768, Precision.FP16)).isEqualTo(mistral.cacheBytes(4_096, Precision.FP16));
        assertThat(MODELS.find("bert-base").cacheBytes(512, Precision.FP16)).isZero();
    }

    @Example
    void whatFitsFitsAndWhatDoesNotSaysWhatWouldHelp() {
        Device device = DEVICES.find("rtx-4090");
        Fit small = Deployment.of(LLAMA, Precision.FP16).fit(device);
        Fit large = Deployment.of(LLAMA, Precision.FP16).batch(8).fit(device);

        assertThat(small.fits()).isTrue();
        assertThat(small.remedies()).isEmpty();
        assertThat(small.missingBytes()).isZero();
        assertThat(large.fits()).isFalse();
        assertThat(large.missingBytes()).isPositive();
        assertThat(large.memory().largest().part()).isEqualTo(MemoryPart.CACHE);
        assertThat(large.remedies()).extracting(Fit.Remedy::toString).contains("a batch of 3", "2 x rtx-4090");
    }

    @Example
    void contextsLongerThanTheModelAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Deployment.of(LLAMA, Precision.FP16).context(4_097))
                .withMessage("context must be in [1, 4096] but is 4097");
    }

    @Example
    void aBillHasEachPartOnce() {
        MemoryBill.Item item = new MemoryBill.Item(MemoryPart.CACHE, 1);

        assertThatIllegalArgumentException().isThrownBy(() -> new MemoryBill(List.of(item, item)));
        assertThat(new MemoryBill(List.of()).largest().bytes()).isZero();
    }

    @Example
    void groupsThatAreNotFullTakeAsMuchAsFullOnes() {
        assertThat(Precision.Q4_0.bytes(0)).isZero();
        assertThat(Precision.Q4_0.bytes(1)).isEqualTo(18);
        assertThat(Precision.Q4_0.bytes(32)).isEqualTo(18);
        assertThat(Precision.Q4_0.bytes(33)).isEqualTo(36);
        assertThat(Precision.INT4.bits()).isEqualTo(4.15625);
    }

    @Property(tries = 200)
    void partsSumToTheTotal(@ForAll("deployments") Deployment deployment) {
        MemoryBill bill = deployment.memory();
        long sum = 0;
        for (MemoryPart part : MemoryPart.values()) {
            sum += bill.of(part);
        }

        assertThat(bill.total()).isEqualTo(sum);
        assertThat(bill.items()).allMatch(item -> item.bytes() <= bill.largest().bytes());
    }

    @Property(tries = 200)
    void memoryGrowsWithContextAndBatch(
            @ForAll("deployments") Deployment deployment, @ForAll @IntRange(min = 1, max = 64) int more) {
        long before = deployment.memory().total();
        int longest = deployment.model().shape().positions();

        assertThat(deployment.batch(deployment.batch() + more).memory().total()).isGreaterThanOrEqualTo(before);
        assertThat(deployment
                        .context(Math.min(longest, deployment.context() + more))
                        .memory()
                        .total())
                .isGreaterThanOrEqualTo(before);
    }

    @Property(tries = 200)
    void weightsGrowWithBits(
            @ForAll("models") ModelArchitecture model,
            @ForAll("precisions") Precision a,
            @ForAll("precisions") Precision b) {
        long numbers = model.parameters().total();

        if (a.bits() < b.bits()) {
            assertThat(a.bytes(numbers)).isLessThanOrEqualTo(b.bytes(numbers));
        }
        if (a.scope() == b.scope() && a.bits() < b.bits()) {
            assertThat(a.bytes(model)).isLessThanOrEqualTo(b.bytes(model));
        }
    }

    @Property(tries = 100)
    void eachRemedyHelps(@ForAll("deployments") Deployment deployment, @ForAll("devices") Device device) {
        Fit fit = deployment.fit(device);

        assertThat(fit.remedies())
                .allMatch(remedy -> remedy.deployment().fit(remedy.device()).fits());
        if (fit.fits()) {
            assertThat(fit.remedies()).isEmpty();
        }
    }

    @Property(tries = 100)
    void partsOfParametersSumAndTheActiveOnesAreNotMore(@ForAll("models") ModelArchitecture model) {
        Parameters parameters = model.parameters();

        assertThat(parameters.byPart().values().stream()
                        .mapToLong(count -> count)
                        .sum())
                .isEqualTo(parameters.total());
        assertThat(parameters.active()).isPositive().isLessThanOrEqualTo(parameters.total());
        assertThat(parameters.nonEmbedding()).isLessThan(parameters.total());
    }

    @Provide
    Arbitrary<ModelArchitecture> models() {
        return Arbitraries.of(MODELS.byName().values());
    }

    @Provide
    Arbitrary<Precision> precisions() {
        return Arbitraries.of(Precision.ALL);
    }

    @Provide
    Arbitrary<Device> devices() {
        return Arbitraries.of(DEVICES.byName().values());
    }

    @Provide
    Arbitrary<Deployment> deployments() {
        return models().flatMap(model -> precisions()
                .flatMap(precision -> Arbitraries.integers()
                        .between(1, model.shape().positions())
                        .flatMap(context -> Arbitraries.integers()
                                .between(1, 64)
                                .map(batch -> Deployment.of(model, precision)
                                        .context(context)
                                        .batch(batch)
                                        .adapter(Lora.everywhere(8), Precision.FP16)))));
    }
}
