// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.reasoning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Citation;
import dev.tokka.Digests;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.Example;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Sampling;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.Step;
import dev.tokka.TokenSink;
import dev.tokka.Turn;
import dev.tokka.Voting;
import dev.tokka.prompting.Prompting;
import dev.tokka.testkit.RecordingSink;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ChainOfThoughtTest {

    private static final Question QUESTION = Question.of("What do two secret transfers cost?");
    private static final ChainOfThought THINKING = Reasoning.chainOfThought();
    private static final String REASONED = "Reasoning: one costs 5 yen.\nFinal answer: 10 yen";

    @Test
    void theReplyIsTheFinalAnswerAlone() {
        Script base = Script.of(REASONED);
        RecordingSink sink = new RecordingSink();

        Answer answer = base.with(THINKING).answer(QUESTION.with(TokenSink.KEY, sink));

        assertThat(text(answer)).isEqualTo("10 yen");
        assertThat(sink.tokens()).containsExactly("10 yen");
        assertThat(base.asked)
                .singleElement()
                .satisfies(asked ->
                        assertThat(asked.attributes().get(TokenSink.KEY)).isEmpty());
        assertThat(base.told(0)).contains("\"Reasoning:\"").contains("\"Final answer:\"");
    }

    @Test
    void aJapaneseQuestionIsToldInJapanese() {
        Script base = Script.of("推論：一回5円。\n最終回答：10円");

        assertThat(text(base.with(THINKING).answer("二回の手数料は？"))).isEqualTo("10円");
        assertThat(base.told(0)).contains("「推論：」").contains("「最終回答：」").doesNotContain("Final");
    }

    @Test
    void examplesWithoutReasoningDoNotTeachToAnswerAtOnce() {
        Script base = Script.of(REASONED);
        Example alone = new Example("What does one cost?", "5 yen");
        Example reasoned = new Example("What do three cost?", "Reasoning: 3 * 5.\nFinal answer: 15 yen");

        base.with(THINKING).answer(QUESTION.plusExamples(List.of(reasoned)));
        base.with(THINKING).answer(QUESTION.plusExamples(List.of(reasoned, alone)));

        assertThat(base.told(0)).doesNotContain("examples");
        assertThat(base.told(1)).contains("The examples show final answers alone");
        assertThat(base.asked.get(1).examples()).containsExactly(reasoned, alone);
    }

    @Test
    void theTraceTellsTheReasoningByLengthAndDigestAndTheCost() {
        Answer answer = Script.of(REASONED).with(THINKING).answer(QUESTION);
        String reasoning = "Reasoning: one costs 5 yen.";

        assertThat(answer.trace().steps()).extracting(Step::name).containsExactly("prompt", "ask", "reason");
        assertThat(answer.trace().steps().get(2).details())
                .containsEntry("marked", "true")
                .containsEntry("reasoningCharacters", String.valueOf(reasoning.length()))
                .containsEntry("reasoningSha256", Digests.sha256(reasoning))
                .containsEntry("inputTokens", "10")
                .containsEntry("outputTokens", "3")
                .containsEntry("cost", "JPY 2")
                .doesNotContainKey("reasoning");
        assertThat(answer.trace().usage().input()).isEqualTo(10);
    }

    @Test
    void theReasoningIsKeptInTheTraceIfThatIsAskedFor() {
        Answer answer = Script.of(REASONED).with(THINKING.keepReasoning()).answer(QUESTION);

        assertThat(answer.trace().steps().get(2).details()).containsEntry("reasoning", "Reasoning: one costs 5 yen.");
    }

    @Test
    void aReplyWithoutAFinalAnswerIsAskedForAgain() {
        Script base = Script.of("It costs 10 yen.", REASONED);

        Answer answer = base.with(THINKING).answer(QUESTION);

        assertThat(text(answer)).isEqualTo("10 yen");
        assertThat(base.asked.get(1).text()).isEqualTo(QUESTION.text());
        assertThat(base.asked.get(1).history())
                .containsExactly(
                        new Turn(Turn.Speaker.USER, QUESTION.text()), new Turn(Turn.Speaker.MODEL, "It costs 10 yen."));
        assertThat(base.asked.get(1).instructions())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("Your last reply to this question was refused");
        assertThat(answer.trace().steps())
                .extracting(Step::name)
                .containsOnlyOnce("prompt")
                .contains("reason");
        assertThat(answer.trace().usage().input()).isEqualTo(20);
    }

    @Test
    void afterTheLastAttemptThatIsARejectionWhichTellsNeitherReplyNorQuestion() {
        Script base = Script.of("My secret.");

        assertThatExceptionOfType(QuestionRejectedException.class)
                .isThrownBy(() -> base.with(THINKING.repairs(2)).answer(QUESTION))
                .withMessage("chain of thought: expected a marked final answer but attempt 3 of 3 does not end in one,"
                        + " from scripted");
        assertThat(base.asked).hasSize(3);
        assertThat(base.asked.get(2).history()).hasSize(2);
    }

    @Test
    void withoutRepairsTheFirstReplyDecides() {
        Script base = Script.of("10 yen");

        assertThatThrownBy(() -> base.with(THINKING.repairs(0)).answer(QUESTION))
                .isInstanceOf(QuestionRejectedException.class);
        assertThat(base.asked).hasSize(1);
    }

    @Test
    void aLongRefusedReplyIsShownInPart() {
        Script base = Script.of("💧".repeat(10_000), REASONED);

        base.with(THINKING).answer(QUESTION);

        assertThat(base.asked.get(1).history().get(1).text()).isEqualTo("💧".repeat(4_000));
    }

    @Test
    void onlyTheFinalAnswerMustBeALabel() {
        Script base = Script.of("Reasoning: not a transfer.\nFinal answer: **Card**. [1]");
        Question labels = QUESTION.withForm(AnswerForm.oneOf("card", "transfer"));

        assertThat(text(base.with(THINKING).answer(labels))).isEqualTo("card");
        assertThat(base.asked.get(0).form()).isEqualTo(AnswerForm.FREE_TEXT);
        assertThat(base.told(0))
                .endsWith("The final answer must be exactly one of these labels and nothing else:\n- card\n- transfer");
    }

    @Test
    void onlyTheFinalAnswerMustBeADocument() {
        String schema = "{\"type\":\"object\",\"required\":[\"fee\"]}";
        Script base = Script.of("Reasoning: {}.\nFinal answer:\n```json\n{\"fee\": [1]}\n``` [1] [2].");

        Answer answer = base.with(THINKING).answer(QUESTION.withForm(new AnswerForm.JsonSchema(schema)));

        assertThat(text(answer)).isEqualTo("{\"fee\": [1]}");
        assertThat(base.told(0)).endsWith(" and nothing else:\n" + schema);
    }

    @Test
    void markAndFormShareTheirRepairs() {
        Script base = Script.of("Well.", "Final answer: perhaps a card");
        Question labels = QUESTION.withForm(AnswerForm.oneOf("card", "transfer"));

        assertThatThrownBy(() -> base.with(THINKING).answer(labels))
                .isInstanceOf(QuestionRejectedException.class)
                .hasMessageContaining("in attempt 2 of 2 the reply is none of the labels");
        assertThat(base.asked).hasSize(2);
        assertThat(base.asked.get(1).instructions()).hasSize(2);
    }

    @Test
    void aReplyThatHasTheFormAsAWholeNeedsNoMark() {
        Script base = Script.of("card");

        assertThat(text(base.with(THINKING)
                        .with(Prompting.none().labels("card", "transfer"))
                        .answer(QUESTION)))
                .isEqualTo("card");
        assertThat(base.asked).hasSize(1);
    }

    @Test
    void aLabelMayEndInAMarkerAndMayBeAPhrase() {
        Question marked = QUESTION.withForm(AnswerForm.oneOf("type [1]", "type [2]"));
        Question unknown = QUESTION.withForm(AnswerForm.oneOf("I do not know", "yes"));

        assertThat(text(Script.of("Final answer: type [2]").with(THINKING).answer(marked)))
                .isEqualTo("type [2]");
        assertThat(text(Script.of("Final answer: I do not know.").with(THINKING).answer(unknown)))
                .isEqualTo("I do not know");
    }

    @Test
    void aSchemaThatCannotBeCheckedIsARejectionBeforeAnyCall() {
        Script base = Script.of(REASONED);

        assertThatThrownBy(
                        () -> base.with(THINKING).answer(QUESTION.withForm(new AnswerForm.JsonSchema("{\"type\": "))))
                .isInstanceOf(QuestionRejectedException.class);
        assertThat(base.asked).isEmpty();
    }

    @Test
    void citationsOfTheFinalAnswerAreKeptAndMovedThoseOfTheReasoningAreNot() {
        String said = "Reasoning: A [1].\nFinal answer: It is B [2].";
        Answer reply = new Answer.Reply(
                said,
                List.of(citation(1, said.indexOf("A"), 1), citation(2, said.indexOf("It"), 7)),
                OptionalDouble.of(0.7),
                Answer.reply("x").trace());

        Answer.Reply answer =
                Script.of(reply).with(THINKING).answer(QUESTION).reply().orElseThrow();

        assertThat(answer.text()).isEqualTo("It is B [2].");
        assertThat(answer.citations()).singleElement().satisfies(citation -> {
            assertThat(citation.number()).isEqualTo(2);
            assertThat(citation.claim().of(answer.text())).isEqualTo("It is B");
        });
        assertThat(answer.confidence()).hasValue(0.7);
    }

    @Test
    void aModelThatDoesNotKnowInTheEndAbstains() {
        Script saysSo = Script.of("Reasoning: no passage tells.\nFinal answer: I don’t know.");
        Script japanese = Script.of("推論：資料にない。\n最終回答：分かりません。");
        Script abstains = Script.of(Answer.abstain("no idea"));

        assertThat(saysSo.with(THINKING).answer(QUESTION).reply()).isEmpty();
        assertThat(japanese.with(THINKING).answer("手数料は？").reply()).isEmpty();
        assertThat(abstains.with(THINKING).answer(QUESTION))
                .isInstanceOfSatisfying(Answer.Abstention.class, abstention -> {
                    assertThat(abstention.reason()).isEqualTo("no idea");
                    assertThat(abstention.trace().usage().input()).isEqualTo(10);
                });
    }

    @Test
    void selfConsistencyVotesOnFinalAnswers() {
        Script base = Script.of(
                "Reasoning: five and five.\nFinal answer: 10 yen",
                "Reasoning: one is free.\nFinal answer: 5 yen",
                "Reasoning: five and seven.\nFinal answer: 12 yen",
                "Reasoning: 2 * 5.\nFinal answer: 10 Yen.");
        DomainModel model = DomainModels.selfConsistent(base.with(THINKING), Sampling.of(4), Voting.MOST);

        Answer.Reply reply = model.answer(QUESTION).reply().orElseThrow();

        assertThat(reply.text()).isEqualTo("10 yen");
        assertThat(reply.confidence()).hasValue(0.5);
        assertThat(reply.trace().usage().output()).isEqualTo(12);
    }

    @Test
    void repairsAreBounded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> THINKING.repairs(4))
                .withMessage("repairs must be in [0, 3] but is 4");
        assertThat(Script.of("x").with(THINKING)).hasToString("chainOfThought(scripted)");
    }

    private static Citation citation(int number, int start, int length) {
        return new Citation(
                number, new Span(start, start + length), new Source("fees.md", List.of(), new Span(0, 1)), "5", 1);
    }

    private static String text(Answer answer) {
        return answer.reply().orElseThrow().text();
    }
}
