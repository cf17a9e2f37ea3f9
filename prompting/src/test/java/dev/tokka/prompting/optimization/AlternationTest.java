// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.Money;
import dev.tokka.Question;
import dev.tokka.prompting.Prompting;
import dev.tokka.prompting.optimization.Alternation.Step;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlternationTest {

    private static final Spent FREE = Spent.NOTHING;

    @TempDir
    Path folder;

    /** Stands for a killed process. */
    private static final class Killed extends Error {

        private static final long serialVersionUID = 1L;
    }

    @Test
    void promptThenWeightsAreEachKeptBecauseEachHelps() {
        Alternated found = Alternation.of(optimizer(Desk.of(0.3), 4_000), WordHead::train, FREE)
                .optimize(Messages.some(90));

        assertThat(found.stages())
                .extracting(Alternated.Stage::step)
                .containsExactly(Step.PROMPT, Step.WEIGHTS, Step.PROMPT);
        assertThat(found.stages())
                .as(found.toString())
                .extracting(Alternated.Stage::accepted)
                .containsExactly(true, true, false); // the head has no use for a prompt
        assertThat(found.best().prompting().instructions()).containsExactly("Look at the object of the sentence.");
        assertThat(found.trained()).containsInstanceOf(WordHead.class);
        assertThat(found.heldOut().gain().mean()).isGreaterThan(0.5);
        assertThat(found.on(Desk.of(0.3))
                        .answer(Messages.text(1_004))
                        .reply()
                        .orElseThrow()
                        .text())
                .isEqualTo(Messages.label(1_004));
        assertThat(found.toString())
                .contains("weights: written ", ", examples as given, gain 0.", "prompt: kept as it was, gain 0.000")
                .contains("on the trained model "
                        + found.trained().orElseThrow().describe().fingerprint());
    }

    @Test
    void weightsThatAreNoBetterAreNotKept() throws IOException {
        Trainer untaught = set -> new WordHead(Messages.LABELS, Map.of()); // always says the first label

        Alternated found = Alternation.of(optimizer(Desk.of(0.5), 4_000), untaught, FREE)
                .steps(Step.WEIGHTS, Step.PROMPT)
                .optimize(Messages.some(60));
        found.write(folder.resolve("found.yaml"), "Bank desk", "1");

        assertThat(found.stages()).extracting(Alternated.Stage::accepted).containsExactly(false, true);
        assertThat(found.trained()).isEmpty();
        assertThat(found.on(Desk.of(0.5)).describe())
                .isEqualTo(Desk.of(0.5).with(found.best()).describe());
        assertThat(folder.resolve("found.yaml"))
                .content()
                .startsWith("# Found by a search")
                .contains("# weights: kept as it was, gain -0.", "# It improves on the start: use step 2, written ")
                .contains("\nrole: \"Look at the object of the sentence.\"\n");
    }

    @Test
    void whatTheStartAnswersRightIsLearntWhereNoAnswerIsKnown() {
        List<TrainingSet> sets = new ArrayList<>();
        List<GradedQuestion> unlabelled = Messages.some(40).stream()
                .map(question -> GradedQuestion.of(question.question().text(), question.grader()))
                .toList();

        Alternated found = Alternation.of(optimizer(Desk.of(0.6), 3_000), noting(sets), FREE)
                .steps(Step.WEIGHTS)
                .optimize(unlabelled);

        assertThat(found.improves()).as(found.toString()).isTrue();
        assertThat(sets).hasSize(3).allSatisfy(set -> {
            assertThat(set.examples()).hasSizeLessThan(40);
            assertThat(set.examples())
                    .allSatisfy(example -> assertThat(example.answer()).isEqualTo(Messages.truth(example.question())));
            assertThat(set.prompting()).isEqualTo(Messages.START);
        });
        assertThat(sets).extracting(TrainingSet::fingerprint).doesNotHaveDuplicates();
    }

    @Test
    void whereNothingIsKnownToBeRightThereIsNothingToTrainWith() {
        DomainModel silent = new Desk(new Desk.Skill(0, Map.of(), 0, false, 1));
        List<GradedQuestion> unlabelled = Messages.some(20).stream()
                .map(question -> GradedQuestion.of(question.question().text(), question.grader()))
                .toList();

        Alternated found = Alternation.of(optimizer(silent, 1_000), WordHead::train, FREE)
                .steps(Step.WEIGHTS)
                .optimize(unlabelled);

        assertThat(found.improves()).isFalse();
        assertThat(found.toString())
                .startsWith("weights: not made, because the budget or the known answers were not enough")
                .endsWith("Keep the start, because no step is known to improve it.");
    }

    @Property(tries = 20)
    void noAnswerThatCountsComesFromWeightsThatSawItsCluster(@ForAll @IntRange(max = 1_000) int seed) {
        List<TrainingSet> sets = new ArrayList<>();

        Alternation.of(optimizer(Desk.of(0.3), 3_000).seed(seed).folds(3), noting(sets), FREE)
                .steps(Step.WEIGHTS)
                .optimize(Messages.pairs(15));

        // Each fold is what its training lacks; the last training is with all.
        List<Set<String>> seen = sets.stream()
                .map(set -> set.examples().stream()
                        .map(example -> example.question().replace("Please: ", ""))
                        .collect(Collectors.toSet()))
                .toList();
        assertThat(seen).hasSize(4);
        assertThat(seen.get(3)).hasSize(15);
        assertThat(seen.subList(0, 3).stream().mapToInt(Set::size).sum()).isEqualTo(2 * 15);
    }

    @Property(tries = 80)
    void noLimitIsEverPassedByCallsAndTrainingsTogether(
            @ForAll @IntRange(min = 1, max = 900) int calls,
            @ForAll @IntRange(min = 1, max = 600) int tenths,
            @ForAll @IntRange(max = 60) int price,
            @ForAll boolean weightsFirst) {
        AtomicInteger trainings = new AtomicInteger();
        Desk desk = Desk.of(0.4);
        Money most = yen(BigDecimal.valueOf(tenths, 1));
        Spent aTraining = new Spent(0, 100, BigDecimal.valueOf(price, 1), Duration.ZERO);
        OptimizationBudget budget = OptimizationBudget.calls(calls)
                .withTokens(60_000, 400)
                .withMoney(most, yen(new BigDecimal("0.1").min(most.amount())));

        Alternated found = Alternation.of(
                        PromptOptimizer.of(desk, Messages.START)
                                .shots(Shots.fixed(2))
                                .folds(2)
                                .budget(budget),
                        set -> {
                            trainings.incrementAndGet();
                            return WordHead.train(set);
                        },
                        aTraining)
                .steps(weightsFirst ? Step.WEIGHTS : Step.PROMPT, Step.WEIGHTS, Step.PROMPT)
                .optimize(Messages.some(20));

        BigDecimal paid = aTraining.money().multiply(BigDecimal.valueOf(trainings.get()));
        assertThat(found.spent().money()).isLessThanOrEqualTo(most.amount()).isGreaterThanOrEqualTo(paid);
        assertThat(budget.most().covers(found.spent())).isTrue();
        assertThat(desk.asked()).hasSizeLessThanOrEqualTo(calls);
    }

    @Property(tries = 20)
    void whereverItIsKilledItEndsWithTheSameResult(
            @ForAll @IntRange(min = 1, max = 320) int stop, @ForAll @IntRange(max = 3) int seed) throws IOException {
        Path file = Files.createTempFile("answers", ".jsonl");
        Path other = Files.createTempFile("answers", ".jsonl");
        try {
            Alternated whole = killable(seed, 0).optimize(Messages.some(24), file);
            String once = Files.readString(file);
            try {
                killable(seed, stop).optimize(Messages.some(24), other);
            } catch (Killed e) {
                assertThat(Files.size(other)).isLessThan(Files.size(file));
            }
            Alternated found = killable(seed, 0).optimize(Messages.some(24), other);

            assertThat(found).hasToString(whole.toString());
            assertThat(found.profile("p", "1")).isEqualTo(whole.profile("p", "1"));
            assertThat(Files.readString(other)).isEqualTo(once);
        } finally {
            Files.delete(file);
            Files.delete(other);
        }
    }

    @Test
    void aTrainerThatDoesNotMakeTheSameAgainIsPaidTwice() {
        Spent aTraining = new Spent(0, 7, BigDecimal.ZERO, Duration.ZERO);
        Path file = folder.resolve("answers.jsonl");
        AtomicInteger drawn = new AtomicInteger();
        Trainer moody = set ->
                new Desk(new Desk.Skill(0, Map.of(), 0, false, drawn.incrementAndGet())); // never better than the start
        Alternation alternation =
                Alternation.of(optimizer(Desk.of(0.5), 500), moody, aTraining).steps(Step.WEIGHTS);

        long first = alternation.optimize(Messages.some(20), file).spent().tokens();
        long again = alternation.optimize(Messages.some(20), file).spent().tokens();

        assertThat(again).isEqualTo(first + 2 * aTraining.tokens());
    }

    @Test
    void withoutADifferenceTheStartIsKeptInAtLeast95Of100Alternations() {
        long kept = IntStream.range(0, 60)
                .filter(seed -> !Alternation.of(
                                PromptOptimizer.of(
                                                new Desk(new Desk.Skill(0.6, Map.of(), 0, true, seed)), Messages.START)
                                        .shots(Shots.nearest(3))
                                        .folds(3)
                                        .budget(OptimizationBudget.calls(900))
                                        .seed(seed),
                                set -> new Desk(new Desk.Skill(
                                        0.6,
                                        Map.of(),
                                        0,
                                        true,
                                        set.fingerprint().hashCode())),
                                FREE)
                        .optimize(Messages.some(30))
                        .improves())
                .count();

        assertThat(kept).isGreaterThanOrEqualTo(57);
    }

    @Test
    void whatCannotBeTrainedOrToldApartIsRefused() {
        PromptOptimizer optimizer = optimizer(Desk.of(0.5), 500);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Alternation.of(optimizer, set -> question -> Answer.reply("card"), FREE)
                        .steps(Step.WEIGHTS)
                        .optimize(Messages.some(20)))
                .withMessageStartingWith("a trained model must describe itself but is opaque: ");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Alternation.of(optimizer, WordHead::train, FREE).steps())
                .withMessage("number of steps must be at least 1 but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingSet(List.of(), Prompting.none(), Desk.of(0.5), 0))
                .withMessage("number of examples must be at least 1 but is 0");
    }

    @Test
    void aTrainedModelTakesThePlaceOfTheVariantItWasTrainedFrom() {
        List<TrainingSet> sets = new ArrayList<>();
        Variant small = Variant.model("small", Desk.of(0.35))
                .with(base -> question -> base.answer(question.plusInstructions(List.of("Be quick."))));

        Alternated found = Alternation.of(optimizer(Desk.of(0.1), 3_000).over(small), noting(sets), FREE)
                .steps(Step.WEIGHTS)
                .optimize(Messages.some(40));

        assertThat(found.improves()).as(found.toString()).isTrue();
        assertThat(sets.get(0).model().describe()).isEqualTo(Desk.of(0.35).describe());
        assertThat(found.best()).hasToString("start, examples as given, small, trained");
        assertThat(found.on(question -> Answer.abstain("not asked")).answer(Question.of(Messages.text(7))))
                .extracting(answer -> answer.reply().orElseThrow().text())
                .isEqualTo(Messages.label(7));
    }

    private static PromptOptimizer optimizer(DomainModel desk, int calls) {
        return PromptOptimizer.of(desk, Messages.START)
                .writer(Writer.helpful())
                .shots()
                .effort(8, 4)
                .folds(2)
                .clock(() -> Instant.EPOCH)
                .budget(OptimizationBudget.calls(calls));
    }

    private static Trainer noting(List<TrainingSet> sets) {
        return set -> {
            sets.add(set);
            return WordHead.train(set);
        };
    }

    private static Alternation killable(long seed, int stopAfter) {
        AtomicInteger events = new AtomicInteger();
        Runnable kill = () -> {
            if (stopAfter > 0 && events.incrementAndGet() > stopAfter) {
                throw new Killed();
            }
        };
        Desk desk = new Desk(new Desk.Skill(0.3, Map.of("object", 0.4), 0.05, true, 1)).before(kill);
        PromptOptimizer optimizer = PromptOptimizer.of(desk, Messages.START)
                .writer(Writer.helpful().before(kill))
                .shots(Shots.nearest(2))
                .effort(2, 1)
                .folds(2)
                .seed(seed)
                .clock(() -> Instant.EPOCH)
                .budget(OptimizationBudget.calls(450).withTokens(20_000, 120));
        return Alternation.of(
                optimizer,
                set -> {
                    kill.run();
                    return WordHead.train(set);
                },
                new Spent(0, 50, BigDecimal.ZERO, Duration.ofSeconds(3)));
    }

    private static Money yen(BigDecimal amount) {
        return new Money(amount, Desk.YEN);
    }
}
