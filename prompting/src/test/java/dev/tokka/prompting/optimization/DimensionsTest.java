// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.Question;
import dev.tokka.Sampling;
import dev.tokka.Specialization;
import dev.tokka.Voting;
import dev.tokka.prompting.Prompting;
import dev.tokka.prompting.profile.DomainProfile;
import dev.tokka.prompting.reasoning.Reasoning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reasoning and what is below the prompt, searched together with instructions and examples. */
class DimensionsTest {

    private static final ReasoningChoice CHAIN = ReasoningChoice.of(Reasoning.chainOfThought());

    @TempDir
    Path folder;

    /** Gets messages right whose number is even, and the others only if it may reason first. */
    private record Reasoner(AtomicInteger calls) implements DomainModel {

        @Override
        public Answer answer(Question question) {
            calls.incrementAndGet();
            boolean reasons = question.instructions().toString().contains("Final answer:");
            String truth = Messages.truth(question.text());
            boolean even = Integer.parseInt(question.text().split(" ", -1)[1]) % 2 == 0;
            String said = even || reasons ? truth : "fee".equals(truth) ? "card" : "fee";
            return Answer.reply(reasons ? "Reasoning:\nThe last word.\nFinal answer: " + said : said);
        }

        @Override
        public Description describe() {
            return Description.of("reasoner");
        }
    }

    @Test
    void reasoningThatHelpsIsFoundAndItsFileIsReadBackToTheSameModel() throws IOException {
        DomainModel base = new Reasoner(new AtomicInteger());
        Path file = folder.resolve("found.yaml");

        Optimized found = PromptOptimizer.of(base, Messages.START)
                .shots()
                .reasoning(ReasoningChoice.none(), CHAIN)
                .optimize(Messages.some(60));
        found.write(file, "Bank desk", "1");

        assertThat(found.improves()).as(found.toString()).isTrue();
        assertThat(found.best()).hasToString("start, examples as given, chain of thought");
        assertThat(found.toString()).contains("Best of reasoning: chain of thought 1.000, no reasoning 0.");
        assertThat(found.heldOut().chosen().mean()).isEqualTo(1);
        DomainProfile profile = DomainProfile.read(file);
        assertThat(profile.answers().reasoning()).contains(Reasoning.chainOfThought());
        assertThat(profile.prompting()).isEqualTo(found.recommended().prompting());
        for (DomainModel model : List.of(base.with(found.recommended()), base.with(profile))) {
            assertThat(model.answer(Messages.text(7)).reply().orElseThrow().text())
                    .isEqualTo(Messages.label(7));
        }
    }

    @Test
    void everyWayToReasonIsReadBackFromTheFileOfItsWinner() throws IOException {
        for (ReasoningChoice choice : List.of(
                ReasoningChoice.of(Reasoning.chainOfThought().repairs(2)),
                ReasoningChoice.of(Reasoning.decomposition().subQuestions(3)),
                ReasoningChoice.of(Reasoning.revision().rounds(2).repairs(0)),
                ReasoningChoice.of(Reasoning.verification().questions(5)))) {
            assertThat(readBack(choice).answers().reasoning()).contains(choice.reasoning());
        }
        ReasoningChoice planned =
                ReasoningChoice.of(Reasoning.decomposition().plannedBy(new Reasoner(new AtomicInteger())));
        assertThat(profile(planned))
                .contains("# Reasoning: decomposition 4, made in code, next to the model, beneath all else.\n");
        assertThat(readBack(planned).answers().reasoning()).isEmpty();
        assertThat(readBack(ReasoningChoice.none()).answers().reasoning()).isEmpty();
    }

    @Test
    void whatIsBelowThePromptIsSearchedWithItAndSaidInTheFile() {
        Specialization rule =
                base -> question -> base.answer(question.plusInstructions(List.of("Look at the object.")));

        Optimized found = PromptOptimizer.of(Desk.of(0.5), Messages.START)
                .shots()
                .over(Variant.base(), Variant.of("with the rule", rule), Variant.model("small", Desk.of(0.2)))
                .optimize(Messages.some(60));

        assertThat(found.improves()).as(found.toString()).isTrue();
        assertThat(found.best()).hasToString("start, examples as given, with the rule");
        assertThat(found.toString()).contains("Best of variants: with the rule 0.", ", base 0.");
        assertThat(found.profile("Bank desk", "1"))
                .contains("# To be put on with the rule, which is not in this file.\n");
        List<String> told = new ArrayList<>();
        DomainModel other = question -> {
            told.addAll(question.instructions());
            return Answer.reply("card");
        };
        assertThat(other.with(found.recommended()).answer("A message").reply()).isPresent();
        assertThat(told).contains("Look at the object.");
    }

    @Test
    void whatAVariantPutsOnTheModelSeesAnswersAndNotTheReasoning() {
        List<String> seen = new ArrayList<>();
        Specialization check = base -> question -> {
            Answer answer = base.answer(question);
            answer.reply().ifPresent(reply -> seen.add(reply.text()));
            return answer;
        };

        Optimized found = PromptOptimizer.of(new Reasoner(new AtomicInteger()), Messages.START)
                .shots()
                .over(Variant.of("checked", check))
                .reasoning(ReasoningChoice.none(), CHAIN)
                .optimize(Messages.some(60));

        assertThat(found.improves()).as(found.toString()).isTrue();
        assertThat(seen).isNotEmpty().doesNotContain("").allMatch(Messages.LABELS::contains);
        seen.clear();
        new Reasoner(new AtomicInteger()).with(found.recommended()).answer(Messages.text(7));
        assertThat(seen).containsExactly(Messages.label(7));
        assertThat(found.profile("Bank desk", "1"))
                .contains("# To be put on checked, which is not in this file.\n"
                        + "# Reasoning: {\"chain-of-thought\":{\"repairs\":1}}, next to the model, beneath all else.\n")
                .doesNotContain("\nreasoning:");
    }

