// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import ai.onnxruntime.OnnxJavaType;
import java.util.List;
import java.util.Set;

/**
 * What a decoder's graph takes and gives.
 *
 * @param inputs all its inputs
 * @param cache the tensors of keys and values, in the order of the graph
 * @param logits the type of the logits, {@code [batch][tokens or 1][vocabulary]}
 * @param vocabulary how many tokens there are
 * @param context how many tokens a sequence may have
 */
record DecoderShape(Set<String> inputs, List<CacheTensor> cache, OnnxJavaType logits, int vocabulary, int context) {

    static final String IDS = "input_ids";
    static final String MASK = "attention_mask";
    static final String POSITIONS = "position_ids";
    static final String BRANCH = "use_cache_branch";
    static final Set<String> KEEP = Set.of("num_logits_to_keep", "logits_to_keep");
    static final String LOGITS = "logits";

    DecoderShape {
        inputs = Set.copyOf(inputs);
        cache = List.copyOf(cache);
    }

    boolean has(String input) {
        return inputs.contains(input);
    }

    /** Returns whether the graph computes logits only where it is told to. */
    boolean keepsLast() {
        return KEEP.stream().anyMatch(inputs::contains);
    }

    /** Returns how many bytes of the cache one token takes. */
    long tokenBytes() {
        return cache.stream().mapToLong(CacheTensor::tokenBytes).sum();
    }
}
