// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Generation;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.prompting.Prompting;
import dev.tokka.testkit.ScriptedModel;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstructionWriterTest {

    private static final List<Mistake> MISTAKES = List.of(
            new Mistake("Where is my card", "fee", "card", "Look at the object."),
            new Mistake("Why so much", "", "", ""));

    @Test
    void theWriterIsShownInstructionsMistakesAndFeedbackWorkedByHand() {
        ScriptedModel model = ScriptedModel.replying("Look at the object.");

        Optional<String> written =
                new InstructionWriter(model, "Messages to a bank.", Wording.ENGLISH).write(Messages.START, MISTAKES, 2);

        assertThat(written).contains("Look at the object.");
        Question asked = model.questions().get(0);
        assertThat(asked.attributes().get(Generation.KEY).orElseThrow().seed()).hasValue(2);
        assertThat(asked.text()).isEqualTo("""
                        You improve the instructions that another language model is given before each question.

                        The task: Messages to a bank.

                        Every answer must be one of these: card, transfer, fee

                        Its instructions now:
                        ```
                        Say what the message is about.
                        ```

                        With these it did not answer the following questions as it should:

                        Question: Where is my card
                        Reply: fee
                        Right answer: card
                        Remark: Look at the object.

                        Question: Why so much
                        Reply: (no usable reply)

                        Think about what the mistakes have in common and which knowledge is missing. Then write new \
                        instructions that prevent them and keep what already works. Write general rules and do not repeat \
                        these questions, because others will be asked. Be brief: a few sentences.

                        Reply with the new instructions only, between two lines of three backticks.""");
    }

    @Test
    void japaneseQuestionsAreImprovedInJapanese() {
        ScriptedModel model = ScriptedModel.replying("```\n目的語を見てください。\n```");
        List<GradedQuestion> questions =
                List.of(GradedQuestion.of("カードはどこですか", "カード"), GradedQuestion.of("Where is my card", "card"));
        Wording wording = Wording.of(questions);

        Optional<String> written = new InstructionWriter(model, "", wording)
                .write(Prompting.none(), List.of(new Mistake("カードはどこですか", "手数料", "カード", "")), 0);

        assertThat(wording).isEqualTo(Wording.JAPANESE);
        assertThat(written).contains("目的語を見てください。");
        assertThat(model.questions().get(0).text())
                .startsWith("あなたの仕事は、別の言語モデルが質問の前に受け取る指示を改善することです。\n\nまだ指示はありません。")
                .contains("質問：カードはどこですか\n回答：手数料\n正しい答え：カード\n")
                .endsWith("バッククォート三つの行で挟んで返してください。")
                .doesNotContain("課題", "Question");
        assertThat(Wording.of(List.of(GradedQuestion.of("Where is my card", "card"))))
                .isEqualTo(Wording.ENGLISH);
    }

    @Test
    void withoutMistakesItIsSaidSo() {
        ScriptedModel model = ScriptedModel.replying("Be exact.");

        new InstructionWriter(model, "", Wording.ENGLISH).write(Prompting.none(), List.of(), 0);
        new InstructionWriter(model, "", Wording.JAPANESE).write(Prompting.none(), List.of(), 0);

        assertThat(model.questions().get(0).text())
                .contains("It has no instructions yet.\n\nNo mistakes are known yet.\n\nThink about");
        assertThat(model.questions().get(1).text()).contains("誤りはまだ知られていません。");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Be exact.|Be exact.",
                "Here:\\n```\\nBe exact.\\n```\\nDone.|Be exact.",
                "```text\\nBe exact.\\nAlways.\\n```|Be exact.\\nAlways.",
                "```\\nBe exact.|```\\nBe exact.",
                "Use ``` signs.|Use ``` signs."
            })
    void instructionsStandBetweenFencesOrAreAllOfTheReply(String reply, String instructions) {
        assertThat(written(reply.replace("\\n", "\n"))).contains(instructions.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Say what the message is about.", "```\n\n```", "```\nSay what the message is about.\n```"})
    void nothingNewIsNothing(String reply) {
        assertThat(written(reply)).isEmpty();
    }

    @Test
    void veryLongRepliesAbstentionsAndRefusalsAreNothing() {
        assertThat(written("word ".repeat(801))).isEmpty();
        assertThat(written("word ".repeat(800))).isPresent();
        assertThat(new InstructionWriter(ScriptedModel.builder().build(), "", Wording.ENGLISH)
                        .write(Messages.START, List.of(), 0))
                .isEmpty();
        assertThat(new InstructionWriter(
                                question -> {
                                    throw new QuestionRejectedException("too long");
                                },
                                "",
                                Wording.ENGLISH)
                        .write(Messages.START, List.of(), 0))
                .isEmpty();
    }

    @Test
    void longTextsOfMistakesAreCutBetweenCharacters() {
        GradedQuestion question = GradedQuestion.of("𠮷".repeat(1_001), "b".repeat(1_000));

        Mistake mistake = Mistake.of(question, new Outcome(Grade.of(0), "fee", dev.tokka.Trace.EMPTY));

        assertThat(mistake.question()).isEqualTo("𠮷".repeat(1_000) + "…");
        assertThat(mistake.wanted()).isEqualTo("b".repeat(1_000));
    }

    private static Optional<String> written(String reply) {
        return new InstructionWriter(ScriptedModel.replying(reply), "", Wording.ENGLISH)
                .write(Messages.START, List.of(), 0);
    }
}
