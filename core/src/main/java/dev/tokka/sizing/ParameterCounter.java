// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import java.util.EnumMap;
import java.util.Map;

/** Counts the parameters of a model, part by part. */
record ParameterCounter(Family family, Shape shape, Attention attention, FeedForward feedForward) {

    Parameters count(ConfigFlags flags) {
        long hidden = shape.hidden();
        long layers = shape.layers();
        Map<ParameterPart, Long> parts = new EnumMap<>(ParameterPart.class);
        parts.put(ParameterPart.TOKEN_EMBEDDING, shape.vocabulary() * hidden);
        parts.put(ParameterPart.POSITION_EMBEDDING, (flags.positions() + (long) flags.segments()) * hidden);
        parts.put(ParameterPart.ATTENTION, layers * attention(flags));
        parts.put(ParameterPart.FEED_FORWARD, layers * feedForward.experts() * expert(flags));
        parts.put(ParameterPart.ROUTER, family.experts() ? layers * hidden * feedForward.experts() : 0);
        parts.put(ParameterPart.NORMALIZATION, norms(flags));
        parts.put(ParameterPart.OUTPUT, output());
        parts.put(ParameterPart.POOLER, family.pooled() ? hidden * (hidden + 1) : 0);
        long idle = layers * (feedForward.experts() - feedForward.expertsPerToken()) * expert(flags);
        return new Parameters(parts, idle);
    }

    private long attention(ConfigFlags flags) {
        long hidden = shape.hidden();
        long queries = attention.queryWidth();
        long keysAndValues = 2L * attention.keyValueWidth();
        return hidden * (queries + keysAndValues)
                + queries * hidden
                + (flags.queryBias() ? queries + keysAndValues : 0)
                + (flags.outputBias() ? hidden : 0);
    }

    private long expert(ConfigFlags flags) {
        long hidden = shape.hidden();
        long width = feedForward.width();
        long inner = feedForward.gated() ? 2 : 1;
        return (inner + 1) * hidden * width + (flags.feedForwardBias() ? inner * width + hidden : 0);
    }

    private long norms(ConfigFlags flags) {
        long one = (long) shape.hidden() * family.normNumbers();
        long count = (long) shape.layers() * flags.normsPerLayer()
                + (family.normalizedEmbedding() ? 1 : 0)
                + (family.finalNorm() ? 1 : 0);
        return count * one + (family.headNorms() ? 2L * attention.headSize() * shape.layers() : 0);
    }

    private long output() {
        if (shape.tied() || family.encoder()) {
            return 0;
        }
        return (long) shape.vocabulary() * shape.hidden() + (family.headBias() ? shape.vocabulary() : 0);
    }
}
