// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Digests;
import dev.tokka.Example;
import dev.tokka.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is learned from trials helps where examples mislead, and does no harm where none does. */
class LearnedExamplesTest {

    private static final int K = 3;
    private static final int CANDIDATES = 12;

    @TempDir
    Path folder;

    private static Examples candidates(HelpDesk desk) {
        return Examples.nearest(CANDIDATES, desk.examples());
    }

    private static LearnedExamples learned(HelpDesk desk, int trials) {
        return ExampleTraining.of(candidates(desk)).train(K, desk.trials(desk.messages(trials), candidates(desk), K));
    }

    @Test
    void whereSomeExamplesMisleadTheLearnedAreRightMoreOftenOnNewQuestions() {
        double gain = 0;
        for (int seed = 0; seed < 5; seed++) {
            HelpDesk desk = new HelpDesk(seed, 120, 0.35);
            LearnedExamples learned = learned(desk, 600);
            List<HelpDesk.Message> unseen = desk.messages(400);
            double nearest = HelpDesk.share(unseen, Examples.nearest(K, desk.examples()));
            double now = HelpDesk.share(unseen, learned);

            assertThat(learned.evidence().proven())
                    .as("seed %s: %s", seed, learned.evidence())
                    .isTrue();
            assertThat(now).as("seed %s", seed).isGreaterThan(nearest);
            gain += (now - nearest) / 5;
        }

        assertThat(gain).isGreaterThan(0.05);
    }

    @Test
    void whereNoneMisleadsTheLearnedAreNoWorse() {
        double difference = 0;
        for (int seed = 10; seed < 15; seed++) {
            HelpDesk desk = new HelpDesk(seed, 120, 0);
            LearnedExamples learned = learned(desk, 400);
            List<HelpDesk.Message> unseen = desk.messages(400);
            difference +=
                    HelpDesk.share(unseen, learned) - HelpDesk.share(unseen, Examples.nearest(K, desk.examples()));
        }

        assertThat(difference / 5).isGreaterThan(-0.01);
    }

    @Test
    void whereNothingDependsOnTheExamplesNothingIsProvedAndTheNearestAreShown() {
        int proven = 0;
        for (int seed = 100; seed < 140; seed++) {
            HelpDesk desk = new HelpDesk(seed, 60, 0.3);
            Random coin = new Random(seed);
            List<ExampleTrial> trials = desk.trials(desk.messages(150), candidates(desk), K).stream()
                    .map(trial -> new ExampleTrial(trial.question(), trial.shown(), coin.nextDouble() < 0.7))
                    .toList();
            LearnedExamples learned = ExampleTraining.of(candidates(desk)).train(K, trials);
            if (learned.evidence().proven()) {
                proven++;
            } else {
                Question question = desk.messages(1).get(0).question();
                assertThat(learned.select(question))
                        .isEqualTo(Examples.nearest(K, desk.examples()).select(question));
            }
        }

        assertThat(proven).isLessThanOrEqualTo(5); // 5 % of 40 are 2; of 1,000 such weeks 14 have more than 5
    }

    @Test
    void withoutTrialsOrWithFewTheNearestAreShown() {
        HelpDesk desk = new HelpDesk(1, 60, 0.3);
        Question question = desk.messages(1).get(0).question();
        LearnedExamples none = ExampleTraining.of(candidates(desk)).train(K, List.of());
        LearnedExamples few = learned(desk, 29);

        for (LearnedExamples learned : List.of(none, few)) {
            assertThat(learned.evidence().proven()).isFalse();
            assertThat(learned.select(question))
                    .isEqualTo(Examples.nearest(K, desk.examples()).select(question));
        }
        assertThat(none).hasToString("learned(3 of nearest(12 of 60), 0 trials, not proven)");
        assertThat(few.evidence().toString()).startsWith("not proven, so nearest: 29 trials of 29 questions");
    }

    @Test
    void theOrderOfTrialsDoesNotMatterAndAnotherTrialDoes() {
        HelpDesk desk = new HelpDesk(2, 60, 0.3);
        List<ExampleTrial> trials = new ArrayList<>(desk.trials(desk.messages(100), candidates(desk), K));
        ExampleTraining training = ExampleTraining.of(candidates(desk));
        LearnedExamples first = training.train(K, trials);
        Collections.shuffle(trials, new Random(5));

        assertThat(training.train(K, trials).describe()).isEqualTo(first.describe());
        assertThat(training.train(K, trials.subList(1, 100)).describe()).isNotEqualTo(first.describe());
        assertThat(training.train(K + 1, trials).describe()).isNotEqualTo(first.describe());
        assertThat(training.withSeed(7).train(K, trials).evidence()).isNotEqualTo(first.evidence());
        assertThat(first.describe().isOpaque()).isFalse();
    }

