// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The families of transformers that can be counted, with what they have without saying it. */
enum Family {
    BERT("bert", Trait.ENCODER, Trait.BIASED, Trait.LAYER_NORM, Trait.POSITIONS, Trait.SEGMENTS, Trait.POOLED),
    BLOOM("bloom", Trait.BIASED, Trait.LAYER_NORM, Trait.TIED),
    DISTILBERT("distilbert", Trait.ENCODER, Trait.BIASED, Trait.LAYER_NORM, Trait.POSITIONS),
    FALCON("falcon", Trait.LAYER_NORM, Trait.TIED),
    GEMMA("gemma", Trait.GATED, Trait.TIED),
    GEMMA2("gemma2", Trait.GATED, Trait.TIED, Trait.FOUR_NORMS),
    GEMMA3("gemma3_text", Trait.GATED, Trait.TIED, Trait.FOUR_NORMS, Trait.HEAD_NORMS),
    GPT2("gpt2", Trait.BIASED, Trait.LAYER_NORM, Trait.POSITIONS, Trait.TIED),
    GPT_NEOX("gpt_neox", Trait.BIASED, Trait.LAYER_NORM),
    LLAMA("llama", Trait.GATED),
    MISTRAL("mistral", Trait.GATED),
    MIXTRAL("mixtral", Trait.GATED, Trait.EXPERTS),
    MPT("mpt", Trait.TIED),
    PHI("phi", Trait.BIASED, Trait.LAYER_NORM, Trait.ONE_NORM, Trait.HEAD_BIAS),
    PHI3("phi3", Trait.GATED),
    QWEN2("qwen2", Trait.GATED),
    QWEN3("qwen3", Trait.GATED, Trait.HEAD_NORMS),
    QWEN3_MOE("qwen3_moe", Trait.GATED, Trait.HEAD_NORMS, Trait.EXPERTS),
    ROBERTA("roberta", Trait.ENCODER, Trait.BIASED, Trait.LAYER_NORM, Trait.POSITIONS, Trait.SEGMENTS, Trait.POOLED),
    XLM_ROBERTA(
            "xlm-roberta",
            Trait.ENCODER,
            Trait.BIASED,
            Trait.LAYER_NORM,
            Trait.POSITIONS,
            Trait.SEGMENTS,
            Trait.POOLED);

    private enum Trait {
        ENCODER,
        BIASED,
        LAYER_NORM,
        POSITIONS,
        SEGMENTS,
        POOLED,
        TIED,
        GATED,
        EXPERTS,
        ONE_NORM,
        FOUR_NORMS,
        HEAD_NORMS,
        HEAD_BIAS
    }

    private final String type;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of() gives one that cannot be changed
    private final Set<Trait> traits;

    Family(String type, Trait... traits) {
        this.type = type;
        this.traits = Set.of(traits);
    }

    static Optional<Family> of(String type) {
        return Arrays.stream(values())
                .filter(family -> family.type.equals(type))
                .findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(family -> family.type).collect(Collectors.joining(", "));
    }

    boolean encoder() {
        return traits.contains(Trait.ENCODER);
    }

    /** Returns whether the output head is the table of token vectors where the configuration does not say it. */
    boolean tied() {
        return traits.contains(Trait.TIED);
    }

    boolean gated() {
        return traits.contains(Trait.GATED);
    }

    boolean experts() {
        return traits.contains(Trait.EXPERTS);
    }

    boolean attentionBias() {
        return traits.contains(Trait.BIASED);
    }

    boolean feedForwardBias() {
        return traits.contains(Trait.BIASED);
    }

    boolean learnedPositions() {
        return traits.contains(Trait.POSITIONS);
    }

    boolean segments() {
        return traits.contains(Trait.SEGMENTS);
    }

    boolean pooled() {
        return traits.contains(Trait.POOLED);
    }

    /** Returns whether queries and keys of each layer have a normalization of the size of a head. */
    boolean headNorms() {
        return traits.contains(Trait.HEAD_NORMS);
    }

    boolean headBias() {
        return traits.contains(Trait.HEAD_BIAS);
    }

    int norms() {
        return traits.contains(Trait.FOUR_NORMS) ? 4 : traits.contains(Trait.ONE_NORM) ? 1 : 2;
    }

    /** Returns how many numbers a normalization has for each of the vector: a scale, and in a layer norm a shift. */
    int normNumbers() {
        return traits.contains(Trait.LAYER_NORM) ? 2 : 1;
    }

    /** Returns whether the vectors of tokens are normalized before the first layer. */
    boolean normalizedEmbedding() {
        return encoder() || this == BLOOM;
    }

    /** Returns whether there is a normalization after the last layer. */
    boolean finalNorm() {
        return !encoder();
    }
}