    @Test
    void anotherModelTakesThePlaceOfTheBase() {
        Variant small = Variant.model("small", Desk.of(0.9));

        Optimized found = PromptOptimizer.of(Desk.of(0.3), Messages.START)
                .shots()
                .over(Variant.base(), small)
                .optimize(Messages.some(60));

        assertThat(found.best().combination().variant()).isEqualTo(small);
        Desk unused = Desk.of(0.3);
        assertThat(unused.with(found.recommended()).answer(Messages.text(1)).reply())
                .isPresent();
        assertThat(unused.asked()).isEmpty();
    }

    @Test
    void modelsThatPlanAndCriticizeAreMeteredToo() {
        Reasoner base = new Reasoner(new AtomicInteger());
        Reasoner critic = new Reasoner(new AtomicInteger());

        Optimized found = PromptOptimizer.of(base, Messages.START)
                .shots()
                .folds(2)
                .reasoning(
                        ReasoningChoice.none(),
                        ReasoningChoice.of(Reasoning.revision().criticizedBy(critic)),
                        ReasoningChoice.of(Reasoning.decomposition().plannedBy(critic)),
                        ReasoningChoice.of(
                                Reasoning.verification().plannedBy(critic).checkedBy(critic)))
                .budget(OptimizationBudget.calls(700))
                .optimize(Messages.some(20));

        assertThat(critic.calls().get()).isPositive();
        // Base and critic are described alike, so an answer of one may stand for the other.
        assertThat(found.spent().calls())
                .isEqualTo(base.calls().get() + critic.calls().get())
                .isLessThanOrEqualTo(700);
    }

    @Property(tries = 200)
    void noQuestionOfSeveralCallsIsGivenUpHalfWay(
            @ForAll @IntRange(min = 20, max = 700) int calls, @ForAll @IntRange(min = 2, max = 7) int each) {
        Specialization several = base -> question -> {
            Answer last = Answer.abstain("not asked yet");
            for (int i = 0; i < each; i++) {
                last = base.answer(question.plusInstructions(List.of("Attempt " + i)));
            }
            return last;
        };
        Desk desk = Desk.of(0.5);

        Optimized found = PromptOptimizer.of(desk, Messages.START)
                .shots(Shots.nearest(2))
                .folds(2)
                .reasoning(ReasoningChoice.none(), ReasoningChoice.of("several", each, several))
                .budget(OptimizationBudget.calls(calls))
                .optimize(Messages.some(20));

        long asked = desk.asked().stream()
                .filter(question -> question.instructions().toString().contains("Attempt "))
                .count();
        assertThat(asked % each).as("calls of questions that were begun").isZero();
        assertThat(found.spent().calls()).isLessThanOrEqualTo(calls);
    }

    @Property(tries = 60)
    void aBudgetThatLastsForHeldOutQuestionsWithTheDearestReasoningGivesAFigure(
            @ForAll @IntRange(min = 20 + 3 * 20 + 3, max = 900) int calls) {
        Specialization vote = model -> DomainModels.selfConsistent(model, Sampling.of(3), Voting.MOST);

        Optimized found = PromptOptimizer.of(Desk.of(0.5), Messages.START)
                .writer(Writer.helpful())
                .reasoning(ReasoningChoice.none(), ReasoningChoice.of("vote of 3", 3, vote))
                .folds(2)
                .budget(OptimizationBudget.calls(calls))
                .optimize(Messages.some(20));

        assertThat(found.heldOut().complete()).as(found.toString()).isTrue();
        assertThat(found.spent().calls()).isLessThanOrEqualTo(calls);
    }

    @Test
    void whatCannotBeToldApartIsRefused() {
        PromptOptimizer optimizer = PromptOptimizer.of(Desk.of(0.5), Messages.START);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> optimizer.reasoning(
                        CHAIN, ReasoningChoice.of(Reasoning.chainOfThought().repairs(0))))
                .withMessage("reasoning must have different names but these are [chain of thought, chain of thought]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> optimizer.over(List.of()))
                .withMessage("number of choices of variant must be at least 1 but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Variant.model("small", question -> Answer.reply("card")))
                .withMessageStartingWith("model of small must describe itself but is opaque: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReasoningChoice.of("free", 0, Specialization.none()))
                .withMessage("calls must be at least 1 but is 0");
    }

    @Test
    void callsOfAQuestionWorkedByHand() {
        assertThat(List.of(
                        ReasoningChoice.none(),
                        CHAIN,
                        ReasoningChoice.of(Reasoning.decomposition()),
                        ReasoningChoice.of(Reasoning.revision().rounds(2)),
                        ReasoningChoice.of(Reasoning.verification())))
                .extracting(ReasoningChoice::calls)
                .containsExactly(1, 1, 6, 5, 7);
    }

    private DomainProfile readBack(ReasoningChoice choice) throws IOException {
        Path file = folder.resolve("profile.yaml");
        Files.writeString(file, profile(choice));
        return DomainProfile.read(file);
    }

    private static String profile(ReasoningChoice choice) {
        Optimized.Chosen chosen = new Optimized.Chosen(
                new Combination("start", Shots.asGiven(), choice, Variant.base()),
                Prompting.instructions("Say what it is about."),
                List.of());
        return new Optimized(chosen, chosen, List.of(), HeldOut.UNKNOWN, List.of(), Spent.NOTHING).profile("desk", "1");
    }
}