    @Test
    void whatAsksTheQuestionItselfIsNeverChosenAndTeachesNothing() {
        HelpDesk desk = new HelpDesk(3, 60, 0.3);
        Example leak = new Example("Where is my card?", "topic 0");
        Question asked = Question.of("where is my card");
        Examples leaking =
                question -> List.of(desk.examples().get(0), desk.examples().get(1), leak);
        ExampleTraining training = ExampleTraining.of(leaking);
        List<ExampleTrial> leaked =
                List.of(new ExampleTrial(asked, List.of(leak), true), new ExampleTrial(asked, List.of(), true));

        assertThat(training.train(K, leaked).select(asked))
                .containsExactly(desk.examples().get(0), desk.examples().get(1));
        assertThat(training.train(K, leaked).evidence().trials()).isZero();
    }

    @Test
    void whatWasWrittenIsReadBack() throws IOException {
        HelpDesk desk = new HelpDesk(4, 120, 0.35);
        LearnedExamples learned = learned(desk, 300);
        Path file = folder.resolve("examples.json");
        learned.write(file);
        LearnedExamples read = LearnedExamples.read(file, candidates(desk));

        assertThat(read.describe()).isEqualTo(learned.describe());
        assertThat(read.evidence()).isEqualTo(learned.evidence());
        for (HelpDesk.Message message : desk.messages(20)) {
            assertThat(read.select(message.question())).isEqualTo(learned.select(message.question()));
        }
        assertThat(LearnedExamples.read(file, Examples.nearest(5, desk.examples()))
                        .describe())
                .isNotEqualTo(learned.describe());
        assertThat(Files.readString(file)).doesNotContain(desk.examples().get(0).question());
    }

    @Test
    void damagedAndForeignFilesAreRefused() throws IOException {
        HelpDesk desk = new HelpDesk(5, 60, 0.3);
        Path file = folder.resolve("examples.json");
        learned(desk, 50).write(file);
        String text = Files.readString(file);

        assertRefused(file, text.replaceFirst("\"k\" : 3", "\"k\" : 4"), "expected digest");
        assertRefused(file, text.substring(0, text.length() / 2), "expected the JSON of learned examples");
        assertRefused(file, "{}", "expected format tokka learned examples of learned examples but found no format");
        assertRefused(file, text.replaceFirst("\"version\" : 1", "\"version\" : 2"), "expected version 1");
        String none = "{\"k\":3}";
        assertRefused(
                file,
                "{\"format\": \"tokka learned examples\", \"version\": 1, \"digest\": \"" + Digests.sha256(none)
                        + "\", \"learned\": " + none + "}",
                "expected learned examples in");
    }

    private static void assertRefused(Path file, String text, String message) throws IOException {
        Files.writeString(file, text);
        assertThatExceptionOfType(LearnedExamplesException.class)
                .isThrownBy(() -> LearnedExamples.read(file, Examples.fixed()))
                .withMessageContaining(message)
                .withMessageContaining(file.toString());
    }

    @Test
    void anExampleThatIsOftenWrongHelpsLess() {
        List<Observation> observations = IntStream.range(0, 8)
                .mapToObj(i -> new Observation(
                        "question " + i,
                        i % 2 == 0,
                        List.of(0.0, 0.0),
                        List.of(new Observation.Shown(i % 2 == 0 ? "good" : "bad", "label", List.of()))))
                .toList();
        ExampleHelp help = ExampleHelp.of(observations);

        assertThat(help.of("good")).isEqualTo((4 - 0.5 * 4) / (4 + 4));
        assertThat(help.of("bad")).isEqualTo(-0.25);
        assertThat(help.of("label")).isZero();
        assertThat(help.of("never shown")).isZero();
    }

    @Test
    void theRegressionFindsTheWeightsThatMadeItsData() {
        Random random = new Random(3);
        List<double[]> rows = new ArrayList<>();
        boolean[] right = new boolean[20_000];
        for (int i = 0; i < right.length; i++) {
            double[] row = {random.nextGaussian(), 3 * random.nextGaussian(), 5};
            rows.add(row);
            right[i] = random.nextDouble() < 1 / (1 + Math.exp(-(0.5 + 1.5 * row[0] - 0.4 * row[1])));
        }
        double[] weights = RidgeLogistic.fit(rows, right, 0.1);

        assertThat(weights[0]).isCloseTo(1.5, within(0.06));
        assertThat(weights[1]).isCloseTo(-0.4, within(0.03));
        assertThat(weights[2]).isZero();
        assertThat(weights[3]).isCloseTo(0.5, within(0.06));
    }

    @Test
    void rangesAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExampleTraining.of(Examples.fixed()).train(0, List.of()))
                .withMessage("k must be at least 1 but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new ExampleEvidence(1, 1, Double.NaN, 0, 0));
        assertThat(new ExampleEvidence(100, 30, 0.5, 0.4, 0.05).proven()).isTrue();
        assertThat(new ExampleEvidence(100, 30, 0.5, 0.4, 0.07).proven()).isFalse();
        assertThat(new ExampleEvidence(100, 29, 0.5, 0.4, 0.05).proven()).isFalse();
    }
}
