// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.served;

import static dev.tokka.langchain4j.http.FaultServer.head;
import static dev.tokka.langchain4j.http.FaultServer.respond;
import static dev.tokka.langchain4j.http.FaultServer.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiLanguageModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingLanguageModel;
import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.Endpoint;
import dev.tokka.LoadedModel;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import dev.tokka.config.ConfigException;
import dev.tokka.config.ConfigLoader;
import dev.tokka.langchain4j.CallLimits;
import dev.tokka.langchain4j.ChatDomainModel;
import dev.tokka.langchain4j.CompletionDomainModel;
import dev.tokka.langchain4j.PromptFormats;
import dev.tokka.langchain4j.PromptLanguage;
import dev.tokka.langchain4j.http.FaultServer;
import dev.tokka.langchain4j.http.Replies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ServedKindsTest {

    private static final String URL = "http://localhost:1/v1";
    private static final String KEY = "sk-12345678";

    @TempDir
    Path folder;

    @Test
    void aServerOfOpenAisApiIsAskedWithTheKeyFromOutside() throws Exception {
        try (FaultServer server = new FaultServer();
                LoadedModel model = load("openai: {base-url: \"" + server.url()
                        + "/v1\", model: swallow-8b, api-key: \"${KEY}\", temperature: 0}")) {
            server.then(respond(200, Replies.COMPLETION, Replies.JSON))
                    .then(
                            head(200, Replies.EVENTS),
                            send(Replies.token("Wi") + Replies.token("thin.") + Replies.FINISH + Replies.DONE));
            StringBuilder tokens = new StringBuilder();
            TokenSink sink = new TokenSink() {
                @Override
                public void token(String text) {
                    tokens.append(text);
                }

                @Override
                public void restart() {
                    tokens.setLength(0);
                }
            };

            assertThat(model.answer("When?")).isInstanceOf(Answer.Reply.class);
            assertThat(server.request().headers()).containsEntry("authorization", "Bearer " + KEY);
            Answer streamed = model.answer(Question.of("When?").with(TokenSink.KEY, sink));

            assertThat(streamed.reply().orElseThrow().text()).isEqualTo("Within.");
            assertThat(tokens).hasToString("Within.");
            assertThat(model.toString() + model.describe()).doesNotContain(KEY);
        }
    }

    @Test
    void openAiIsWhatJavaBuilds() throws IOException {
        var chat = OpenAiChatModel.builder()
                .baseUrl(URL)
                .modelName("a")
                .temperature(0.5)
                .topP(0.9)
                .maxTokens(7)
                .seed(3);
        var streaming = OpenAiStreamingChatModel.builder()
                .baseUrl(URL)
                .modelName("a")
                .temperature(0.5)
                .topP(0.9)
                .maxTokens(7)
                .seed(3);
        DomainModel made = ChatDomainModel.of(chat.build(), streaming.build())
                .named("house")
                .withFormat(PromptFormats.chat(PromptLanguage.JAPANESE))
                .withLimits(new CallLimits(Duration.ofSeconds(20), Duration.ofSeconds(5), 1000))
                .trustingEnd()
                .withEndpoint(Endpoint.of(URL).inRegion("jp"));

        assertAlike(
                "openai: {base-url: \"" + URL
                        + "\", model: a, temperature: 0.5, top-p: 0.9, max-tokens: 7, seed: 3, name:"
                        + " house, language: japanese, timeout: 20s, idle: 5s, max-characters: 1000, trusting-end: true,"
                        + " region: jp}",
                made);
    }

    @Test
    void ollamaIsWhatJavaBuilds() throws IOException {
        String url = "http://localhost:11434";
        DomainModel made = ChatDomainModel.of(
                        OllamaChatModel.builder()
                                .baseUrl(url)
                                .modelName("a")
                                .numPredict(7)
                                .numCtx(4096)
                                .build(),
                        OllamaStreamingChatModel.builder()
                                .baseUrl(url)
                                .modelName("a")
                                .numPredict(7)
                                .numCtx(4096)
                                .build())
                .withEndpoint(Endpoint.of(url));

        assertAlike("ollama: {base-url: \"" + url + "\", model: a, max-tokens: 7, context-tokens: 4096}", made);
    }

    @Test
    void completionsAreWhatJavaBuilds() throws IOException {
        DomainModel made = CompletionDomainModel.of(
                        OpenAiLanguageModel.builder()
                                .baseUrl(URL)
                                .modelName("fingpt")
                                .temperature(0.0)
                                .build(),
                        OpenAiStreamingLanguageModel.builder()
                                .baseUrl(URL)
                                .modelName("fingpt")
                                .temperature(0.0)
                                .build())
                .named("fingpt")
                .withFormat(PromptFormats.finGpt())
                .withEndpoint(Endpoint.of(URL));

        assertAlike(
                "openai: {base-url: \"" + URL + "\", model: fingpt, api: completion, format: fin-gpt, temperature: 0}",
                made);
    }

    @ParameterizedTest
    @CsvSource({
        "chat, chat",
        "chat-ml, chatMl",
        "completion, completion",
        "fin-ma, finMa",
        "meditron, meditron",
        "meditron-few-shot, meditronFewShot",
        "alpaca, alpaca"
    })
    void formatsHaveTheirNames(String written, String described) throws IOException {
        try (LoadedModel model = load("openai: {base-url: \"" + URL + "\", model: a, format: " + written + "}")) {
            assertThat(model.describe().toJson()).contains("\"name\":\"" + described + "\"");
        }
    }

    @Test
    void anyModelIsBuiltByItsClass() throws IOException {
        String url = "http://localhost:11434";
        ChatDomainModel made = ChatDomainModel.of(
                OllamaChatModel.builder()
                        .baseUrl(url)
                        .modelName("a")
                        .temperature(0.5)
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                OllamaStreamingChatModel.builder()
                        .baseUrl(url)
                        .modelName("a")
                        .temperature(0.5)
                        .timeout(Duration.ofSeconds(30))
                        .build());
        String endpoint = "endpoint: \"" + url + "\", region: eu";

        assertAlike(
                "langchain4j: {class: dev.langchain4j.model.ollama.OllamaChatModel, streaming-class:"
                        + " dev.langchain4j.model.ollama.OllamaStreamingChatModel, settings: {base-url: \"" + url
                        + "\", modelName: a, temperature: 0.5, timeout: 30s, log-requests: false}, " + endpoint + "}",
                made.withEndpoint(Endpoint.of(url).inRegion("eu")));
        assertAlike(
                "langchain4j: {class: dev.langchain4j.model.ollama.OllamaChatModel, streaming-class:"
                        + " dev.langchain4j.model.ollama.OllamaStreamingChatModel, settings: {base-url: \"" + url
                        + "\", modelName: a, temperature: 0.5, timeout: 30s, log-requests: false}}",
                made);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "class: java.lang.String | expected a class that implements dev.langchain4j.model.chat.ChatModel but"
                        + " java.lang.String does not",
                "class: dev.example.None | expected the class dev.example.None but it is not on the class path",
                "class: dev.langchain4j.model.openai.OpenAiChatModel, settings: {api-key: sk-12345678} | expected"
                        + " 'api-key' as ${NAME} or ${file:path} but it is written out",
                "class: dev.langchain4j.model.openai.OpenAiChatModel, settings: {modle-name: a} | expected the name of a"
                        + " setting of the builder but found 'modle-name'",
                "class: dev.langchain4j.model.openai.OpenAiChatModel, region: jp, settings: {model-name: a, api-key:"
                        + " \"${KEY}\"} | expected an 'endpoint' in the 'region' but found none",
                "class: dev.langchain4j.model.openai.OpenAiChatModel, settings: {seed: 1.5} | expected 'seed' as Integer"
                        + " but found a value that is none"
            })
    void whatCannotBeBuiltIsToldWithItsPlace(String settings, String message) {
        assertThatThrownBy(() -> load("langchain4j: {" + settings + "}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("model.yaml:3:16: langchain4j: " + message)
                .hasMessageNotContaining(KEY);
    }

    @Test
    void settingsThatWouldBePassedToNobodyAreRefused() {
        assertThatThrownBy(() -> load("openai: {base-url: \"" + URL + "\", model: a, api: completion, seed: 1}"))
                .hasMessageContaining("expected no top-p, max-tokens and seed");
        assertThatThrownBy(
                        () -> load("openai: {base-url: \"" + URL + "\", model: a, format: alpaca, language: english}"))
                .hasMessageContaining("expected no 'language'");
    }

    @Test
    void pricesComeFromAFile() throws IOException {
        Files.writeString(folder.resolve("prices.csv"), "a, 1, 2, USD\n");

        assertThatThrownBy(() -> load("openai: {base-url: \"" + URL + "\", model: a, prices: prices.csv}"))
                .hasMessageContaining("price table, line 1: expected 5 fields but found 4");

        Files.writeString(folder.resolve("prices.csv"), "a, 1, 2, USD, 2025-01-01\n");
        load("openai: {base-url: \"" + URL + "\", model: a, prices: prices.csv}")
                .close();
    }

    private void assertAlike(String written, DomainModel made) throws IOException {
        try (LoadedModel model = load(written)) {
            assertThat(model.describe()).isEqualTo(made.describe());
            assertThat(model).hasToString(made.toString());
        }
    }

    private LoadedModel load(String model) throws IOException {
        Path file = Files.writeString(folder.resolve("model.yaml"), "tokka: 1\nmodel:\n  " + model + "\n");
        return new ConfigLoader().withEnvironment(Map.of("KEY", KEY)).load(file);
    }
}
