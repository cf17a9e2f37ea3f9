// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.served;

import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.tokka.DomainModel;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.Type;
import dev.tokka.langchain4j.ChatDomainModel;
import dev.tokka.langchain4j.http.GuardedHttpClientBuilder;

/** Apart from the rest, so that its client is loaded only where it is used. */
final class Ollama {

    static final Setting<Integer> CONTEXT = Setting.optional(
            "context-tokens",
            Type.integer(1, Integer.MAX_VALUE),
            "How many tokens the model is given room for, question and answer together.");

    private Ollama() {}

    static DomainModel model(Settings settings) {
        GuardedHttpClientBuilder http = new GuardedHttpClientBuilder();
        OllamaChatModel chat = OllamaChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(settings.get(ServedKinds.BASE_URL).toString())
                .modelName(settings.get(ServedKinds.MODEL))
                .temperature(settings.find(Asking.TEMPERATURE).orElse(null))
                .topP(settings.find(Asking.TOP_P).orElse(null))
                .numPredict(settings.find(Asking.MAX_TOKENS).orElse(null))
                .seed(settings.find(Asking.SEED).orElse(null))
                .numCtx(settings.find(CONTEXT).orElse(null))
                .build();
        OllamaStreamingChatModel streaming = OllamaStreamingChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(settings.get(ServedKinds.BASE_URL).toString())
                .modelName(settings.get(ServedKinds.MODEL))
                .temperature(settings.find(Asking.TEMPERATURE).orElse(null))
                .topP(settings.find(Asking.TOP_P).orElse(null))
                .numPredict(settings.find(Asking.MAX_TOKENS).orElse(null))
                .seed(settings.find(Asking.SEED).orElse(null))
                .numCtx(settings.find(CONTEXT).orElse(null))
                .build();
        return Asking.apply(
                settings,
                ChatDomainModel.of(chat, streaming).withTransport(http).withEndpoint(ServedKinds.endpoint(settings)));
    }
}
