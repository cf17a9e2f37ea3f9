// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.graph;

/**
 * The shape of a decoder, and how its graph is exported. A copy differs in what its name says.
 *
 * @param family what its layers do
 * @param size how much there is of each
 * @param heads of the attention
 * @param export how its graph is written
 */
public record DecoderShape(Family family, Size size, Heads heads, Export export) {

    /** How much there is of each thing; {@code positions} is the longest text in tokens. */
    public record Size(int layers, int hidden, int intermediate, int vocabulary, int positions) {}

    /** How many heads queries have, how many keys and values have, and how wide one is. */
    public record Heads(int query, int keyValue, int width) {

        int groups() {
            return query / keyValue;
        }
    }

    /** The types of weights; all but those of {@link #FP16} compute with 32 bits. */
    public enum Weights {
        FP32,
        /** Half precision throughout: weights, cache and logits. */
        FP16,
        /** Whole numbers of 8 bits, and inputs made such on the way, as Optimum quantizes. */
        INT8,
        /** Whole numbers of 4 bits in blocks of 32, by {@code MatMulNBits}. */
        INT4
    }

    /** Where positions come from. */
    public enum Positions {
        /** From the input {@code position_ids}. */
        INPUT,
        /** They follow those of the cache, whatever the mask says. */
        PAST
    }

    /**
     * How a graph is written.
     *
     * @param merged whether there is an input {@code use_cache_branch}, without which the cache is not read
     * @param lora whether each matrix of a layer has optional inputs for an adapter
     * @param externalData whether weights are in {@code model.onnx_data}
     */
    public record Export(Weights weights, Positions positions, boolean merged, boolean lora, boolean externalData) {}

    private static final Export PLAIN = new Export(Weights.FP32, Positions.INPUT, false, false, false);

    /** Returns SmolLM2-135M's. */
    public static DecoderShape smolLm2() {
        return new DecoderShape(Family.LLAMA, new Size(30, 576, 1536, 49152, 8192), new Heads(9, 3, 64), PLAIN)
                .withExternalData(true);
    }

    /** Returns Qwen2.5-0.5B's. */
    public static DecoderShape qwen25() {
        return new DecoderShape(Family.QWEN2, new Size(24, 896, 4864, 151936, 32768), new Heads(14, 2, 64), PLAIN)
                .withExternalData(true);
    }

    /** Returns GPT-2's, the small one. */
    public static DecoderShape gpt2() {
        return new DecoderShape(Family.GPT2, new Size(12, 768, 3072, 50257, 1024), new Heads(12, 12, 64), PLAIN)
                .withExternalData(true);
    }

    /** Returns Gemma-2B's, whose heads share their keys. */
    public static DecoderShape gemma() {
        return new DecoderShape(Family.GEMMA, new Size(18, 2048, 16384, 256000, 8192), new Heads(8, 1, 256), PLAIN)
                .withExternalData(true);
    }

    /** Returns the shape of a family with two small layers and 300 tokens, complete in one file. */
    public static DecoderShape small(Family family) {
        Heads heads = family.isGpt() ? new Heads(4, 4, 16) : new Heads(4, family == Family.GEMMA ? 1 : 2, 16);
        return new DecoderShape(family, new Size(2, 64, 96, 300, 256), heads, PLAIN);
    }

    /** Returns this shape with fewer layers and tokens, the rest in full, complete in one file. */
    public DecoderShape cut(int layers, int vocabulary) {
        Size newSize = new Size(layers, size.hidden, size.intermediate, vocabulary, size.positions);
        return new DecoderShape(family, newSize, heads, export).withExternalData(false);
    }

    public DecoderShape withWeights(Weights weights) {
        return with(new Export(weights, export.positions, export.merged, export.lora, export.externalData));
    }

    public DecoderShape withPositions(Positions positions) {
        return with(new Export(export.weights, positions, export.merged, export.lora, export.externalData));
    }

    public DecoderShape withMerged(boolean merged) {
        return with(new Export(export.weights, export.positions, merged, export.lora, export.externalData));
    }

    public DecoderShape withLora(boolean lora) {
        return with(new Export(export.weights, export.positions, export.merged, lora, export.externalData));
    }

    public DecoderShape withExternalData(boolean external) {
        return with(new Export(export.weights, export.positions, export.merged, export.lora, external));
    }

    private DecoderShape with(Export newExport) {
        return new DecoderShape(family, size, heads, newExport);
    }
}
