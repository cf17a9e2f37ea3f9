// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.meditron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.Generation;
import dev.tokka.Question;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.metric.Tried;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PublishedReadingTest {

    private static final List<String> REPLIES = new ArrayList<>();

    static {
        MedicalFiles.published("replies").forEach(reply -> REPLIES.add(reply.asText()));
    }

    private static Benchmark exam(List<String> answers, Asking asking) {
        List<Exam.Item> items = new ArrayList<>();
        answers.forEach(answer -> items.add(new Exam.Item("" + items.size(), "Which?" + items.size(), answer, "")));
        return Exam.ofChoices("exam", 4, PublishedReading.OF_CHOICES).benchmark(items, asking);
    }

    @Test
    void answersAreReadAsThePublishedProgramDoes() {
        for (JsonNode mode : MedicalFiles.published("readings")) {
            PublishedReading reading = new PublishedReading(
                    mode.get("choices").asBoolean(),
                    mode.get("shots").asBoolean(),
                    mode.get("reasoned").asBoolean());
            for (int i = 0; i < REPLIES.size(); i++) {
                assertThat(reading.read(REPLIES.get(i)).orElse(""))
                        .as(reading + " of " + REPLIES.get(i))
                        .isEqualTo(mode.get("answers").get(i).asText());
            }
        }
    }

    @Test
    void scoresAreThoseOfThePublishedProgram() {
        JsonNode published = MedicalFiles.published("scores");
        List<String> answers = new ArrayList<>();
        published.get("golds").forEach(gold -> answers.add(gold.asText()));
        Benchmark benchmark = exam(answers, Asking.AT_ONCE);

        for (String name : List.of("accuracy", "accuracy of the found", "unable to find")) {
            assertThat(MedicalFiles.value(
                            benchmark, "Meditron " + name, item -> REPLIES.get(Integer.parseInt(item.id()))))
                    .as(name)
                    .isCloseTo(published.get(name).asDouble(), within(1e-12));
        }
        MedicalFiles.assertLaws(exam(List.of("A", "D"), Asking.AT_ONCE), REPLIES);
        MedicalFiles.assertLaws(exam(List.of("A", "D"), Asking.STEP_BY_STEP), REPLIES);
    }

    @Test
    void silenceIsWrongAndNotFound() {
        Benchmark benchmark = exam(List.of("A"), Asking.AT_ONCE);
        Metric unable = MedicalFiles.metric(benchmark, "Meditron unable to find");

        assertThat(unable.higherIsBetter()).isFalse();
        for (Metric metric : benchmark.metrics()) {
            for (Tried tried : List.of(
                    new Tried(benchmark.cases().get(0), Tried.failed()),
                    new Tried(benchmark.cases().get(0), Tried.abstained()))) {
                Score score = tried.by(metric);
                assertThat(score.readable()).isFalse();
                assertThat(metric.value(List.of(score))).isEqualTo(metric.equals(unable) ? 1 : 0);
            }
        }
    }

    /** A model that says the next of some replies, and keeps how it was asked. */
    private static DomainModel saying(List<String> replies, List<Generation> asked) {
        AtomicInteger calls = new AtomicInteger();
        return question -> {
            asked.add(question.attributes().get(Generation.KEY).orElseThrow());
            return Answer.reply(replies.get(calls.getAndIncrement()));
        };
    }

    @Test
    void theVoteIsThatOfThePublishedProgram() {
        for (JsonNode vote : MedicalFiles.published("votes")) {
            List<String> replies = new ArrayList<>();
            vote.get("replies").forEach(reply -> replies.add(reply.asText()));
            DomainModel model = saying(replies, new ArrayList<>());
            boolean choices = vote.get("choices").asBoolean();
            DomainModel voting = choices ? SelfConsistency.ofChoices(model) : SelfConsistency.ofYesAndNo(model);

            String winner = voting.answer("Which?").reply().orElseThrow().text();

            assertThat((choices ? SelfConsistency.choices() : SelfConsistency.yesAndNo()).key(winner))
                    .as(replies.toString())
                    .isEqualTo(vote.get("winner").asText());
        }
    }

    @Test
    void fiveSamplesAreDrawn() {
        List<Generation> asked = new ArrayList<>();
        DomainModel voting =
                SelfConsistency.ofChoices(saying(List.of("answer is A", "B", "answer is a", "B", "C"), asked));
        Question question = Question.of("Which?").with(Generation.KEY, Generation.DEFAULT.withSeed(1234));

        assertThat(voting.answer(question).reply().orElseThrow().text()).isEqualTo("answer is A");
        assertThat(asked)
                .hasSize(5)
                .allSatisfy(generation -> assertThat(generation.temperature()).hasValue(0.8));
        Set<Long> seeds = new HashSet<>();
        asked.forEach(generation -> seeds.add(generation.seed().orElseThrow()));
        assertThat(seeds).hasSize(5);
        assertThat(voting.describe().isOpaque()).isTrue(); // because of the lambda alone
        assertThat(voting.describe().parts().get(0).name()).isEqualTo("Meditron, letters");
        assertThat(voting.toString()).contains("by Meditron, letters");
    }
}
