// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.reasoning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Question;
import dev.tokka.Step;
import dev.tokka.TokenSink;
import dev.tokka.Turn;
import dev.tokka.testkit.RecordingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionTest {

    private static final Question QUESTION = Question.of("What does a transfer cost?");
    private static final Revision REVISING = Reasoning.revision();

    @Test
    void theDraftIsCriticizedAndRevised() {
        Script base = Script.of("5.", "- The unit is missing.", "5 yen.");
        RecordingSink sink = new RecordingSink();

        Answer answer = base.with(REVISING).answer(QUESTION.with(TokenSink.KEY, sink));

        assertThat(text(answer)).isEqualTo("5 yen.");
        assertThat(sink.tokens()).containsExactly("5 yen.");
        assertThat(base.asked).hasSize(3).extracting(Question::text).containsOnly(QUESTION.text());
        assertThat(base.asked.get(1).history())
                .containsExactly(new Turn(Turn.Speaker.USER, QUESTION.text()), new Turn(Turn.Speaker.MODEL, "5."));
        assertThat(base.asked.get(2).history())
                .extracting(Turn::text)
                .containsExactly(QUESTION.text(), "5.", "Review this reply.", "- The unit is missing.");
        assertThat(answer.trace().steps())
                .extracting(Step::name)
                .containsExactly("prompt", "ask", "draft", "ask", "critique 1", "prompt", "ask", "revise 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nothing to improve.", "**nothing to improve**", "- None.", "改善点はありません。", "特になし"})
    void aCriticWithNothingToSayEndsTheRounds(String critique) {
        Script base = Script.of("5 yen.", critique);
        RecordingSink sink = new RecordingSink();

        Answer answer = base.with(REVISING.rounds(5)).answer(QUESTION.with(TokenSink.KEY, sink));

        assertThat(text(answer)).isEqualTo("5 yen.");
        assertThat(sink.tokens()).containsExactly("5 yen.");
        assertThat(base.asked).hasSize(2);
    }

    @Test
    void aCriticThatAbstainsEndsTheRounds() {
        Script base = Script.of("5 yen.", Answer.abstain("no passage"));

        assertThat(text(base.with(REVISING).answer(QUESTION))).isEqualTo("5 yen.");
    }

    @Test
    void praiseWithMoreBehindItIsACritique() {
        Script base = Script.of("5.", "Nothing to improve in style, but the unit is missing.", "5 yen.");

        assertThat(text(base.with(REVISING).answer(QUESTION))).isEqualTo("5 yen.");
    }

    @Test
    void theRoundsAreBounded() {
        Script base = Script.of("- More.");

        Answer answer = base.with(REVISING.rounds(3)).answer(QUESTION);

        assertThat(base.asked).hasSize(7);
        assertThat(answer.trace().usage().input()).isEqualTo(70);
        assertThat(base.asked.get(5).history()).hasSize(2);
        assertThatIllegalArgumentException().isThrownBy(() -> REVISING.rounds(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> REVISING.rounds(6))
                .withMessage("rounds must be in [1, 5] but is 6");
    }

    @Test
    void aDraftOrRevisionThatAbstainsIsTheAnswer() {
        Script draft = Script.of(Answer.abstain("no idea"));
        Script revision = Script.of("5 yen.", "- Unsupported.", Answer.abstain("no support"));
        RecordingSink sink = new RecordingSink();

        assertThat(draft.with(REVISING).answer(QUESTION).reply()).isEmpty();
        assertThat(revision.with(REVISING)
                        .answer(QUESTION.with(TokenSink.KEY, sink))
                        .reply())
                .isEmpty();
        assertThat(draft.asked).hasSize(1);
        assertThat(sink.tokens()).isEmpty();
    }

    @Test
    void draftAndRevisionHaveTheFormTheCritiqueHasNot() {
        Script base = Script.of("Perhaps yes", "YES", "- It is not.", "No.");

        Answer answer = base.with(REVISING).answer(QUESTION.withForm(AnswerForm.oneOf("yes", "no")));

        assertThat(text(answer)).isEqualTo("no");
        assertThat(base.asked).hasSize(4);
        assertThat(base.asked.get(2).form()).isEqualTo(AnswerForm.FREE_TEXT);
    }

    @Test
    void anotherModelMayBeTheCritic() {
        Script base = Script.of("5.", "5円");
        Script critic = Script.of("- 単位がない。");

        Answer answer = base.with(REVISING.criticizedBy(critic)).answer("手数料は？");

        assertThat(text(answer)).isEqualTo("5円");
        assertThat(critic.told(0)).endsWith("改善点はありません。");
        assertThat(base.asked.get(1).history().get(2).text()).isEqualTo("この回答を点検してください。");
        assertThat(base.with(REVISING.criticizedBy(critic))).hasToString("revision(1 round by scripted, scripted)");
        assertThat(base.with(REVISING.rounds(2))).hasToString("revision(2 rounds, scripted)");
    }

    private static String text(Answer answer) {
        return answer.reply().orElseThrow().text();
    }
}
