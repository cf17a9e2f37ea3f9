// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Where in meaning the questions of a cache lie: looked through one by one, among those that differ only in text. */
final class Neighbourhood {

    private final Caching.Similarity similarity;
    private final ConcurrentMap<CacheKey, Map<CacheKey, UnitVector>> groups = new ConcurrentHashMap<>();

    Neighbourhood(Caching.Similarity similarity) {
        this.similarity = requireNonNull(similarity, "similarity");
    }

    /** Returns where {@code key} lies; empty if that cannot be told, and then nothing is similar. */
    Optional<UnitVector> place(CacheKey key) {
        try {
            return UnitVector.of(similarity.embedder().embed(key.question().text()));
        } catch (ModelUnavailableException | QuestionRejectedException | IncompleteAnswerException e) {
            return Optional.empty(); // the model may know without the embedder
        }
    }

    /** Returns the question nearest to {@code place} that is near enough for the answer to be the same. */
    Optional<Near> nearest(CacheKey key, UnitVector place) {
        Optional<Near> best = Optional.empty();
        for (Map.Entry<CacheKey, UnitVector> other :
                groups.getOrDefault(key.withoutText(), Map.of()).entrySet()) {
            double cosine = place.cosine(other.getValue());
            if (cosine >= similarity.threshold()
                    && best.map(near -> cosine > near.cosine()).orElse(true)) {
                best = Optional.of(new Near(other.getKey(), cosine));
            }
        }
        return best;
    }

    void add(CacheKey key, UnitVector place) {
        groups.compute(key.withoutText(), (group, members) -> {
            Map<CacheKey, UnitVector> all = members == null ? new ConcurrentHashMap<>() : members;
            all.put(key, place);
            return all;
        });
    }

    void remove(CacheKey key) {
        groups.computeIfPresent(key.withoutText(), (group, members) -> {
            members.remove(key);
            return members.isEmpty() ? null : members;
        });
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /** A question that was asked before, and the cosine of the angle to it. */
    record Near(CacheKey key, double cosine) {}
}
