// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.ModelUnavailableException;
import dev.tokka.Question;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Tags;
import dev.tokka.testkit.ScriptedModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParaphraserTest {

    private static final Case CASE = Case.of(
            "fee-1", Question.of("What does a transfer of 100 euros cost?"), new Expected.Texts(List.of("5 euros")));

    @Test
    void paraphrasesFollowTheirOriginal() {
        ScriptedModel model = ScriptedModel.replying(
                "{\"paraphrases\": [\"How much is a transfer of 100 euros?\", \"Tell me the price of sending 100 euros.\"]}");

        Paraphrases paraphrases =
                Paraphraser.of(model, GenerationOptions.DEFAULT).paraphrase(List.of(CASE), 2);

        assertThat(paraphrases.rejections()).isEmpty();
        assertThat(paraphrases.cases()).extracting(Case::id).containsExactly("fee-1", "fee-1~1", "fee-1~2");
        assertThat(paraphrases.cases()).allSatisfy(item -> {
            assertThat(item.expected()).isEqualTo(CASE.expected());
            assertThat(item.tag(Paraphraser.ORIGINAL_TAG)).contains("fee-1");
            assertThat(item.tag(Tags.CLUSTER)).contains("fee-1");
        });
        assertThat(paraphrases.cases().get(2).tag(Paraphraser.PARAPHRASE_TAG)).contains("2");
    }

    @Test
    void aParaphraseKeepsTheNumbersAndIsNoCopy() {
        ScriptedModel model = ScriptedModel.replying("""
                ["How much is a transfer of 200 euros?", "what does a transfer of 100 euros cost", "",
                 "How much is a transfer of 100 euros?", "How much is a transfer of １００ euros",
                 "What is charged for 100 euros?", 7]""");

        Paraphrases paraphrases =
                Paraphraser.of(model, GenerationOptions.DEFAULT).paraphrase(List.of(CASE), 2);

        assertThat(paraphrases.cases()).hasSize(3);
        assertThat(paraphrases.rejections())
                .extracting(Rejection::reason)
                .containsExactly(
                        Rejection.Reason.NUMBERS_CHANGED,
                        Rejection.Reason.DUPLICATE,
                        Rejection.Reason.MALFORMED,
                        Rejection.Reason.DUPLICATE,
                        Rejection.Reason.SURPLUS);
    }

    @Test
    void originalsAreKeptWhateverTheModelDoes() {
        Case japanese = Case.of("ja", Question.of("手数料はいくらですか。"), new Expected.Texts(List.of("500円")));
        ScriptedModel model = ScriptedModel.builder()
                .when("手数料")
                .reply("言い換えられません。")
                .when("transfer")
                .fail(new ModelUnavailableException("down"))
                .build();
        GenerationOptions two = GenerationOptions.DEFAULT.withMaxCalls(2);

        Paraphrases paraphrases = Paraphraser.of(model, two).paraphrase(List.of(CASE, japanese, CASE), 1);

        assertThat(paraphrases.cases()).extracting(Case::id).containsExactly("fee-1", "ja", "fee-1");
        assertThat(paraphrases.rejections())
                .extracting(Rejection::reason)
                .containsExactly(Rejection.Reason.MODEL_FAILED, Rejection.Reason.UNREADABLE, Rejection.Reason.BUDGET);
        assertThat(model.questions().get(1).text()).contains("言い換えてください");
        assertThatThrownBy(() -> Paraphraser.of(model, two).paraphrase(List.of(CASE), 0))
                .hasMessageContaining("times");
    }

    @Test
    void aQuestionIsFencedAndNotAnswered() {
        ScriptedModel model = ScriptedModel.builder().build();

        Paraphraser.of(model, GenerationOptions.DEFAULT).paraphrase(List.of(CASE), 1);

        assertThat(model.questions().get(0).text())
                .containsPattern("\n([0-9a-f]{32})\nWhat does a transfer of 100 euros cost\\?\n\\1$")
                .contains("do not answer it");
    }
}
