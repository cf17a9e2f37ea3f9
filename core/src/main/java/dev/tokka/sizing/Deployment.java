// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model as it is to be served: how its weights are stored, how long and how many the sequences are, and what runs beside
 * it.
 *
 * <pre>{@code
 * Deployment deployment = Deployment.of(Architectures.builtIn().find("llama-3.1-8b"), Precision.INT4)
 *         .context(8_192)
 *         .batch(4)
 *         .adapter(Lora.everywhere(16), Precision.FP16);
 * Fit fit = deployment.fit(Devices.builtIn().find("rtx-4090"));
 * }</pre>
 *
 * <p>What a runtime takes for itself, such as its kernels, is not counted; {@link #fit} keeps a tenth of the device free for
 * it. Immutable; safe for use by many threads.
 */
public final class Deployment {

    private static final int CONTEXT = 4_096;
    private static final int CHUNK = 2_048;

    private final ModelArchitecture model;
    private final Formats formats;
    private final Load load;
    private final Extras extras;

    private Deployment(ModelArchitecture model, Formats formats, Load load, Extras extras) {
        this.model = requireNonNull(model, "model");
        this.formats = formats;
        this.load = load;
        this.extras = extras;
    }

    /** In what weights, and keys and values, are stored. */
    private record Formats(Precision weights, Precision cache) {

        Formats {
            requireNonNull(weights, "weights");
            requireNonNull(cache, "cache");
        }
    }

    /**
     * Returns a deployment of one sequence of 4,096 tokens, or as many as the model takes if it takes fewer; the cache is
     * in 16 bits, in 32 if the weights are.
     */
    public static Deployment of(ModelArchitecture model, Precision weights) {
        Precision cache = weights.equals(Precision.FP32) ? Precision.FP32 : Precision.FP16;
        int context = Math.min(CONTEXT, model.shape().positions());
        return new Deployment(model, new Formats(weights, cache), new Load(context, 1, CHUNK), Extras.NONE);
    }

    /**
     * Sets how many tokens a sequence has at most, read and written.
     *
     * @throws IllegalArgumentException if that is less than 1 or more than the model has positions
     */
    public Deployment context(int tokens) {
        Checks.requireIn(1, model.shape().positions(), tokens, "context");
        return with(new Load(tokens, load.batch(), load.chunk()));
    }

    /** Sets how many sequences are worked on at once, at least 1. Default: 1. */
    public Deployment batch(int sequences) {
        return with(new Load(load.context(), sequences, load.chunk()));
    }

    /** Sets how many tokens are read in one go, over all sequences, at least 1. Default: 2,048. */
    public Deployment chunk(int tokens) {
        return with(new Load(load.context(), load.batch(), tokens));
    }

    /** Sets in what the weights are stored. */
    public Deployment weights(Precision precision) {
        return new Deployment(model, new Formats(precision, formats.cache()), load, extras);
    }

    /** Sets in what keys and values are stored. */
    public Deployment cache(Precision precision) {
        return new Deployment(model, new Formats(formats.weights(), precision), load, extras);
    }

    /** Adds an adapter; several are held at once. */
    public Deployment adapter(Lora lora, Precision precision) {
        long bytes = Math.addExact(extras.adapterBytes(), precision.bytes(lora.parameters(model)));
        return with(new Extras(bytes, extras.encoder(), extras.index()));
    }

    /** Sets the encoder and the index of a retrieval that runs on the same device. */
    public Deployment retrieval(ModelArchitecture encoder, Precision precision, VectorIndex index) {
        return with(new Extras(
                extras.adapterBytes(),
                Optional.of(new Extras.Encoder(requireNonNull(encoder, "encoder"), precision)),
                Optional.of(index)));
    }

    private Deployment with(Load newLoad) {
        return new Deployment(model, formats, newLoad, extras);
    }

    private Deployment with(Extras newExtras) {
        return new Deployment(model, formats, load, newExtras);
    }

    /** Returns the model. */
    public ModelArchitecture model() {
        return model;
    }

    /** Returns in what the weights are stored. */
    public Precision weights() {
        return formats.weights();
    }

    /** Returns in what keys and values are stored. */
    public Precision cache() {
        return formats.cache();
    }

    /** Returns how many tokens a sequence has at most. */
    public int context() {
        return load.context();
    }

    /** Returns how many sequences are worked on at once. */
    public int batch() {
        return load.batch();
    }

    /** Returns what takes how much memory. */
    public MemoryBill memory() {
        long tokens = Math.min(load.chunk(), Math.multiplyExact((long) load.batch(), (long) load.context()));
        List<MemoryBill.Item> items = new ArrayList<>();
        items.add(new MemoryBill.Item(MemoryPart.WEIGHTS, formats.weights().bytes(model)));
        items.add(new MemoryBill.Item(
                MemoryPart.CACHE,
                Math.multiplyExact(model.cacheBytes(load.context(), formats.cache()), (long) load.batch())));
        items.add(new MemoryBill.Item(
                MemoryPart.ACTIVATIONS,
                Activations.bytes(
                        model, formats.weights(), tokens, model.shape().decoder() ? load.batch() : 0)));
        items.add(new MemoryBill.Item(MemoryPart.ADAPTERS, extras.adapterBytes()));
        items.add(new MemoryBill.Item(
                MemoryPart.ENCODER, extras.encoder().map(Extras.Encoder::bytes).orElse(0L)));
        items.add(new MemoryBill.Item(
                MemoryPart.INDEX, extras.index().map(VectorIndex::bytes).orElse(0L)));
        return new MemoryBill(items);
    }

    /** Returns whether all this fits into nine tenths of the memory of {@code device}, and what would make it fit. */
    public Fit fit(Device device) {
        return Fit.of(this, requireNonNull(device, "device"));
    }

    @Override
    public String toString() {
        return model.name() + " in " + formats.weights() + ", context " + load.context() + ", batch " + load.batch()
                + (formats.cache().equals(Precision.FP16) ? "" : ", cache in " + formats.cache());
    }
}
