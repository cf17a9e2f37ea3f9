// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static dev.tokka.DomainModels.cached;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Caches that take similar questions for the same. */
class CachedSimilarTest {

    private static final Question TRANSFER = Question.of("What does a transfer cost?");
    private static final Question TRANSFERS = Question.of("What do transfers cost?");
    private static final Question CARD = Question.of("Where is my card?");

    private final ManualClock clock = new ManualClock();
    private final AtomicInteger calls = new AtomicInteger();
    private final Caching caching = Caching.of(Duration.ofMinutes(10)).withClock(clock);
    private final DomainModel counting = new Numbered(calls);

    @Test
    void aSimilarQuestionGetsTheSameAnswer() {
        DomainModel model = cached(counting, caching.withSimilar(CachedSimilarTest::meaning, 0.9));

        model.answer(TRANSFER);
        Answer similar = model.answer(TRANSFERS);

        assertThat(calls).hasValue(1);
        assertThat(similar.reply().orElseThrow().text()).isEqualTo("Answer 1");
        assertThat(similar.trace().steps().get(0).details()).containsOnlyKeys("age", "cosine");
    }

    @Test
    void aQuestionOfAnotherMeaningIsAsked() {
        DomainModel model = cached(counting, caching.withSimilar(CachedSimilarTest::meaning, 0.9));

        model.answer(TRANSFER);
        model.answer(CARD);

        assertThat(calls).hasValue(2);
    }

    @Test
    void theThresholdDecides() {
        double cosine = UnitVector.of(meaning(TRANSFER.text()))
                .orElseThrow()
                .cosine(UnitVector.of(meaning(TRANSFERS.text())).orElseThrow());
        DomainModel at = cached(counting, caching.withSimilar(CachedSimilarTest::meaning, cosine));
        DomainModel above = cached(counting, caching.withSimilar(CachedSimilarTest::meaning, Math.nextUp(cosine)));

        at.answer(TRANSFER);
        at.answer(TRANSFERS);
        assertThat(calls).hasValue(1);

        above.answer(TRANSFER);
        above.answer(TRANSFERS);
        assertThat(calls).hasValue(3);
    }

    @Test
    void anotherCallerOrRoleGetsNothingOfIt() {
        DomainModel model = cached(counting, caching.withSimilar(CachedSimilarTest::meaning, 0.9));
        model.answer(TRANSFER.with(Caller.KEY, Caller.of("ann")));

        model.answer(TRANSFERS.with(Caller.KEY, Caller.of("bob")));
        model.answer(TRANSFERS.with(Caller.KEY, new Caller("ann", Set.of("clerk"))));
        model.answer(TRANSFERS);
        assertThat(calls).hasValue(4);

        model.answer(TRANSFERS.with(Caller.KEY, Caller.of("ann")));
        assertThat(calls).hasValue(4);
    }

    @Test
    void theNearestOfSeveralAnswers() {
        Embedder degrees = text -> {
            double angle = Math.toRadians(Double.parseDouble(text));
            return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
        };
        DomainModel model = cached(counting, caching.withSimilar(degrees, 0.9));
        model.answer("0");
        model.answer("40");

        assertThat(model.answer("24").reply().orElseThrow().text()).isEqualTo("Answer 2");
        assertThat(model.answer("16").reply().orElseThrow().text()).isEqualTo("Answer 1");
    }

    @Test
    void nothingIsSimilarToWhatIsNoLongerKept() {
        Neighbourhood neighbourhood = new Neighbourhood(new Caching.Similarity(CachedSimilarTest::meaning, 0.9));
        CacheKey key = CacheKey.of("f", TRANSFER);
        neighbourhood.add(key, neighbourhood.place(key).orElseThrow());
        neighbourhood.remove(key);
        assertThat(neighbourhood.isEmpty()).isTrue();

        DomainModel model = cached(counting, caching.withSimilar(CachedSimilarTest::meaning, 0.9));
        model.answer(TRANSFER);
        clock.advance(Duration.ofMinutes(10));
        model.answer(TRANSFERS);

        assertThat(calls).hasValue(2);
    }

    @Test
    void ifTheEmbedderFailsTheModelIsAskedAndEqualQuestionsAreStillKept() {
        Embedder broken = text -> {
            throw new ModelUnavailableException("no encoder");
        };
        DomainModel model = cached(counting, caching.withSimilar(broken, 0.9));

        model.answer(TRANSFER);
        model.answer(TRANSFERS);
        model.answer(TRANSFER);

        assertThat(calls).hasValue(2);
    }

    @Test
    void aTextWithoutDirectionIsSimilarToNothing() {
        DomainModel model = cached(counting, caching.withSimilar(text -> new float[3], 0.1));

        model.answer(TRANSFER);
        model.answer(TRANSFERS);

        assertThat(calls).hasValue(2);
    }

    @Test
    void theEmbedderAndTheThresholdAreInTheDescription() {
        Embedder known = new Embedder() {
            @Override
            public float[] embed(String text) {
                return meaning(text);
            }

            @Override
            public Description describe() {
                return Description.of("letters");
            }
        };
        DomainModel model = cached(counting, caching.withSimilar(known, 0.9));

        assertThat(model.describe().parts()).containsExactly(counting.describe(), Description.of("letters"));
        assertThat(model.describe().properties()).contains(Map.entry("threshold", "0.9"));
        assertThat(model).hasToString("cached(numbered, PT10M, cosine >= 0.9)");
    }

    /** Counts letters, which is meaning enough here. */
    private static float[] meaning(String text) {
        float[] counts = new float[26];
        text.toLowerCase(Locale.ROOT)
                .chars()
                .filter(letter -> letter >= 'a' && letter <= 'z')
                .forEach(letter -> counts[letter - 'a']++);
        return counts;
    }

    private record Numbered(AtomicInteger calls) implements DomainModel {

        @Override
        public Answer answer(Question question) {
            return Answer.reply("Answer " + calls.incrementAndGet());
        }

        @Override
        public Description describe() {
            return Description.of("numbered");
        }

        @Override
        public String toString() {
            return "numbered";
        }
    }
}
