// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.external;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The modules that hold the projections of attention, by architecture, as the models in transformers name them. FinGPT tunes
 * queries, keys and values of these.
 */
final class TargetModules {

    private static final List<String> SEPARATE = List.of("q_proj", "k_proj", "v_proj");
    private static final List<String> TOGETHER = List.of("query_key_value");

    private static final Map<String, List<String>> BY_ARCHITECTURE = Map.ofEntries(
            Map.entry("llama", SEPARATE),
            Map.entry("mistral", SEPARATE),
            Map.entry("mixtral", SEPARATE),
            Map.entry("qwen2", SEPARATE),
            Map.entry("qwen3", SEPARATE),
            Map.entry("gemma", SEPARATE),
            Map.entry("gemma2", SEPARATE),
            Map.entry("gemma3_text", SEPARATE),
            Map.entry("phi", SEPARATE),
            Map.entry("opt", SEPARATE),
            Map.entry("internlm", SEPARATE),
            Map.entry("smollm3", SEPARATE),
            Map.entry("phi3", List.of("qkv_proj")),
            Map.entry("qwen", List.of("c_attn")),
            Map.entry("gpt2", List.of("c_attn")),
            Map.entry("baichuan", List.of("W_pack")),
            Map.entry("mpt", List.of("Wqkv")),
            Map.entry("falcon", TOGETHER),
            Map.entry("bloom", TOGETHER),
            Map.entry("chatglm", TOGETHER),
            Map.entry("gpt_neox", TOGETHER));

    private TargetModules() {}

    /**
     * Returns the modules of an architecture.
     *
     * @throws IllegalArgumentException if it is not known
     */
    static List<String> of(String architecture) {
        List<String> modules = BY_ARCHITECTURE.get(architecture);
        if (modules == null) {
            throw new IllegalArgumentException("expected an architecture among "
                    + new TreeSet<>(BY_ARCHITECTURE.keySet()) + ", or settings with targets, but it is "
                    + architecture);
        }
        return modules;
    }
}
