// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Attributes;
import dev.tokka.Checks;

/**
 * How models are called and what counts as the same question.
 *
 * @param seed what the seeds of all calls are made from
 * @param maxCalls the most calls of models in one run; at least 1
 * @param maxSimilarity from which Jaccard index of their character trigrams on two questions with the same numbers are
 *     duplicates; above 0, at most 1
 * @param attributes what every call carries, such as the deadline and the class of the documents' data
 */
public record GenerationOptions(long seed, int maxCalls, double maxSimilarity, Attributes attributes) {

    /** Seed 0, at most 1,000 calls, duplicates from 0.7 on, no attributes, so the data count as restricted. */
    public static final GenerationOptions DEFAULT = new GenerationOptions(0, 1000, 0.7, Attributes.NONE);

    /** Checks the ranges above. */
    public GenerationOptions {
        Checks.requireAtLeast(1, maxCalls, "maxCalls");
        if (!(maxSimilarity > 0 && maxSimilarity <= 1)) { // written so that NaN is refused too
            throw new IllegalArgumentException("maxSimilarity must be in (0, 1] but is " + maxSimilarity);
        }
        requireNonNull(attributes, "attributes");
    }

    /** Returns these options with a seed. */
    public GenerationOptions withSeed(long newSeed) {
        return new GenerationOptions(newSeed, maxCalls, maxSimilarity, attributes);
    }

    /** Returns these options with the most calls of models in one run, at least 1. */
    public GenerationOptions withMaxCalls(int calls) {
        return new GenerationOptions(seed, calls, maxSimilarity, attributes);
    }

    /** Returns these options with the similarity from which questions are duplicates, above 0, at most 1. */
    public GenerationOptions withMaxSimilarity(double similarity) {
        return new GenerationOptions(seed, maxCalls, similarity, attributes);
    }

    /** Returns these options with what every call carries. */
    public GenerationOptions withAttributes(Attributes newAttributes) {
        return new GenerationOptions(seed, maxCalls, maxSimilarity, newAttributes);
    }
}
