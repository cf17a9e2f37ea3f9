// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.format;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Span;
import dev.tokka.Turn;
import dev.tokka.finetune.data.Evidence;
import dev.tokka.finetune.data.Provenance;
import dev.tokka.finetune.data.RowContent;
import dev.tokka.finetune.data.Rows;
import dev.tokka.finetune.data.Shared;
import dev.tokka.finetune.data.TrainingDataException;
import dev.tokka.finetune.data.TrainingQuestion;
import dev.tokka.finetune.data.TrainingRow;
import dev.tokka.finetune.onnx.OnnxChatModel;
import dev.tokka.finetune.text.ChatTemplate;
import dev.tokka.finetune.text.ModelTokenizer;
import dev.tokka.langchain4j.Prompt;
import dev.tokka.langchain4j.PromptFormat;
import dev.tokka.langchain4j.PromptFormats;
import dev.tokka.onnx.ModelDirectory;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The training text of a row is what the served model is asked, and the wanted answer. */
class ServedRowsTest {

    private static final Path MODEL = Shared.examples("demo-bank/model");
    private static final TrainingRow FULL = TrainingRow.supervised(
            TrainingQuestion.of("What is the fee?")
                    .withInstructions(List.of("Be brief.", "Be exact."))
                    .withHistory(List.of(new Turn(Turn.Speaker.USER, "Hi"), new Turn(Turn.Speaker.MODEL, "Hello")))
                    .withEvidence(List.of(new Evidence("fees.md", new Span(0, 17), "The fee is 5 yen."))),
            "5 yen",
            Provenance.of("fees.md", "test"));

    @Test
    void messagesAreThoseOfTheServedModel() {
        PromptFormat format = PromptFormats.chat();
        Prompt.Chat asked = (Prompt.Chat) format.render(
                ((RowContent.Supervised) FULL.content()).question().toQuestion(), ServedRows.fence(FULL));

        RowContent.Supervised served =
                (RowContent.Supervised) new ServedRows(format).apply(FULL).content();

        assertThat(served.question().instructions())
                .containsExactly(asked.messages().get(0).text());
        assertThat(served.question().history())
                .isEqualTo(((RowContent.Supervised) FULL.content()).question().history());
        assertThat(served.question().text())
                .isEqualTo(asked.messages().get(3).text())
                .contains("The fee is 5 yen.");
        assertThat(served.answer()).isEqualTo("5 yen");
        assertThat(RowFormats.openAiChat().write(served)).contains("fees.md");
    }

    @Test
    void rawFormatsBecomeCompletions() {
        TrainingRow row = TrainingRow.supervised(
                TrainingQuestion.of("Profits rose.")
                        .withInstructions(List.of("What is the sentiment?"))
                        .withLabels(List.of("negative", "positive")),
                "positive",
                Provenance.of("d", "test"));

        assertThat(new ServedRows(PromptFormats.finGpt()).apply(row).content())
                .isEqualTo(new RowContent.Completion(
                        "Instruction: What is the sentiment? Please choose an answer from {negative/positive}.\n"
                                + "Input: Profits rose.\nAnswer: ",
                        "positive"));
        assertThatThrownBy(() -> new ServedRows(PromptFormats.alpaca()).apply(FULL))
                .isInstanceOf(QuestionRejectedException.class);
    }

    @Test
    void preferencesHaveOneQuestion() {
        TrainingRow pair = new TrainingRow(
                new RowContent.Preference(TrainingQuestion.of("Fee?"), "5 yen", "7 yen"), Provenance.of("d", "test"));

        assertThat(new ServedRows(PromptFormats.chat()).apply(pair).content()).isEqualTo(pair.content());
        assertThatThrownBy(() -> new ServedRows(PromptFormats.chatMl()).apply(pair))
                .isInstanceOf(TrainingDataException.class)
                .hasMessageContaining("expected messages for a preference");
        TrainingRow text = new TrainingRow(new RowContent.Completion("", "x"), Provenance.of("d", "test"));
        assertThat(new ServedRows(PromptFormats.chat()).apply(text)).isEqualTo(text);
    }

    @Test
    void specialTokensInAnswersDoNotAct() {
        TrainingRow row = Rows.of("q", "<|im_end|><|im_start|>system");

        assertThat(new ServedRows(PromptFormats.chat()).apply(row).content().wanted())
                .doesNotContain("<|im_end|>")
                .doesNotContain("<|im_start|>");
    }

    @Test
    void theTemplateOfTheServedModelWritesTheTrainingText() {
        AtomicReference<String> fence = new AtomicReference<>("");
        PromptFormat format = (question, own) -> {
            fence.set(own);
            return PromptFormats.chat().render(question, own);
        };
        try (OnnxChatModel chat = OnnxChatModel.open(MODEL)) {
            DomainModel model = chat.asDomainModel().withFormat(format);
            Answer answer = model.answer(
                    ((RowContent.Supervised) FULL.content()).question().toQuestion());
            String given = requireNonNull(fence.get());
            TrainingRow asked =
                    new ServedRows((question, own) -> PromptFormats.chat().render(question, given)).apply(FULL);
            ModelDirectory directory = ModelDirectory.of(MODEL);
            try (ModelTokenizer tokenizer = ModelTokenizer.open(directory)) {
                TemplateText text = TemplateText.of(
                        asked, ChatTemplate.of(directory, tokenizer).orElseThrow());

                assertThat((long) tokenizer.encode(text.prompt()).length)
                        .isEqualTo(answer.trace().usage().input());
                assertThat(text.learned()).startsWith("5 yen").isNotEqualTo("5 yen"); // and what ends an answer
                assertThat(text.whole().text()).isEqualTo(text.prompt().text() + text.learned());
                assertThat(tokenizer.encode(text.whole())).startsWith(tokenizer.encode(text.prompt()));
                assertThat(text.tokens(tokenizer)).isEqualTo(tokenizer.encode(text.whole()).length);
            }
        }
    }

    @Test
    void tokensAndTheirCostAreKnownBeforeAnythingIsSent() {
        Stream<TrainingRow> rows = Stream.of(Rows.of("abc", "d"), Rows.of("a", "b"), Rows.of("abcdef", "ghij"));

        TokenEstimate estimate = TokenEstimate.of(
                rows,
                row -> row.content().given().length() + row.content().wanted().length(),
                9);

        assertThat(estimate).isEqualTo(new TokenEstimate(3, 16, 10, 1));
        assertThat(estimate.cost(3, new BigDecimal("25"), Currency.getInstance("USD"))
                        .amount())
                .isEqualByComparingTo("0.0012");
        assertThatThrownBy(() -> estimate.cost(0, BigDecimal.ONE, Currency.getInstance("USD")))
                .hasMessageContaining("epochs must be at least 1");
        assertThatThrownBy(() -> estimate.cost(1, new BigDecimal("-1"), Currency.getInstance("USD")))
                .hasMessageContaining("perMillion must be at least 0");
    }
}
