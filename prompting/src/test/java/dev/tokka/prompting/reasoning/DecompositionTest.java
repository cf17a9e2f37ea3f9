// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.reasoning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Citation;
import dev.tokka.Example;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.Step;
import dev.tokka.TokenSink;
import dev.tokka.Trace;
import dev.tokka.Turn;
import dev.tokka.testkit.RecordingSink;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DecompositionTest {

    private static final Question QUESTION = Question.of("Which card costs less in its second year?")
            .plusInstructions(List.of("Be brief."))
            .plusExamples(List.of(new Example("Which is red?", "A.")));
    private static final Decomposition SPLITTING = Reasoning.decomposition();
    private static final String PLAN = "- What does card A cost?\n- What does card B cost?";

    @Test
    void subQuestionsAreAnsweredInOrderWithTheAnswersBefore() {
        Script base = Script.of(PLAN, "5 yen.", "6 yen.", "Card A.");

        Answer answer = base.with(SPLITTING).answer(QUESTION);

        assertThat(answer.reply().orElseThrow().text()).isEqualTo("Card A.");
        assertThat(base.asked)
                .extracting(Question::text)
                .containsExactly(QUESTION.text(), "What does card A cost?", "What does card B cost?", QUESTION.text());
        assertThat(base.asked.get(1).history()).isEmpty();
        assertThat(base.asked.get(2).history())
                .containsExactly(
                        new Turn(Turn.Speaker.USER, "What does card A cost?"), new Turn(Turn.Speaker.MODEL, "5 yen."));
        assertThat(base.asked.get(3).history())
                .extracting(Turn::text)
                .containsSequence("5 yen.", "What does card B cost?");
        assertThat(base.asked.get(3).history()).hasSize(4);
    }

    @Test
    void eachCallIsAStepWithItsTokensAndCost() {
        Answer answer =
                Script.of(PLAN, "5 yen.", "6 yen.", "Card A.").with(SPLITTING).answer(QUESTION);

        assertThat(answer.trace().steps())
                .extracting(Step::name)
                .containsExactly(
                        "ask",
                        "propose sub-questions",
                        "ask",
                        "answer sub-question 1",
                        "ask",
                        "answer sub-question 2",
                        "prompt",
                        "ask",
                        "combine");
        assertThat(answer.trace().steps().get(8).details())
                .containsEntry("inputTokens", "10")
                .containsEntry("cost", "JPY 2")
                .containsEntry("outcome", "reply");
        assertThat(answer.trace().usage().input()).isEqualTo(40);
    }

    @Test
    void callsOnTheWaySeeInstructionsButNeitherExamplesNorForm() {
        Script base = Script.of(PLAN, "5 yen.", "6 yen.", "B");
        RecordingSink sink = new RecordingSink();

        base.with(SPLITTING)
                .answer(QUESTION.withForm(AnswerForm.oneOf("A", "B")).with(TokenSink.KEY, sink));

        assertThat(base.asked.subList(0, 3)).allSatisfy(asked -> {
            assertThat(asked.instructions()).startsWith("Be brief.");
            assertThat(asked.examples()).isEmpty();
            assertThat(asked.form()).isEqualTo(AnswerForm.FREE_TEXT);
            assertThat(asked.attributes().get(TokenSink.KEY)).isEmpty();
        });
        assertThat(base.asked.get(3).examples()).hasSize(1);
        assertThat(base.asked.get(3).form()).isEqualTo(AnswerForm.oneOf("A", "B"));
        assertThat(sink.tokens()).containsExactly("B");
    }

    @Test
    void anAnswerThatDoesNotFitTheFormIsRepairedWithoutSplittingAgain() {
        Script base = Script.of(PLAN, "5 yen.", "6 yen.", "Well.", "a");

        Answer answer = base.with(SPLITTING).answer(QUESTION.withForm(AnswerForm.oneOf("A", "B")));

        assertThat(answer.reply().orElseThrow().text()).isEqualTo("A");
        assertThat(base.asked).hasSize(5);
    }

    @Test
    void aQuestionThatNeedNotBeSplitIsAnsweredAtOnce() {
        Script base = Script.of("None.", "Card A.");
        Script abstaining = Script.of(Answer.abstain("no passage"), "Card A.");
        RecordingSink sink = new RecordingSink();
        Question streamed = QUESTION.with(TokenSink.KEY, sink);

        Answer answer = base.with(SPLITTING).answer(streamed);
        Answer second = abstaining.with(SPLITTING).answer(QUESTION);

        assertThat(sink.tokens()).containsExactly("Card A.");
        assertThat(base.asked.get(1)).isEqualTo(streamed);
        assertThat(answer.trace().steps()).extracting(Step::name).endsWith("answer");
        assertThat(second.reply()).isPresent();
    }

    @Test
    void moreSubQuestionsThanTheLimitAreLeftOut() {
        Script base = Script.of(PLAN, "5 yen.", "Card A.");

        base.with(SPLITTING.subQuestions(1)).answer(QUESTION);

        assertThat(base.asked).hasSize(3);
        assertThat(base.told(0)).contains("at most 1 simpler questions");
    }

    @Test
    void aSubQuestionWithoutAnAnswerIsShownAsUnknown() {
        Script base = Script.of(PLAN, Answer.abstain("no passage"), "6 yen.", "Card B.");
        Script japanese = Script.of("- 手数料は？", Answer.abstain("no passage"), "5円");

        base.with(SPLITTING).answer(QUESTION);
        japanese.with(SPLITTING).answer("どちらが安いですか。");

        assertThat(base.asked.get(3).history().get(1).text()).isEqualTo("I do not know.");
        assertThat(japanese.asked.get(2).history().get(1).text()).isEqualTo("分かりません。");
        assertThat(japanese.told(0)).contains("最大4個");
    }

    @Test
    void anAnswerThatAbstainsIsTheAnswer() {
        Answer answer = Script.of(PLAN, "5 yen.", "6 yen.", Answer.abstain("too little"))
                .with(SPLITTING)
                .answer(QUESTION);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Abstention.class,
                        abstention -> assertThat(abstention.reason()).isEqualTo("too little"));
        assertThat(answer.trace().usage().input()).isEqualTo(40);
    }

    @Test
    void whatSubAnswersCiteBecomesEvidence() {
        Source source = new Source("cards.md", List.of(), new Span(3, 9));
        Citation citation = new Citation(1, new Span(0, 5), source, "5 yen.", 0.9);
        Answer cited = new Answer.Reply("5 yen [1].", List.of(citation, citation), OptionalDouble.empty(), Trace.EMPTY);
        Passage given = new Passage("given", "Card", new Source("a.md", List.of(), new Span(0, 4)), 1);
        Script base = Script.of("- What does card A cost?", cited, "Card A [2].");

        base.with(SPLITTING).answer(QUESTION.plusEvidence(List.of(given)));

        assertThat(base.asked.get(0).evidence()).isEmpty(); // the rules of evidence say how to answer
        assertThat(base.asked.get(1).evidence()).containsExactly(given);
        assertThat(base.asked.get(2).evidence())
                .containsExactly(given, new Passage("finding 1", "5 yen.", source, 0.9));
        assertThat(base.asked.get(2).history().get(1).text()).isEqualTo("5 yen.");
    }

    @Test
    void anotherModelMayPlan() {
        Script base = Script.of("5 yen.", "6 yen.", "Card A.");
        Script planner = Script.of(PLAN);

        base.with(SPLITTING.plannedBy(planner)).answer(QUESTION);

        assertThat(planner.asked).hasSize(1);
        assertThat(base.asked).hasSize(3);
        assertThat(base.with(SPLITTING.plannedBy(planner)))
                .hasToString("decomposition(4 sub-questions by scripted, scripted)");
    }

    @Test
    void limitsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SPLITTING.subQuestions(0))
                .withMessage("subQuestions must be in [1, 10] but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> SPLITTING.subQuestions(11));
        assertThatIllegalArgumentException().isThrownBy(() -> SPLITTING.repairs(-1));
    }
}
