// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Span;
import dev.tokka.Turn;
import dev.tokka.finetune.data.Evidence;
import dev.tokka.finetune.data.RowContent;
import dev.tokka.finetune.data.Rows;
import dev.tokka.finetune.data.TrainingDataException;
import dev.tokka.finetune.data.TrainingQuestion;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RowFormatsTest {

    private static final TrainingQuestion FEE = TrainingQuestion.of("Fee?");
    private static final TrainingQuestion CHAT = FEE.withInstructions(List.of("Be brief."))
            .withHistory(List.of(new Turn(Turn.Speaker.USER, "Hi"), new Turn(Turn.Speaker.MODEL, "Hello")));

    @Provide
    Arbitrary<RowContent> supervised() {
        return Rows.supervised();
    }

    @Provide
    Arbitrary<RowContent> preferences() {
        return Rows.preferences();
    }

    @Provide
    Arbitrary<RowContent> completions() {
        return Rows.completions();
    }

    private static void roundTrip(RowFormat format, RowContent content) {
        assertThat(format.read(format.write(content), "file", 1)).isEqualTo(content);
    }

    @Property(tries = 200)
    void chatsAreReadAsTheyWereWritten(@ForAll("supervised") RowContent content) {
        roundTrip(RowFormats.openAiChat(), content);
        roundTrip(RowFormats.shareGpt(), content);
    }

    @Property(tries = 200)
    void instructionsAreReadAsTheyWereWritten(@ForAll("supervised") RowContent content) {
        RowContent.Supervised row = (RowContent.Supervised) content;
        RowContent single = new RowContent.Supervised(row.question().withHistory(List.of()), row.answer());

        roundTrip(RowFormats.alpaca(), single);
        roundTrip(RowFormats.fit(), single);
    }

    @Property(tries = 200)
    void preferencesAreReadAsTheyWereWritten(@ForAll("preferences") RowContent content) {
        roundTrip(RowFormats.openAiPreference(), content);
        roundTrip(RowFormats.trlPreference(), content);
        roundTrip(RowFormats.llamaFactoryRanking(), content);
    }

    @Property(tries = 100)
    void completionsAreReadAsTheyWereWritten(@ForAll("completions") RowContent content) {
        roundTrip(RowFormats.completion(), content);
    }

    @Example
    void chatsLookAsServicesWantThem() {
        RowContent row = new RowContent.Supervised(CHAT, "5 yen");

        assertThat(RowFormats.openAiChat().write(row))
                .isEqualTo("{\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                        + "{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":\"Hello\"},"
                        + "{\"role\":\"user\",\"content\":\"Fee?\"},{\"role\":\"assistant\",\"content\":\"5 yen\"}]}");
        assertThat(RowFormats.shareGpt().write(row))
                .startsWith("{\"conversations\":[{\"from\":\"system\",\"value\":\"Be brief.\"},{\"from\":\"human\"");
    }

    @Example
    void instructionsLookAsTrainersWantThem() {
        RowContent row = new RowContent.Supervised(FEE.withInstructions(List.of("Be brief.")), "5 yen");

        assertThat(RowFormats.alpaca().write(row))
                .isEqualTo("{\"instruction\":\"Be brief.\",\"input\":\"Fee?\",\"output\":\"5 yen\"}");
        assertThat(RowFormats.alpaca().write(new RowContent.Supervised(FEE, "5 yen")))
                .isEqualTo("{\"instruction\":\"Fee?\",\"input\":\"\",\"output\":\"5 yen\"}");
        assertThat(RowFormats.fit().write(row))
                .matches("\\{\"id\":\"[0-9a-f]{16}\",\"conversations\":\\[\\{\"from\":\"human\",\"value\":"
                        + "\"Be brief.\\\\nFee\\?\"},\\{\"from\":\"agent\",\"value\":\"5 yen\"}],"
                        + "\"text\":\"Fee\\?\",\"label\":\"5 yen\"}");
    }

    @Example
    void aRowOfFitWithItsTextInTheMiddleIsReadWhole() {
        String line = "{\"id\":\"fpb1\",\"conversations\":[{\"from\":\"human\",\"value\":\"Text: up\\nAnswer:\"},"
                + "{\"from\":\"agent\",\"value\":\"good\"}],\"text\":\"up\",\"label\":\"good\"}";

        assertThat(RowFormats.fit().read(line, "f", 1))
                .isEqualTo(new RowContent.Supervised(TrainingQuestion.of("Text: up\nAnswer:"), "good"));
        assertThatThrownBy(() -> RowFormats.fit().read(line.replace("\"label\":\"good\"", "\"label\":\"bad\""), "f", 2))
                .hasMessage("f, line 2: label: expected the answer of the agent but saw another text");
    }

    @Example
    void preferencesLookAsServicesWantThem() {
        RowContent row = new RowContent.Preference(FEE, "5 yen", "7 yen");
        String chosen = "{\"role\":\"assistant\",\"content\":\"5 yen\"}";

        assertThat(RowFormats.openAiPreference().write(row))
                .isEqualTo("{\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"Fee?\"}]},"
                        + "\"preferred_output\":[" + chosen + "],"
                        + "\"non_preferred_output\":[{\"role\":\"assistant\",\"content\":\"7 yen\"}]}");
        assertThat(RowFormats.trlPreference().write(row))
                .startsWith("{\"prompt\":[{\"role\":\"user\",\"content\":\"Fee?\"}],\"chosen\":[" + chosen);
        assertThat(RowFormats.llamaFactoryRanking().write(row))
                .isEqualTo("{\"conversations\":[{\"from\":\"human\",\"value\":\"Fee?\"}],"
                        + "\"chosen\":{\"from\":\"gpt\",\"value\":\"5 yen\"},"
                        + "\"rejected\":{\"from\":\"gpt\",\"value\":\"7 yen\"}}");
    }

    @Example
    void whatAFormatCannotCarryIsRefused() {
        TrainingQuestion grounded = FEE.withEvidence(List.of(new Evidence("d", new Span(0, 1), "x")));
        TrainingQuestion labelled = FEE.withLabels(List.of("5", "6"));
        TrainingQuestion twice = FEE.withInstructions(List.of("one", "two"));
        TrainingQuestion open = FEE.withHistory(List.of(new Turn(Turn.Speaker.USER, "Hi")));
        RowContent pair = new RowContent.Preference(FEE, "5", "6");

        refused(RowFormats.openAiChat(), new RowContent.Supervised(grounded, "5"), "it has evidence");
        refused(RowFormats.shareGpt(), new RowContent.Supervised(labelled, "5"), "it has labels");
        refused(RowFormats.alpaca(), new RowContent.Supervised(twice, "5"), "more than one instruction");
        refused(RowFormats.alpaca(), new RowContent.Supervised(CHAT, "5"), "a history");
        refused(RowFormats.fit(), new RowContent.Supervised(CHAT, "5"), "a history");
        refused(RowFormats.shareGpt(), new RowContent.Supervised(open, "5"), "a history that ends with the user");
        refused(RowFormats.openAiChat(), pair, "expected a supervised row but it is a preference");
        refused(RowFormats.completion(), pair, "expected a completion");
        refused(RowFormats.trlPreference(), new RowContent.Supervised(FEE, "5"), "expected a preference");
    }

    private static void refused(RowFormat format, RowContent content, String what) {
        assertThatThrownBy(() -> format.write(content))
                .isInstanceOf(TrainingDataException.class)
                .hasMessageContaining(what);
    }

    @Example
    void whatIsWrongIsNamed() {
        RowFormat chat = RowFormats.openAiChat();
        String user = "{\"role\":\"user\",\"content\":\"x\"}";

        wrong(
                chat,
                "{\"messages\":[" + user + "]}",
                "messages: expected a list of at least two messages but saw 1 messages");
        wrong(
                chat,
                "{\"messages\":[" + user + "," + user + "]}",
                "messages[1].role: expected assistant but saw another");
        wrong(
                chat,
                "{\"messages\":[" + user
                        + ",{\"role\":\"tool\",\"content\":\"x\"},{\"role\":\"assistant\",\"content\":\"x\"}]}",
                "messages[1].role: expected user, assistant or, in the first message, system but saw another");
        wrong(
                chat,
                "{\"messages\":[" + user + ",{\"role\":\"assistant\",\"content\":null}]}",
                "messages[1].content: expected a text but saw null");
        wrong(
                chat,
                "{\"messages\":[{\"role\":\"system\",\"content\":\"x\"},{\"role\":\"assistant\",\"content\":\"x\"}]}",
                "messages: expected a message of user before the answer but saw none");
        wrong(RowFormats.alpaca(), "{\"instruction\":\"\",\"output\":\"x\"}", "text must not be blank");
        wrong(
                RowFormats.trlPreference(),
                "{\"prompt\":[" + user + "],\"chosen\":[],\"rejected\":[]}",
                "chosen: expected a list of one message but saw 0 messages");
    }

    private static void wrong(RowFormat format, String line, String message) {
        assertThatThrownBy(() -> format.read(line, "f.jsonl", 9))
                .isInstanceOf(TrainingDataException.class)
                .hasMessage("f.jsonl, line 9: " + message);
    }
}
