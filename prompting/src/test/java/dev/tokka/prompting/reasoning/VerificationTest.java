// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.reasoning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.Step;
import dev.tokka.TokenSink;
import dev.tokka.Turn;
import dev.tokka.testkit.RecordingSink;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerificationTest {

    private static final Question QUESTION =
            Question.of("Who founded the bank?").plusHistory(List.of(new Turn(Turn.Speaker.USER, "Hello.")));
    private static final Verification CHECKING = Reasoning.verification();

    @Test
    void theDraftIsCheckedByQuestionsThatAreAnsweredWithoutIt() {
        Script base =
                Script.of("Ito in 1900.", "- When was it founded?\n- By whom?", "In 1901.", "By Ito.", "Ito in 1901.");
        RecordingSink sink = new RecordingSink();

        Answer answer = base.with(CHECKING).answer(QUESTION.with(TokenSink.KEY, sink));

        assertThat(text(answer)).isEqualTo("Ito in 1901.");
        assertThat(sink.tokens()).containsExactly("Ito in 1901.");
        assertThat(base.asked.subList(2, 4))
                .allSatisfy(asked -> assertThat(asked.history()).isEqualTo(QUESTION.history()));
        assertThat(base.asked.get(1).history()).extracting(Turn::text).endsWith(QUESTION.text(), "Ito in 1900.");
        assertThat(base.asked.get(4).history())
                .extracting(Turn::text)
                .containsExactly(
                        "Hello.",
                        QUESTION.text(),
                        "Ito in 1900.",
                        "When was it founded?",
                        "In 1901.",
                        "By whom?",
                        "By Ito.");
    }

    @Test
    void evidenceIsShownWhereItIsAnsweredFrom() {
        Passage passage = new Passage("p", "Ito", new Source("a.md", List.of(), new Span(0, 3)), 1);
        Script base = Script.of("Ito.", "- By whom?", "By Ito.", "Ito [1].");

        base.with(CHECKING).answer(QUESTION.plusEvidence(List.of(passage)));

        assertThat(base.asked)
                .extracting(Question::evidence)
                .containsExactly(List.of(passage), List.of(), List.of(passage), List.of(passage));
    }

    @Test
    void eachCallIsAStep() {
        Answer answer = Script.of("Ito.", "- By whom?", "By Ito.", "Ito.")
                .with(CHECKING)
                .answer(QUESTION);

        assertThat(answer.trace().steps())
                .extracting(Step::name)
                .containsExactly(
                        "prompt",
                        "ask",
                        "draft",
                        "ask",
                        "propose questions",
                        "ask",
                        "answer question 1",
                        "prompt",
                        "ask",
                        "revise");
        assertThat(answer.trace().usage().output()).isEqualTo(12);
    }

    @Test
    void aDraftWithNothingToCheckIsTheAnswer() {
        Script base = Script.of("Hello!", "None.");
        Script abstaining = Script.of("Hello!", Answer.abstain("no passage"));
        RecordingSink sink = new RecordingSink();

        assertThat(text(base.with(CHECKING).answer(QUESTION.with(TokenSink.KEY, sink))))
                .isEqualTo("Hello!");
        assertThat(text(abstaining.with(CHECKING).answer(QUESTION))).isEqualTo("Hello!");
        assertThat(sink.tokens()).containsExactly("Hello!");
        assertThat(base.asked).hasSize(2);
    }

    @Test
    void aDraftOrRevisionThatAbstainsIsTheAnswer() {
        Script draft = Script.of(Answer.abstain("no idea"));
        Script revision = Script.of("Ito.", "- By whom?", Answer.abstain("?"), Answer.abstain("no support"));

        assertThat(draft.with(CHECKING).answer(QUESTION).reply()).isEmpty();
        assertThat(revision.with(CHECKING).answer(QUESTION))
                .isInstanceOfSatisfying(
                        Answer.Abstention.class,
                        abstention -> assertThat(abstention.reason()).isEqualTo("no support"));
        assertThat(draft.asked).hasSize(1);
        assertThat(revision.asked.get(3).history()).extracting(Turn::text).endsWith("I do not know.");
    }

    @Test
    void draftAndRevisionHaveTheForm() {
        Script base = Script.of("Yes.", "- Is it?", "It is not.", "It is not", "No.");

        Answer answer = base.with(CHECKING).answer(QUESTION.withForm(AnswerForm.oneOf("yes", "no")));

        assertThat(text(answer)).isEqualTo("no");
        assertThat(base.asked.get(1).history()).extracting(Turn::text).endsWith("yes");
        assertThat(base.asked).hasSize(5);
    }

    @Test
    void otherModelsMayPlanAndCheck() {
        Script base = Script.of("伊藤。", "伊藤。");
        Script planner = Script.of("- だれですか。\n- いつですか。");
        Script checker = Script.of("1901年。");
        Verification checking = CHECKING.questions(1).plannedBy(planner).checkedBy(checker);

        base.with(checking).answer("創業者は？");

        assertThat(base.asked).hasSize(2);
        assertThat(planner.told(0)).contains("最大1個");
        assertThat(checker.asked).extracting(Question::text).containsExactly("だれですか。");
        assertThat(base.with(checking))
                .hasToString("verification(1 questions by scripted, checked by scripted, scripted)");
    }

    @Test
    void limitsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CHECKING.questions(11))
                .withMessage("questions must be in [1, 10] but is 11");
        assertThatIllegalArgumentException().isThrownBy(() -> CHECKING.repairs(4));
    }

    private static String text(Answer answer) {
        return answer.reply().orElseThrow().text();
    }
}
