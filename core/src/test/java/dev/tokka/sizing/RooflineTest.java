// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RooflineTest {

    private static final Architectures MODELS = Architectures.builtIn();
    private static final ModelArchitecture LLAMA = MODELS.find("llama-2-7b");
    private static final Device DEVICE = Devices.builtIn().find("a100-80gb-sxm");

    @Example
    void writingWaitsForMemoryAndReadingForArithmetic() {
        Roofline roofline = new Roofline(Deployment.of(LLAMA, Precision.FP16), DEVICE, Efficiency.BOUND);
        Step writing = roofline.writing(1_000);
        Step reading = roofline.reading(1_000);

        double weights = 2.0 * (6_738_415_616L - 32_000L * 4_096);
        assertThat(writing.bound()).isEqualTo(Step.Bound.BANDWIDTH);
        assertThat(writing.bytes()).isEqualTo(weights + 1_000 * 524_288.0);
        assertThat(writing.seconds()).isEqualTo(writing.bytes() / 2039e9);
        assertThat(reading.bound()).isEqualTo(Step.Bound.COMPUTE);
        assertThat(reading.seconds()).isEqualTo(reading.flops() / 312e12);
    }

    @Example
    void operationsAreWorkedByHand() {
        double matrices = 2.0 * 32 * (4 * 4_096.0 * 4_096 + 3 * 4_096.0 * 11_008);
        double head = 2.0 * 4_096 * 32_000;

        assertThat(LLAMA.forwardFlops(10, true)).isEqualTo(matrices + 4.0 * 32 * 4_096 * 10 + head);
        assertThat(LLAMA.readingFlops(3)).isEqualTo(3 * matrices + 4.0 * 32 * 4_096 * (1 + 2 + 3) + head);
        assertThat(LLAMA.readingFlops(0)).isZero();
        ModelArchitecture mistral = MODELS.find("mistral-7b-v0.1");
        assertThat(mistral.forwardFlops(32_000, false)).isEqualTo(mistral.forwardFlops(4_096, false));
    }

    @Example
    void anEncoderLooksBothWaysAndWritesNothing() {
        ModelArchitecture bert = MODELS.find("bert-base");
        double matrices = 2.0 * bert.matrixParameters();

        assertThat(bert.readingFlops(4)).isEqualTo(4 * matrices + 4.0 * 12 * 768 * 16);
        Roofline roofline = new Roofline(Deployment.of(bert, Precision.FP32), DEVICE, Efficiency.BOUND);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> roofline.writing(1))
                .withMessage("bert-base is an encoder, which writes no tokens");
    }

    @Example
    void expertsAreReadAsFarAsTheBatchChoosesThem() {
        ModelArchitecture mixtral = MODELS.find("mixtral-8x7b");
        Deployment one = Deployment.of(mixtral, Precision.FP16);
        double experts = 2.0 * mixtral.parameters().of(ParameterPart.FEED_FORWARD);
        Roofline single = new Roofline(one, DEVICE, Efficiency.BOUND);
        Roofline many = new Roofline(one.batch(64), DEVICE, Efficiency.BOUND);

        double rest = single.writing(1).bytes() - experts / 4;
        assertThat(rest).isPositive();
        assertThat(many.writing(1).bytes() - 63 * mixtral.cacheBytes(1, Precision.FP16) - rest)
                .isCloseTo(experts, within(experts * 1e-6));
    }

    @Example
    void whatEachStepTakesBesidesIsAdded() {
        Efficiency slow = new Efficiency(1, 1, Duration.ofSeconds(1));
        Roofline roofline = new Roofline(Deployment.of(LLAMA, Precision.FP16), DEVICE, slow);

        assertThat(roofline.writing(10).bound()).isEqualTo(Step.Bound.OVERHEAD);
        assertThat(roofline.answer(10, 5).writing()).isGreaterThan(Duration.ofSeconds(4));
    }

    @Example
    void anAnswerIsReadAndThenWritten() {
        Deployment deployment = Deployment.of(LLAMA, Precision.FP16).batch(4);
        Roofline roofline = new Roofline(deployment, DEVICE, Efficiency.BOUND);
        AnswerTime time = roofline.answer(1_000, 201);

        assertThat(time.reading().toNanos() / 1e9)
                .isCloseTo(roofline.reading(1_000).seconds(), within(1e-6));
        assertThat(time.writing().toNanos() / 1e9)
                .isCloseTo(200 * roofline.writing(1_101).seconds(), within(1e-6));
        assertThat(time.tokensPerSecond()).isCloseTo(1 / roofline.writing(1_101).seconds(), within(0.01));
        assertThat(time.deviceSeconds() * 4).isCloseTo(time.latency().toNanos() / 1e9, within(1e-6));
        assertThat(roofline.answer(10, 1).writing()).isZero();
        assertThat(roofline.answer(10, 0).tokensPerSecond()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> roofline.answer(4_000, 97))
                .withMessage("read and written tokens must fit the context of 4096 but are 4000 and 97");
    }

    @Property(tries = 200)
    void moreTokensNeverTakeLessTimeAndABetterDeviceNeverMore(
            @ForAll @IntRange(min = 1, max = 2_000) int read,
            @ForAll @IntRange(max = 1_000) int written,
            @ForAll @IntRange(max = 500) int more,
            @ForAll @IntRange(min = 1, max = 32) int batch) {
        Deployment deployment = Deployment.of(LLAMA, Precision.INT4).batch(batch);
        Roofline roofline = new Roofline(deployment, DEVICE, Efficiency.PLANNING);
        Roofline bound = new Roofline(deployment, DEVICE, Efficiency.BOUND);
        AnswerTime time = roofline.answer(read, written);

        assertThat(roofline.answer(read + more, written).latency()).isGreaterThanOrEqualTo(time.latency());
        assertThat(roofline.answer(read, written + more).latency()).isGreaterThanOrEqualTo(time.latency());
        assertThat(bound.answer(read, written).latency()).isLessThanOrEqualTo(time.latency());
        assertThat(new Roofline(deployment, DEVICE.times(2), Efficiency.PLANNING)
                        .answer(read, written)
                        .latency())
                .isLessThanOrEqualTo(time.latency());
    }

    @Example
    void aDeviceCalculatesInAWiderArithmeticWhereItLacksOne() {
        Device.Running running = new Device.Running(0, Optional.empty());
        Device half = new Device("half", 1, 1, Map.of(Arithmetic.FP16, 2.0), running, java.util.List.of());
        Device full = new Device("full", 1, 1, Map.of(Arithmetic.FP32, 1.0), running, java.util.List.of());
        Device eight = new Device("eight", 1, 1, Map.of(Arithmetic.INT8, 3.0), running, java.util.List.of());

        assertThat(half.peak(Arithmetic.FP8)).isEqualTo(2);
        assertThat(half.peak(Arithmetic.FP32)).isEqualTo(2);
        assertThat(full.peak(Arithmetic.FP16)).isEqualTo(1);
        assertThat(DEVICE.peak(Arithmetic.FP8)).isEqualTo(312e12);
        assertThat(eight.peak(Arithmetic.FP32)).isEqualTo(3);
    }

    @Example
    void rangesAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Efficiency(0, 1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Efficiency(1, 1.1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Efficiency(1, 1, Duration.ofNanos(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> DEVICE.withBandwidth(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new VectorIndex(-1, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Device.Running(-1, Optional.empty()));
    }
}
