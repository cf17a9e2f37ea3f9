// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.util.List;

/**
 * How numbers are stored: {@code groupBits} bits for each {@code group} numbers, scales and zero points included.
 *
 * <p>What is said of one format holds exactly; the mixtures of llama.cpp ({@code q4_k_m}, {@code q5_k_m}) give some
 * matrices more bits than others, and their bits are the published average over Llama 3.1 8B: sizes of other models are off
 * by up to 3 %, because the share of the embeddings differs.
 *
 * @param name in lower case; not blank
 * @param group how many numbers share a scale; at least 1
 * @param groupBits the bits of such a group; at least 1
 * @param scope which weights are stored so
 * @param arithmetic in what they are multiplied
 * @see <a href="https://github.com/ggml-org/llama.cpp/blob/master/tools/quantize/README.md">Bits per weight of
 *     llama.cpp's formats</a>
 */
public record Precision(String name, int group, int groupBits, Scope scope, Arithmetic arithmetic) {

    /** Which weights a precision is for. */
    public enum Scope {
        /** All of them. */
        ALL,
        /** The matrices of attention and feed-forward layers; the rest stays in 16 bits. */
        LAYERS
    }

    /** 32-bit floating point. */
    public static final Precision FP32 = plain("fp32", 32, Arithmetic.FP32);

    /** 16-bit floating point with 5 bits of exponent. */
    public static final Precision FP16 = plain("fp16", 16, Arithmetic.FP16);

    /** 16-bit floating point with 8 bits of exponent. */
    public static final Precision BF16 = plain("bf16", 16, Arithmetic.FP16);

    /** 8-bit floating point; the scales of whole matrices are too few to count. */
    public static final Precision FP8 = plain("fp8", 8, Arithmetic.FP8);

    /** 8-bit integers; the scales of whole rows are too few to count. */
    public static final Precision INT8 = plain("int8", 8, Arithmetic.INT8);

    /** 8-bit matrices of layers that are multiplied in 16 bits, as in LLM.int8(). */
    public static final Precision LLM_INT8 = new Precision("llm-int8", 1, 8, Scope.LAYERS, Arithmetic.FP16);

    /** GPTQ and AWQ: 4 bits, and for each 128 of them a 16-bit scale and a 4-bit zero point. */
    public static final Precision INT4 = new Precision("int4", 128, 532, Scope.LAYERS, Arithmetic.FP16);

    /**
     * The 4-bit normal floats of QLoRA with double quantization: an 8-bit scale for each 64, a 32-bit one for each 256 of
     * these; 4.127 bits.
     */
    public static final Precision NF4 = new Precision("nf4", 16_384, 67_616, Scope.LAYERS, Arithmetic.FP16);

    /** llama.cpp: 32 integers of 8 bits and a 16-bit scale. */
    public static final Precision Q8_0 = new Precision("q8_0", 32, 272, Scope.ALL, Arithmetic.FP16);

    /** llama.cpp: 6 bits, scales of 16 and of 256. */
    public static final Precision Q6_K = new Precision("q6_k", 256, 1680, Scope.ALL, Arithmetic.FP16);

    /** llama.cpp: 5 bits, some matrices 6; 5.7036 bits on average. */
    public static final Precision Q5_K_M = new Precision("q5_k_m", 10_000, 57_036, Scope.ALL, Arithmetic.FP16);

    /** llama.cpp: 4 bits, some matrices 6; 4.8944 bits on average. */
    public static final Precision Q4_K_M = new Precision("q4_k_m", 10_000, 48_944, Scope.ALL, Arithmetic.FP16);

    /** llama.cpp: 32 integers of 4 bits and a 16-bit scale. */
    public static final Precision Q4_0 = new Precision("q4_0", 32, 144, Scope.ALL, Arithmetic.FP16);

    /** All of the above, most bits first. */
    public static final List<Precision> ALL =
            List.of(FP32, FP16, BF16, Q8_0, LLM_INT8, INT8, FP8, Q6_K, Q5_K_M, Q4_K_M, Q4_0, INT4, NF4);

    /** Checks the ranges above. */
    public Precision {
        Checks.requireText(name, "name");
        Checks.requireAtLeast(1, group, "group");
        Checks.requireAtLeast(1, groupBits, "groupBits");
        requireNonNull(scope, "scope");
        requireNonNull(arithmetic, "arithmetic");
    }

    private static Precision plain(String name, int bits, Arithmetic arithmetic) {
        return new Precision(name, 1, bits, Scope.ALL, arithmetic);
    }

    /**
     * Returns the precision of this name, upper and lower case being the same.
     *
     * @throws IllegalArgumentException if there is none; the message names the nearest
     */
    public static Precision named(String name) {
        return ALL.stream()
                .filter(known -> known.name.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Names.unknown(
                        "precision", name, ALL.stream().map(Precision::name).toList())));
    }

    /** Returns the bits of one number, scales included. */
    public double bits() {
        return (double) groupBits / group;
    }

    /**
     * Returns the bytes of {@code numbers} numbers; a group that is not full takes as much as a full one.
     *
     * @param numbers at least 0
     * @throws ArithmeticException if there are more bytes than a {@code long} can count
     */
    public long bytes(long numbers) {
        if (numbers < 0) {
            throw new IllegalArgumentException("numbers must be at least 0 but is " + numbers);
        }
        long groups = numbers / group + (numbers % group == 0 ? 0 : 1);
        long bits = Math.multiplyExact(groups, (long) groupBits);
        return bits / Byte.SIZE + (bits % Byte.SIZE == 0 ? 0 : 1);
    }

    /** Returns the bytes of the weights of {@code model}. */
    public long bytes(ModelArchitecture model) {
        long bytes = 0;
        for (ParameterPart part : model.parameters().byPart().keySet()) {
            bytes = Math.addExact(bytes, bytes(model.parameters(), part));
        }
        return bytes;
    }

    /** Returns the bytes of the weights of one part. */
    long bytes(Parameters parameters, ParameterPart part) {
        boolean layers = part == ParameterPart.ATTENTION || part == ParameterPart.FEED_FORWARD;
        Precision own = scope == Scope.ALL || layers ? this : FP16;
        return own.bytes(parameters.of(part));
    }

    @Override
    public String toString() {
        return name;
    }
}
