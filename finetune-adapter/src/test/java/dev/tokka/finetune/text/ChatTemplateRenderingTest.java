// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.QuestionRejectedException;
import dev.tokka.onnx.ModelFileException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Templates in the forms of the known families, and pieces of the language. What they render is what Jinja 3.1.6 renders
 * with the settings of transformers; the files beside them were written by it.
 */
final class ChatTemplateRenderingTest {

    @TestFactory
    Stream<DynamicTest> familiesRenderAsInJinja() {
        JsonNode golden = Templates.json("renderings.json");
        return StreamSupport.stream(golden.path("renderings").spliterator(), false)
                .map(rendering -> DynamicTest.dynamicTest(
                        name(rendering),
                        () -> check(
                                rendering,
                                golden.path("chats").path(rendering.path("chat").asText()))));
    }

    private static String name(JsonNode rendering) {
        return rendering.path("template").asText() + ", "
                + rendering.path("chat").asText() + ", "
                + rendering.path("generationPrompt").asBoolean();
    }

    private static void check(JsonNode rendering, JsonNode chat) {
        ChatTemplate template = Templates.of(
                Templates.text(rendering.path("template").asText() + ".jinja"),
                rendering.path("bos").asText(),
                rendering.path("eos").asText());
        List<ChatMessage> messages = messages(chat);
        boolean generationPrompt = rendering.path("generationPrompt").asBoolean();
        if (rendering.has("refused")) {
            assertThatThrownBy(() -> template.render(messages, generationPrompt))
                    .isInstanceOf(QuestionRejectedException.class)
                    .hasMessageEndingWith(rendering.path("refused").asText());
        } else {
            assertThat(template.render(messages, generationPrompt).text())
                    .isEqualTo(rendering.path("text").asText());
        }
    }

    private static List<ChatMessage> messages(JsonNode chat) {
        return StreamSupport.stream(chat.spliterator(), false)
                .map(message -> new ChatMessage(
                        message.path("role").asText(), message.path("content").asText()))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> theLanguageIsThatOfJinja() {
        JsonNode language = Templates.json("language.json");
        List<ChatMessage> messages = messages(language.path("messages"));
        return StreamSupport.stream(language.path("cases").spliterator(), false)
                .map(one -> DynamicTest.dynamicTest(one.path("template").asText(), () -> {
                    String source = one.path("template").asText();
                    if (one.has("fails")) {
                        assertThatThrownBy(() -> Templates.of(source).render(messages, true))
                                .isInstanceOfAny(ModelFileException.class, QuestionRejectedException.class);
                    } else {
                        assertThat(Templates.of(source).render(messages, true).text())
                                .isEqualTo(one.path("text").asText());
                    }
                }));
    }
}
