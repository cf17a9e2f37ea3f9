// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** See {@link DomainModels#cached}. */
final class Cached implements DomainModel {

    private static final Map<String, String> EXACT = Map.of();

    private final DomainModel model;
    private final Caching caching;
    private final Fingerprint fingerprint;
    private final Description settings;
    private final Cache<CacheKey, Kept> kept;
    private final Optional<Neighbourhood> neighbourhood;
    /** The questions being asked now, so that equal ones wait for the answer instead of asking for it again. */
    private final ConcurrentMap<CacheKey, CompletableFuture<Kept>> flights = new ConcurrentHashMap<>();

    Cached(DomainModel model, Caching caching) {
        this.model = requireNonNull(model, "model");
        this.caching = requireNonNull(caching, "caching");
        this.fingerprint = new Fingerprint(model);
        this.settings = settings(caching);
        if (model.describe().isOpaque()) {
            throw new IllegalArgumentException("cached needs a model that says what it is made of, or it would not see"
                    + " that the model has changed, but this one is opaque: " + model);
        }
        this.neighbourhood = caching.similarity().map(Neighbourhood::new);
        this.kept = Caffeine.newBuilder()
                .maximumWeight(caching.maxCharacters())
                .weigher(Cached::weight)
                .expireAfterWrite(caching.timeToLive())
                .ticker(() -> nanos(caching.clock().instant()))
                .executor(Runnable::run) // no thread of its own
                .evictionListener((@Nullable CacheKey key, @Nullable Kept value, RemovalCause cause) -> forget(key))
                .build();
    }

    private static int weight(CacheKey key, Kept value) {
        return (int) Math.min(Integer.MAX_VALUE, key.characters() + value.characters());
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        question.checkpoint("cached");
        long start = System.nanoTime();
        CacheKey key = CacheKey.of(fingerprint.now(), question);
        Kept hit = kept.getIfPresent(key);
        if (hit != null) {
            return replay(hit, question, start, EXACT);
        }
        CompletableFuture<Kept> flight = new CompletableFuture<>();
        CompletableFuture<Kept> other = flights.putIfAbsent(key, flight);
        return other == null ? lead(flight, key, question) : follow(other, key, question);
    }

    /** Asks for all that want the same, unless the answer has come meanwhile or a similar question has one. */
    private Answer lead(CompletableFuture<Kept> flight, CacheKey key, Question question) {
        long start = System.nanoTime();
        try {
            Kept hit = kept.getIfPresent(key);
            if (hit != null) {
                flight.complete(hit);
                return replay(hit, question, start, EXACT);
            }
            return neighbourhood.isPresent()
                    ? askUnlessSimilar(neighbourhood.get(), flight, key, question)
                    : ask(key, Optional.empty(), question, flight);
        } finally {
            flights.remove(key, flight);
            flight.cancel(false); // those who wait ask for themselves, unless there is an answer
        }
    }

    private Answer askUnlessSimilar(
            Neighbourhood others, CompletableFuture<Kept> flight, CacheKey key, Question question) {
        long start = System.nanoTime();
        Optional<UnitVector> place = others.place(key);
        question.checkpoint("cached");
        Optional<Neighbourhood.Near> near = place.flatMap(here -> others.nearest(key, here));
        Kept similar = near.map(found -> kept.getIfPresent(found.key())).orElse(null);
        if (similar == null) {
            return ask(key, place, question, flight);
        }
        flight.complete(similar);
        String cosine = String.valueOf(near.orElseThrow().cosine());
        return replay(similar, question, start, Map.of("cosine", cosine));
    }

    /** Waits for the answer that another thread is getting; asks for itself if that one gets none. */
    private Answer follow(CompletableFuture<Kept> other, CacheKey key, Question question) {
        long start = System.nanoTime();
        Kept shared;
        try {
            shared = Calls.await(other, question, "cached");
        } catch (CancellationException e) {
            return ask(key, Optional.empty(), question, new CompletableFuture<>());
        }
        return replay(shared, question, start, EXACT);
    }

    private Answer ask(CacheKey key, Optional<UnitVector> place, Question question, CompletableFuture<Kept> flight) {
        Answer answer = requireNonNull(model.answer(question), "a model answered null");
        // An answer given while the model changed belongs to neither of its fingerprints.
        if (isWorthKeeping(answer) && fingerprint.now().equals(key.fingerprint())) {
            Kept value = Kept.of(answer, caching.clock().instant());
            // In this order, because the cache may throw out the new entry at once.
            place.ifPresent(here -> neighbourhood.orElseThrow().add(key, here));
            kept.put(key, value);
            flight.complete(value);
        }
        return answer;
    }

    private boolean isWorthKeeping(Answer answer) {
        return (answer instanceof Answer.Reply || caching.abstentions()) && !PassedOver.forAWhile(answer.trace());
    }

    private Answer replay(Kept hit, Question question, long start, Map<String, String> details) {
        Buffered.release(question, hit.answer());
        return hit.again(caching.clock().instant(), System.nanoTime() - start, details);
    }

    private void forget(@Nullable CacheKey key) {
        if (key != null) {
            neighbourhood.ifPresent(all -> all.remove(key));
        }
    }

    private static Description settings(Caching caching) {
        Description description = Description.of("cached")
                .with("time to live", caching.timeToLive())
                .with("abstentions", caching.abstentions());
        return caching.similarity()
                .map(similarity -> description.with("threshold", similarity.threshold()))
                .orElse(description);
    }

    @Override
    public Description describe() {
        Description embedder = caching.similarity()
                .map(similarity -> similarity.embedder().describe())
                .orElse(null);
        return settings.withParts(embedder == null ? List.of(model.describe()) : List.of(model.describe(), embedder));
    }

    @Override
    public String toString() {
        String similar = caching.similarity()
                .map(similarity -> ", cosine >= " + similarity.threshold())
                .orElse("");
        return "cached(" + model + ", " + caching.timeToLive() + similar + ")";
    }
}
