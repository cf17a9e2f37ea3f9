// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing.training;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.sizing.Device;
import dev.tokka.sizing.Lora;
import dev.tokka.sizing.MemoryBill;
import dev.tokka.sizing.MemoryPart;
import dev.tokka.sizing.ModelArchitecture;
import dev.tokka.sizing.Precision;
import java.util.List;
import java.util.Optional;

/**
 * A training of a model: of all its weights, or of an adapter beside them.
 *
 * <pre>{@code
 * Tuning tuning = Tuning.qlora(model, Lora.everywhere(16)).sequence(2_048).batch(1);
 * MemoryBill memory = tuning.memory();
 * TrainingRun run = tuning.run(10_000_000, device, 0.35);
 * }</pre>
 *
 * <p>Floating point operations: for each token 2 per weight forwards, 2 backwards through the layers, and 2 for how the loss
 * changes with a weight. All weights: {@code 6 N D}. An adapter: {@code 4 N D + 6 n D} with its own {@code n}, because the
 * weights of the model stay. Checkpointing calculates forwards once more: {@code + 2 N D}. {@code N} are the weights that a
 * token passes, {@code D} the tokens; attention itself is left out, as in Kaplan et al. (2020).
 *
 * <p>Memory: weights; gradients in 16 bits, those of adapters in 32; what the optimizer remembers; activations after
 * Korthikanti et al. (2022), without the scores of attention, which fused attention does not keep; and the distributions of
 * all tokens in 32 bits. Immutable; safe for use by many threads.
 *
 * @see <a href="https://arxiv.org/abs/2205.05198">Korthikanti et al., Reducing Activation Recomputation (2022)</a>
 */
public final class Tuning {

    private static final int SEQUENCE = 2_048;

    private final ModelArchitecture model;
    private final Optional<Lora> adapter;
    private final Precision base;
    private final Batching batching;
    private final Optimizer optimizer;

    private Tuning(ModelArchitecture model, Optional<Lora> adapter, Precision base, TrainingSettings settings) {
        this.model = requireNonNull(model, "model");
        this.adapter = adapter;
        this.base = requireNonNull(base, "base");
        this.batching = settings.batching();
        this.optimizer = settings.optimizer();
    }

    private record TrainingSettings(Batching batching, Optimizer optimizer) {}

    /** Returns a training of all weights, in 16 bits with a copy in 32 ({@link Optimizer#ADAM_MIXED}). */
    public static Tuning full(ModelArchitecture model) {
        return new Tuning(model, Optional.empty(), Precision.BF16, settings(model, Optimizer.ADAM_MIXED));
    }

    /** Returns a training of an adapter in 32 bits beside weights in 16 ({@link Optimizer#ADAM}). */
    public static Tuning lora(ModelArchitecture model, Lora adapter) {
        return beside(model, adapter, Precision.BF16);
    }

    /** Returns a training of an adapter in 32 bits beside 4-bit weights ({@link Precision#NF4}). */
    public static Tuning qlora(ModelArchitecture model, Lora adapter) {
        return beside(model, adapter, Precision.NF4);
    }

    /** Returns a training of an adapter in 32 bits beside weights that are stored in {@code base}. */
    public static Tuning beside(ModelArchitecture model, Lora adapter, Precision base) {
        return new Tuning(model, Optional.of(adapter), base, settings(model, Optimizer.ADAM));
    }

    private static TrainingSettings settings(ModelArchitecture model, Optimizer optimizer) {
        return new TrainingSettings(
                new Batching(Math.min(SEQUENCE, model.shape().positions()), 1, true), optimizer);
    }

    /** Sets how many tokens a sequence has, from 1 to the positions of the model. Default: 2,048 or those. */
    public Tuning sequence(int tokens) {
        Checks.requireIn(1, model.shape().positions(), tokens, "sequence");
        return with(new Batching(tokens, batching.sequences(), batching.checkpointing()), optimizer);
    }

    /** Sets how many sequences are in memory at once, at least 1. Default: 1. */
    public Tuning batch(int sequences) {
        return with(new Batching(batching.tokens(), sequences, batching.checkpointing()), optimizer);
    }

    /** Sets whether layers keep only what goes into them and calculate the rest again. Default: yes. */
    public Tuning checkpointing(boolean on) {
        return with(new Batching(batching.tokens(), batching.sequences(), on), optimizer);
    }

    /** Sets the optimizer. */
    public Tuning optimizer(Optimizer other) {
        return with(batching, requireNonNull(other, "other"));
    }

    private Tuning with(Batching newBatching, Optimizer newOptimizer) {
        return new Tuning(model, adapter, base, new TrainingSettings(newBatching, newOptimizer));
    }

    /** Returns how many weights are trained. */
    public long trained() {
        return adapter.map(lora -> lora.parameters(model))
                .orElse(model.parameters().total());
    }

    /** Returns what takes how much memory, on one device that holds it all. */
    public MemoryBill memory() {
        long trained = trained();
        boolean beside = adapter.isPresent();
        return new MemoryBill(List.of(
                new MemoryBill.Item(MemoryPart.WEIGHTS, base.bytes(model)),
                new MemoryBill.Item(MemoryPart.ADAPTERS, beside ? Precision.FP32.bytes(trained) : 0),
                new MemoryBill.Item(MemoryPart.GRADIENTS, (beside ? Precision.FP32 : Precision.BF16).bytes(trained)),
                new MemoryBill.Item(
                        MemoryPart.OPTIMIZER, Math.multiplyExact(trained, (long) optimizer.bytesPerWeight())),
                new MemoryBill.Item(MemoryPart.ACTIVATIONS, batching.bytes(model))));
    }

    /**
     * Returns the floating point operations of a training on {@code tokens} tokens, repetitions included.
     *
     * @param tokens at least 1
     */
    public double flops(long tokens) {
        if (tokens < 1) {
            throw new IllegalArgumentException("tokens must be at least 1 but is " + tokens);
        }
        double passed = model.parameters().active();
        double once = batching.checkpointing() ? 2 * passed : 0;
        return tokens * (once + (adapter.isPresent() ? 4 * passed + 6.0 * trained() : 6 * passed));
    }

    /**
     * Returns how long a training on {@code tokens} tokens takes.
     *
     * @param tokens repetitions included; at least 1
     * @param device one, or {@linkplain Device#times several as one}
     * @param utilization which share of the 16-bit peak it reaches; above 0, at most 1. Published for large trainings: 0.21
     *     (GPT-3) to 0.46 (PaLM); Chowdhery et al. (2022), table 3
     */
    public TrainingRun run(long tokens, Device device, double utilization) {
        return TrainingRun.of(flops(tokens), device, utilization);
    }
}
