// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.Example;
import dev.tokka.MeanInterval;
import dev.tokka.Question;
import dev.tokka.prompting.Examples;
import dev.tokka.prompting.Prompting;
import dev.tokka.prompting.reasoning.Reasoning;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PromptOptimizerTest {

    @Test
    void instructionsThatHelpAreFoundAndKnownToHelp() {
        Desk desk = Desk.of(0.5);

        Optimized found = PromptOptimizer.of(desk, Messages.START)
                .writer(Writer.helpful())
                .optimize(Messages.some(90));

        assertThat(found.improves()).as(found.toString()).isTrue();
        assertThat(found.recommended().prompting().instructions())
                .containsExactly("Look at the object of the sentence.");
        assertThat(found.recommended().prompting().form()).isEqualTo(Messages.START.form());
        assertThat(found.verdict()).isEqualTo("It improves on the start: use " + found.best() + ".");
        assertThat(found.heldOut().gain().mean()).isBetween(0.2, 0.45);
        assertThat(found.heldOut().gain().low()).isPositive();
        assertThat(right(desk, found.recommended().prompting())).isGreaterThan(right(desk, Messages.START) + 50);
    }

    @Test
    void examplesThatHelpAreFoundAndKnownToHelp() {
        Desk desk = new Desk(new Desk.Skill(0.3, Map.of(), 0.15, false, 3));

        Optimized found = PromptOptimizer.of(desk, Messages.START)
                .shots(Shots.fixed(3), Shots.nearest(4))
                .optimize(Messages.some(90));

        assertThat(found.improves()).as(found.toString()).isTrue();
        assertThat(found.best().combination().shots()).isEqualTo(Shots.nearest(4));
        assertThat(found.best().examples()).hasSize(90).contains(new Example(Messages.text(4), Messages.label(4)));
        assertThat(found.recommended().prompting().examples()).singleElement().hasToString("nearest(4 of 90)");
        assertThat(found.recommended().prompting().instructions()).isEqualTo(Messages.START.instructions());
    }

    @Test
    void theStartIsKeptWhereNothingIsBetter() {
        Optimized found = PromptOptimizer.of(Desk.of(0.5), Messages.START).optimize(Messages.some(30));

        assertThat(found.improves()).isFalse();
        assertThat(found.recommended().prompting()).isEqualTo(Messages.START);
        assertThat(found.best()).hasToString("start, examples as given");
        assertThat(found.verdict()).isEqualTo("Keep the start, because the search found nothing better.");
        assertThat(found.heldOut().gain()).isEqualTo(new MeanInterval(0, 0, 0));
        assertThat(found.heldOut().chance()).isEqualTo(1);
    }

    @Test
    void whatOnlyRepeatsTheQuestionsItWasShownIsNotTakenForBetter() {
        Writer writer = Writer.repeating();
        Optimized found =
                PromptOptimizer.of(Desk.of(0.4), Messages.START).writer(writer).optimize(Messages.some(90));

        assertThat(writer.requests()).isNotEmpty();
        assertThat(found.improves()).as(found.toString()).isFalse();
        assertThat(found.heldOut().gain().mean()).isZero();
    }

    @Test
    void withoutADifferenceTheStartIsKeptInAtLeast95Of100Searches() {
        long kept = IntStream.range(0, 200)
                .filter(seed -> !PromptOptimizer.of(
                                new Desk(new Desk.Skill(0.6, Map.of(), 0, true, seed)), Messages.START)
                        .writer(Writer.helpful())
                        .shots(Shots.nearest(3))
                        .reasoning(ReasoningChoice.none(), ReasoningChoice.of(Reasoning.chainOfThought()))
                        .over(
                                Variant.base(),
                                Variant.of("short", model -> model.with(Prompting.instructions("Short."))))
                        .effort(2, 2)
                        .folds(3)
                        .budget(OptimizationBudget.calls(300))
                        .seed(seed)
                        .optimize(Messages.some(45))
                        .improves())
                .count();

        assertThat(kept).isGreaterThanOrEqualTo(190);
    }

    @Property(tries = 30)
    void noQuestionIsShownTheAnswerToOneOfItsCluster(@ForAll @IntRange(min = 0, max = 1_000) int seed) {
        Desk desk = new Desk(new Desk.Skill(0.4, Map.of(), 0.1, true, seed));

        PromptOptimizer.of(desk, Messages.START)
                .shots(Shots.fixed(4), Shots.nearest(3), Shots.varied(3))
                .writer(Writer.helpful())
                .effort(2, 3)
                .folds(3)
                .seed(seed)
                .optimize(Messages.pairs(12));

        assertThat(desk.asked())
                .anySatisfy(question -> assertThat(question.examples()).isNotEmpty());
        assertThat(desk.asked())
                .allSatisfy(question -> assertThat(question.examples())
                        .extracting(example -> cluster(example.question()))
                        .doesNotContain(cluster(question.text())));
    }

    @Test
    void whatTheModelAnswersRightIsShownWhereNoAnswerIsKnown() {
        DomainModel echo = question -> Answer.reply(question.text().length() % 2 == 0 ? "even" : "no idea");
        Grader even = answer -> new Grade(
                answer.reply().filter(reply -> reply.text().equals("even")).isPresent() ? 1 : 0, "Say even.");
        List<GradedQuestion> questions = IntStream.range(0, 10)
                .mapToObj(i -> GradedQuestion.of("x".repeat(i + 1), even))
                .toList();

        Optimized found = PromptOptimizer.of(echo, Prompting.none())
                .shots(Shots.nearest(2))
                .folds(2)
                .optimize(questions);

        assertThat(found.table()).hasSize(2);
        assertThat(found.best().combination().shots()).isEqualTo(Shots.asGiven());
        MeteredModel.Books books = new MeteredModel.Books(
                Ledger.inMemory(), new Meter(OptimizationBudget.calls(10)), java.time.InstantSource.system());
        Candidate start = new Candidate(Combination.of("start", Shots.asGiven()), Prompting.none());
        Pool pool = new Standing(start, Pool.EMPTY, new Models(echo, books))
                .poolOf(new Cases(questions, 0), List.of(0, 1, 2, 3));
        assertThat(pool.examples()).containsExactly(new Example("xx", "even"), new Example("xxxx", "even"));
    }

    @Test
    void anotherStartIsTriedAndComparedWithTheFirst() {
        Prompting better = Messages.START.plusInstructions("Look at the object.");

        Optimized found =
                PromptOptimizer.of(Desk.of(0.5), Messages.START).orStart(better).optimize(Messages.some(60));

        assertThat(found.improves()).isTrue();
        assertThat(found.start().prompting()).isEqualTo(Messages.START);
        assertThat(found.best().toString()).startsWith("start 2, ");
        assertThat(found.recommended().prompting().instructions()).isEqualTo(better.instructions());
    }

    @Test
    void theCurveRisesInEachSearchAndTheTableShowsTheStart() {
        Optimized found = PromptOptimizer.of(Desk.of(0.5), Messages.START)
                .writer(Writer.helpful())
                .folds(3)
                .optimize(Messages.some(60));

        assertThat(found.curve())
                .extracting(Optimized.Progress::search)
                .isSorted()
                .contains(1, 2, 3, 4);
        for (int search = 1; search <= 4; search++) {
            int number = search;
            assertThat(found.curve().stream().filter(point -> point.search() == number))
                    .extracting(Optimized.Progress::best)
                    .isSorted();
        }
        assertThat(found.curve())
                .extracting(point -> point.spent().calls())
                .isSorted()
                .allSatisfy(
                        calls -> assertThat(calls).isBetween(60, found.spent().calls()));
        assertThat(found.table()).extracting(row -> row.candidate().toString()).contains("start, examples as given");
        assertThat(found.table()).extracting(row -> -row.quality().mean()).isSorted();
        assertThat(found.toString())
                .contains("search  spent", "quality", "Gain on questions that the search had not seen: 0.")
                .endsWith(found.verdict());
    }

    @Test
    void fewerClustersThanFoldsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> PromptOptimizer.of(Desk.of(0.5), Messages.START).optimize(Messages.pairs(4)))
                .withMessage("number of clusters of questions must be at least 5 but is 4");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> PromptOptimizer.of(Desk.of(0.5), Messages.START).folds(1))
                .withMessage("folds must be at least 2 but is 1");
    }

    @Test
    void theExamplesOfTheStartStayWhereNoOthersAreBetter() {
        Prompting start = Messages.START.examples(Examples.fixed(new Example("Where is my card", "card")));
        Desk desk = Desk.of(0.5);

        PromptOptimizer.of(desk, start).shots().writer(Writer.helpful()).optimize(Messages.some(20));

        assertThat(desk.asked())
                .allSatisfy(question ->
                        assertThat(question.examples()).containsExactly(new Example("Where is my card", "card")));
    }

    private static String cluster(String text) {
        return text.replace("Please: ", "");
    }

    private static long right(DomainModel model, Prompting prompting) {
        DomainModel prompted = model.with(prompting);
        return IntStream.range(1_000, 1_300)
                .filter(i -> prompted.answer(Question.of(Messages.text(i)))
                        .reply()
                        .orElseThrow()
                        .text()
                        .equals(Messages.label(i)))
                .count();
    }
}
