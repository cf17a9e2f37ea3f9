// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import dev.tokka.Caching;
import dev.tokka.DataClass;
import dev.tokka.DomainModels;
import dev.tokka.Embedder;
import dev.tokka.Observing;
import dev.tokka.Sampling;
import dev.tokka.Specialization;
import dev.tokka.Voting;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What can be put on any model; limits and resilience stand in {@link GuardKinds}. */
final class SpecializationKinds {

    private static final Setting<Duration> MAX_AGE =
            Setting.required("max-age", Type.duration(Duration.ofMillis(1)), "How long an answer is given again.");
    private static final Setting<Long> MAX_CHARACTERS = Setting.of(
            "max-characters",
            Type.large(1, Long.MAX_VALUE),
            10_000_000L,
            "About how much is kept, in characters of questions and answers together.");
    private static final Setting<Boolean> ABSTENTIONS =
            Setting.of("abstentions", Type.truth(), true, "Whether abstentions are kept as replies are.");
    private static final Setting<Embedder> EMBEDDER =
            Setting.required("embedder", Type.part(Role.EMBEDDER), "What turns questions into vectors.");
    private static final Setting<Double> THRESHOLD = Setting.required(
            "threshold",
            Type.numberAbove(0, 1),
            "The least cosine. Too low a one gives wrong answers with confidence: choose it on questions of your own.");
    private static final Setting<Caching.Similarity> SIMILAR = Setting.optional(
            "similar",
            Type.object(EMBEDDER, THRESHOLD)
                    .as(settings -> new Caching.Similarity(settings.get(EMBEDDER), settings.get(THRESHOLD))),
            "Which other questions get the same answer; without it only equal ones do.");

    private static final Setting<Integer> SAMPLES =
            Setting.required("samples", Type.integer(1, Integer.MAX_VALUE), "How often the model is asked.");
    private static final Setting<Double> TEMPERATURE =
            Setting.of("temperature", Type.number(0, 2), Sampling.of(1).temperature(), "The variety of the samples.");
    private static final Setting<Long> SEED = Setting.of(
            "seed",
            Type.large(Long.MIN_VALUE, Long.MAX_VALUE),
            0L,
            "What seeds are derived from if a question has none.");

    private static final Setting<Boolean> QUESTION_TEXT = Setting.of(
            "question-text", Type.truth(), false, "Whether the text of questions is told; it may be personal data.");

    private SpecializationKinds() {}

    static List<Kind<?>> all(Optional<ObservationRegistry> observations) {
        return List.of(
                Role.SPECIALIZATION.kind(
                        "cached",
                        "Gives answers again to equal questions.",
                        Type.object(MAX_AGE, MAX_CHARACTERS, ABSTENTIONS, SIMILAR),
                        (settings, making) -> cached(settings)),
                Role.SPECIALIZATION.kind(
                        "cleared",
                        "Takes only questions whose data class is this one or lower.",
                        Type.choice(DataClass.class),
                        (highest, making) -> model -> DomainModels.cleared(model, highest)),
                Role.SPECIALIZATION.kind(
                        "self-consistent",
                        "Asks the model several times and gives the answer that comes most often.",
                        Type.object(SAMPLES, TEMPERATURE, SEED, ModelKinds.QUORUM),
                        (settings, making) -> selfConsistent(settings)),
                Role.SPECIALIZATION.kind(
                        "observed",
                        "Tells the program's registry of observations about every call.",
                        Type.object(QUESTION_TEXT),
                        (settings, making) -> observed(settings, observations)));
    }

    private static Specialization cached(Settings settings) {
        Caching all = Caching.of(settings.get(MAX_AGE)).withMaxCharacters(settings.get(MAX_CHARACTERS));
        Caching caching = settings.get(ABSTENTIONS) ? all : all.withoutAbstentions();
        Caching similar = settings.find(SIMILAR)
                .map(like -> caching.withSimilar(like.embedder(), like.threshold()))
                .orElse(caching);
        return model -> DomainModels.cached(model, similar);
    }

    private static Specialization selfConsistent(Settings settings) {
        Sampling sampling = new Sampling(settings.get(SAMPLES), settings.get(TEMPERATURE), settings.get(SEED));
        Voting voting = Voting.MOST.withQuorum(settings.get(ModelKinds.QUORUM));
        return model -> DomainModels.selfConsistent(model, sampling, voting);
    }

    private static Specialization observed(Settings settings, Optional<ObservationRegistry> observations) {
        Observing by = Observing.by(observations.orElseThrow(() -> new IllegalArgumentException(
                "expected a registry from the program, by ConfigLoader.withObservations, but there is none")));
        Observing observing = settings.get(QUESTION_TEXT) ? by.withQuestionText() : by;
        return model -> DomainModels.observed(model, observing);
    }
}
