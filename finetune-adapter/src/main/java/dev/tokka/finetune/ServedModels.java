// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune;

import dev.tokka.DomainModel;
import dev.tokka.Endpoint;
import dev.tokka.finetune.TunedFile.Kind;
import dev.tokka.langchain4j.ChatDomainModel;
import dev.tokka.langchain4j.CompletionDomainModel;
import dev.tokka.langchain4j.PromptFormat;
import dev.tokka.langchain4j.http.GuardedHttpClientBuilder;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.util.Optional;
import java.util.function.Function;

/** Asks models that a server holds, by the clients of LangChain4j, which are there only if somebody added them. */
final class ServedModels {

    private static final String NO_KEY = "none"; // servers without keys take any

    private ServedModels() {}

    /**
     * Returns the model of {@code file}.
     *
     * @param environment the environment variables
     */
    static DomainModel open(TunedFile file, TunedFile.Served served, Function<String, Optional<String>> environment) {
        String module = served.kind() == Kind.OLLAMA ? "langchain4j-ollama" : "langchain4j-open-ai";
        try {
            if (served.kind() == Kind.OLLAMA) {
                return Ollama.chat(served, file.prompt().format());
            }
            String key = key(file, served, environment);
            return served.raw()
                    ? OpenAi.completion(served, file.prompt().format(), key)
                    : OpenAi.chat(served, file.prompt().format(), key);
        } catch (NoClassDefFoundError e) {
            throw new ModelFileException(
                    file.file(),
                    Reason.UNSUPPORTED,
                    "expected the client for a served model on the class path but it is missing: add the dependency"
                            + " dev.langchain4j:" + module,
                    e);
        }
    }

    private static String key(TunedFile file, TunedFile.Served served, Function<String, Optional<String>> environment) {
        if (served.keyVariable().isEmpty()) {
            return NO_KEY;
        }
        return environment
                .apply(served.keyVariable())
                .filter(key -> !key.isBlank())
                .orElseThrow(() -> new ModelFileException(
                        file.file(),
                        Reason.MISSING,
                        "expected a key in the environment variable " + served.keyVariable() + " but it is not set"));
    }

    /** Apart from the rest, so that it is loaded only with its client. */
    private static final class OpenAi {

        static DomainModel chat(TunedFile.Served served, PromptFormat format, String key) {
            GuardedHttpClientBuilder transport = new GuardedHttpClientBuilder();
            var chat = dev.langchain4j.model.openai.OpenAiChatModel.builder()
                    .httpClientBuilder(transport)
                    .baseUrl(served.url())
                    .apiKey(key)
                    .modelName(served.model())
                    .temperature(0.0)
                    .build();
            var streaming = dev.langchain4j.model.openai.OpenAiStreamingChatModel.builder()
                    .httpClientBuilder(transport)
                    .baseUrl(served.url())
                    .apiKey(key)
                    .modelName(served.model())
                    .temperature(0.0)
                    .build();
            return ChatDomainModel.of(chat, streaming)
                    .named(served.model())
                    .withFormat(format)
                    .withTransport(transport)
                    .withEndpoint(Endpoint.of(served.url()));
        }

        static DomainModel completion(TunedFile.Served served, PromptFormat format, String key) {
            GuardedHttpClientBuilder transport = new GuardedHttpClientBuilder();
            var language = dev.langchain4j.model.openai.OpenAiLanguageModel.builder()
                    .httpClientBuilder(transport)
                    .baseUrl(served.url())
                    .apiKey(key)
                    .modelName(served.model())
                    .temperature(0.0)
                    .build();
            var streaming = dev.langchain4j.model.openai.OpenAiStreamingLanguageModel.builder()
                    .httpClientBuilder(transport)
                    .baseUrl(served.url())
                    .apiKey(key)
                    .modelName(served.model())
                    .temperature(0.0)
                    .build();
            return CompletionDomainModel.of(language, streaming)
                    .named(served.model())
                    .withFormat(format)
                    .withTransport(transport)
                    .withEndpoint(Endpoint.of(served.url()));
        }
    }

    /** Apart from the rest, so that it is loaded only with its client. */
    private static final class Ollama {

        static DomainModel chat(TunedFile.Served served, PromptFormat format) {
            GuardedHttpClientBuilder transport = new GuardedHttpClientBuilder();
            var chat = dev.langchain4j.model.ollama.OllamaChatModel.builder()
                    .httpClientBuilder(transport)
                    .baseUrl(served.url())
                    .modelName(served.model())
                    .temperature(0.0)
                    .build();
            var streaming = dev.langchain4j.model.ollama.OllamaStreamingChatModel.builder()
                    .httpClientBuilder(transport)
                    .baseUrl(served.url())
                    .modelName(served.model())
                    .temperature(0.0)
                    .build();
            return ChatDomainModel.of(chat, streaming)
                    .named(served.model())
                    .withFormat(format)
                    .withTransport(transport)
                    .withEndpoint(Endpoint.of(served.url()));
        }
    }
}
