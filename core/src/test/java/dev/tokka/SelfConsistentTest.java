// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static dev.tokka.DomainModels.selfConsistent;
import static dev.tokka.Scripted.replying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SelfConsistentTest {

    private static final Question QUESTION = Question.of("What is 6 times 7?");

    /** Draws one of three answers by its seed, as a language model does. */
    private static final DomainModel DRAWING = question -> {
        long seed =
                question.attributes().get(Generation.KEY).orElseThrow().seed().orElseThrow();
        return Answer.reply(List.of("42", "41", "42.").get(new Random(seed).nextInt(3)));
    };

    @Test
    void eachSampleHasASeedOfItsOwnAndTheGivenTemperature() {
        List<Generation> asked = new ArrayList<>();
        Question question = QUESTION.with(
                Generation.KEY, Generation.DEFAULT.withMaxTokens(9).withTemperature(0));

        selfConsistent(recording(asked), Sampling.of(4).withTemperature(0.9), Voting.MOST)
                .answer(question);

        assertThat(asked).hasSize(4).allSatisfy(generation -> {
            assertThat(generation.temperature()).hasValue(0.9);
            assertThat(generation.maxTokens()).hasValue(9);
        });
        assertThat(asked)
                .extracting(generation -> generation.seed().orElseThrow())
                .doesNotHaveDuplicates();
    }

    @Test
    void seedsComeFromThatOfTheQuestionAndElseFromTheGivenOne() {
        Question seeded = QUESTION.with(Generation.KEY, Generation.DEFAULT.withSeed(7));

        assertThat(seeds(QUESTION, Sampling.of(5))).isEqualTo(seeds(QUESTION, Sampling.of(5)));
        assertThat(seeds(QUESTION, Sampling.of(5).withSeed(1)))
                .doesNotContainAnyElementsOf(seeds(QUESTION, Sampling.of(5)));
        assertThat(seeds(seeded, Sampling.of(5)))
                .isEqualTo(seeds(seeded, Sampling.of(5).withSeed(1)));
        assertThat(seeds(seeded, Sampling.of(5)))
                .isEqualTo(seeds(QUESTION, Sampling.of(5).withSeed(7)));
    }

    @Test
    void theAnswerThatComesMostOftenWins() {
        Answer answer = selfConsistent(DRAWING, 9).answer(QUESTION);

        assertThat(answer.reply().orElseThrow().text()).startsWith("42");
        assertThat(answer.reply().orElseThrow().confidence().orElseThrow()).isGreaterThan(0.5);
    }

    @Property(tries = 200)
    void theSameQuestionGetsTheSameAnswer(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int samples) {
        DomainModel model = selfConsistent(DRAWING, Sampling.of(samples).withSeed(seed), Voting.MOST);

        assertThat(model.answer(QUESTION)).isEqualTo(model.answer(QUESTION));
    }

    @Property(tries = 200)
    void seedsAreSmallAndDifferent(@ForAll long seed) {
        List<Long> seeds = seeds(QUESTION, Sampling.of(20).withSeed(seed));

        assertThat(seeds).doesNotHaveDuplicates().allMatch(value -> value >= 0 && value <= Integer.MAX_VALUE);
    }

    @Test
    void itPrintsAndDescribesTheComposition() {
        DomainModel model = selfConsistent(replying("llm"), 5);

        assertThat(model).hasToString("selfConsistent(llm, 5 samples at 0.7)");
        assertThat(model.describe())
                .isEqualTo(Description.of("self-consistent")
                        .with("samples", 5)
                        .with("temperature", 0.7)
                        .with("seed", 0L)
                        .with("quorum", 1)
                        .withPart(Description.of("wording"))
                        .withPart(Description.of("scripted", "llm")));
    }

    @Test
    void wrongSettingsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Sampling.of(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Sampling.of(3).withTemperature(2.1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> selfConsistent(DRAWING, Sampling.of(3), Voting.MOST.withQuorum(4)));
    }

    private static List<Long> seeds(Question question, Sampling sampling) {
        return LongStream.rangeClosed(1, sampling.samples())
                .mapToObj(number -> sampling.sample(question, (int) number)
                        .attributes()
                        .get(Generation.KEY)
                        .orElseThrow()
                        .seed()
                        .orElseThrow())
                .toList();
    }

    /** Answers differently each time, so that every sample is asked for. */
    private static DomainModel recording(List<Generation> asked) {
        return question -> {
            asked.add(question.attributes().get(Generation.KEY).orElseThrow());
            return Answer.reply("answer " + asked.size());
        };
    }
}
