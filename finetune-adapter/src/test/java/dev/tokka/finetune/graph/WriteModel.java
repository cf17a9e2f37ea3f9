// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.graph;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes the directory of a model with random weights: {@code WriteModel SHAPE DIRECTORY}, as in {@code WriteModel
 * smollm2-135m+fp16+lora target/model}.
 */
public final class WriteModel {

    private WriteModel() {}

    /** Writes the model of {@code args[0]} to the directory {@code args[1]}. */
    public static void main(String[] args) {
        if (args.length != 2) {
            throw new IllegalArgumentException("expected SHAPE DIRECTORY but got " + args.length + " arguments");
        }
        ModelFiles.write(shape(args[0]), 1, Path.of(args[1]));
    }

    /**
     * Returns the shape {@code smollm2-135m}, {@code qwen2.5-0.5b}, {@code gpt2} or {@code gemma-2b}, in full and with external data, or {@code
     * small-} and a family, changed by what follows: {@code +fp16}, {@code +int8}, {@code +int4}, {@code +lora}, {@code
     * +merged}, {@code +nopositions}, {@code +inline}.
     */
    public static DecoderShape shape(String name) {
        String[] parts = name.toLowerCase(Locale.ROOT).split("\\+", -1);
        DecoderShape shape = switch (parts[0]) {
            case "smollm2-135m" -> DecoderShape.smolLm2();
            case "qwen2.5-0.5b" -> DecoderShape.qwen25();
            case "gpt2" -> DecoderShape.gpt2();
            case "gemma-2b" -> DecoderShape.gemma();
            default -> small(parts[0]);
        };
        for (int i = 1; i < parts.length; i++) {
            shape = changed(shape, parts[i]);
        }
        return shape;
    }

    private static DecoderShape small(String name) {
        if (!name.startsWith("small-")) {
            throw new IllegalArgumentException(
                    "expected smollm2-135m, qwen2.5-0.5b, gpt2, gemma-2b or small-FAMILY but got " + name);
        }
        return DecoderShape.small(
                Family.valueOf(name.substring("small-".length()).toUpperCase(Locale.ROOT)));
    }

    private static DecoderShape changed(DecoderShape shape, String change) {
        return switch (change) {
            case "fp16" -> shape.withWeights(DecoderShape.Weights.FP16);
            case "int8" -> shape.withWeights(DecoderShape.Weights.INT8);
            case "int4" -> shape.withWeights(DecoderShape.Weights.INT4);
            case "lora" -> shape.withLora(true);
            case "merged" -> shape.withMerged(true);
            case "nopositions" -> shape.withPositions(DecoderShape.Positions.PAST);
            case "inline" -> shape.withExternalData(false);
            default -> throw new IllegalArgumentException("expected a change such as +fp16 but got " + change);
        };
    }
}
