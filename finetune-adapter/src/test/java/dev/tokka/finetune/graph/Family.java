// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.graph;

/** What the layers of a kind of decoder do. */
public enum Family {
    LLAMA("llama", "LlamaForCausalLM"),
    MISTRAL("mistral", "MistralForCausalLM"),
    /** Biases of queries, keys and values. */
    QWEN2("qwen2", "Qwen2ForCausalLM"),
    /** Queries and keys are normalized. */
    QWEN3("qwen3", "Qwen3ForCausalLM"),
    PHI3("phi3", "Phi3ForCausalLM"),
    /** A gated GELU, embeddings that are scaled, weights of norms that are differences from 1. */
    GEMMA("gemma", "GemmaForCausalLM"),
    /** Learned positions, layer normalization, biases everywhere. */
    GPT2("gpt2", "GPT2LMHeadModel");

    private final String modelType;
    private final String architecture;

    Family(String modelType, String architecture) {
        this.modelType = modelType;
        this.architecture = architecture;
    }

    String modelType() {
        return modelType;
    }

    String architecture() {
        return architecture;
    }

    boolean isGpt() {
        return this == GPT2;
    }
}
