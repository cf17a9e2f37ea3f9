// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.served;

import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiLanguageModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingLanguageModel;
import dev.tokka.DomainModel;
import dev.tokka.config.Secret;
import dev.tokka.config.Settings;
import dev.tokka.langchain4j.ChatDomainModel;
import dev.tokka.langchain4j.CompletionDomainModel;
import dev.tokka.langchain4j.http.GuardedHttpClientBuilder;
import org.jspecify.annotations.Nullable;

/** Apart from the rest, so that it is loaded only where its client is. */
final class OpenAi {

    private OpenAi() {}

    static DomainModel model(Settings settings) {
        return settings.get(ServedKinds.API) == ServedKinds.Api.CHAT ? chat(settings) : completion(settings);
    }

    private static DomainModel chat(Settings settings) {
        GuardedHttpClientBuilder http = new GuardedHttpClientBuilder();
        OpenAiChatModel chat = OpenAiChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(settings.get(ServedKinds.BASE_URL).toString())
                .apiKey(key(settings))
                .modelName(settings.get(ServedKinds.MODEL))
                .temperature(settings.find(Asking.TEMPERATURE).orElse(null))
                .topP(settings.find(Asking.TOP_P).orElse(null))
                .maxTokens(settings.find(Asking.MAX_TOKENS).orElse(null))
                .seed(settings.find(Asking.SEED).orElse(null))
                .build();
        OpenAiStreamingChatModel streaming = OpenAiStreamingChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(settings.get(ServedKinds.BASE_URL).toString())
                .apiKey(key(settings))
                .modelName(settings.get(ServedKinds.MODEL))
                .temperature(settings.find(Asking.TEMPERATURE).orElse(null))
                .topP(settings.find(Asking.TOP_P).orElse(null))
                .maxTokens(settings.find(Asking.MAX_TOKENS).orElse(null))
                .seed(settings.find(Asking.SEED).orElse(null))
                .build();
        return Asking.apply(
                settings,
                ChatDomainModel.of(chat, streaming).withTransport(http).withEndpoint(ServedKinds.endpoint(settings)));
    }

    private static DomainModel completion(Settings settings) {
        if (settings.find(Asking.TOP_P).isPresent()
                || settings.find(Asking.MAX_TOKENS).isPresent()
                || settings.find(Asking.SEED).isPresent()) {
            throw new IllegalArgumentException(
                    "expected no top-p, max-tokens and seed, which LangChain4j does not pass on"
                            + " to an API of completions: set them at the server");
        }
        GuardedHttpClientBuilder http = new GuardedHttpClientBuilder();
        OpenAiLanguageModel language = OpenAiLanguageModel.builder()
                .httpClientBuilder(http)
                .baseUrl(settings.get(ServedKinds.BASE_URL).toString())
                .apiKey(key(settings))
                .modelName(settings.get(ServedKinds.MODEL))
                .temperature(settings.find(Asking.TEMPERATURE).orElse(null))
                .build();
        OpenAiStreamingLanguageModel streaming = OpenAiStreamingLanguageModel.builder()
                .httpClientBuilder(http)
                .baseUrl(settings.get(ServedKinds.BASE_URL).toString())
                .apiKey(key(settings))
                .modelName(settings.get(ServedKinds.MODEL))
                .temperature(settings.find(Asking.TEMPERATURE).orElse(null))
                .build();
        CompletionDomainModel model = CompletionDomainModel.of(language, streaming)
                .withTransport(http)
                .withEndpoint(ServedKinds.endpoint(settings));
        return Asking.apply(settings, model, settings.get(ServedKinds.MODEL));
    }

    private static @Nullable String key(Settings settings) {
        return settings.find(ServedKinds.API_KEY).map(Secret::value).orElse(null);
    }
}
