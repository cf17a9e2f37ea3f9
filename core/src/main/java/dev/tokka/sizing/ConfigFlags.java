// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a configuration says about biases and tables, with the defaults of its family.
 *
 * @param queryBias whether queries, keys and values have biases
 * @param outputBias whether what joins the heads has one
 * @param feedForwardBias whether feed-forward matrices have them
 * @param normsPerLayer how many normalizations a layer has
 * @param positions how many learned positions there are; 0 if none
 * @param segments how many types of segments there are; 0 if none
 */
record ConfigFlags(
        boolean queryBias,
        boolean outputBias,
        boolean feedForwardBias,
        int normsPerLayer,
        int positions,
        int segments) {

    static ConfigFlags of(JsonNode config, Family family) {
        boolean attention = config.path("attention_bias").asBoolean(family.attentionBias());
        boolean falconBias = config.path("bias").asBoolean(false);
        boolean feedForward = config.path("mlp_bias").asBoolean(family.feedForwardBias());
        int norms = family.norms();
        if (family == Family.FALCON) {
            boolean two = config.path("new_decoder_architecture").asBoolean(false)
                    ? config.path("num_ln_in_parallel_attn").asInt(2) == 2
                    : !config.path("parallel_attn").asBoolean(true);
            norms = two ? 2 : 1;
        }
        int positions = family.learnedPositions()
                ? config.path("max_position_embeddings")
                        .asInt(config.path("n_positions").asInt(1024))
                : 0;
        return new ConfigFlags(
                family == Family.QWEN2 || attention || falconBias,
                family != Family.QWEN2 && (attention || falconBias),
                feedForward || falconBias,
                norms,
                positions,
                family.segments() ? config.path("type_vocab_size").asInt(2) : 0);
    }
}
