// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What a cache keeps and how long: see {@link DomainModels#cached}.
 *
 * @param timeToLive how long an answer is given again; longer than nothing
 * @param maxCharacters about how much is kept, in characters of questions and answers together; what was used least goes
 *     first; at least 1. An answer that is larger than this by itself is not kept
 * @param abstentions whether abstentions are kept as replies are
 * @param similarity which other questions are taken for the same; empty if only equal ones are
 * @param clock what tells the time
 */
public record Caching(
        Duration timeToLive,
        long maxCharacters,
        boolean abstentions,
        Optional<Similarity> similarity,
        InstantSource clock) {

    /**
     * What makes two questions similar enough to get the same answer.
     *
     * @param embedder whose vectors of both texts are compared
     * @param threshold the least cosine of their angle; above 0, at most 1. Too low a threshold gives wrong answers with
     *     confidence: choose it on pairs of questions of your own that look alike and have different answers
     */
    public record Similarity(Embedder embedder, double threshold) {

        /** Checks the ranges above. */
        public Similarity {
            requireNonNull(embedder, "embedder");
            if (!(threshold > 0 && threshold <= 1)) { // written so that NaN is refused too
                throw new IllegalArgumentException("threshold must be in (0, 1] but is " + threshold);
            }
        }
    }

    /** Checks the ranges above. */
    public Caching {
        Durations.requirePositive(timeToLive, "timeToLive");
        if (maxCharacters < 1) {
            throw new IllegalArgumentException("maxCharacters must be at least 1 but is " + maxCharacters);
        }
        requireNonNull(similarity, "similarity");
        requireNonNull(clock, "clock");
    }

    /** Returns a cache of 10 million characters, abstentions included, by the system's clock. */
    public static Caching of(Duration timeToLive) {
        return new Caching(timeToLive, 10_000_000, true, Optional.empty(), InstantSource.system());
    }

    /** Returns this with another size, at least 1. */
    public Caching withMaxCharacters(long newMaxCharacters) {
        return new Caching(timeToLive, newMaxCharacters, abstentions, similarity, clock);
    }

    /** Returns this with abstentions not kept: the model is asked again. */
    public Caching withoutAbstentions() {
        return new Caching(timeToLive, maxCharacters, false, similarity, clock);
    }

    /** Returns this with similar questions taken for the same, as {@link Similarity} says. */
    public Caching withSimilar(Embedder embedder, double threshold) {
        Similarity newSimilarity = new Similarity(embedder, threshold);
        return new Caching(timeToLive, maxCharacters, abstentions, Optional.of(newSimilarity), clock);
    }

    /** Returns this with another clock. */
    public Caching withClock(InstantSource newClock) {
        return new Caching(timeToLive, maxCharacters, abstentions, similarity, newClock);
    }
}
