// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.tokka.DomainModel;
import dev.tokka.langchain4j.ChatDomainModel;
import dev.tokka.langchain4j.PriceTable;
import dev.tokka.langchain4j.http.GuardedHttpClientBuilder;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A language model behind the chat completions API of OpenAI, which Ollama, vLLM and most others speak.
 *
 * <p>Three environment variables name it: {@code TOKKA_BASE_URL}, such as {@code http://localhost:11434/v1} for Ollama;
 * {@code TOKKA_MODEL}, such as {@code qwen3:8b}; and {@code TOKKA_API_KEY} where the server wants one.
 *
 * @param baseUrl the address up to and including {@code /v1}
 * @param key what the server lets the caller in by; empty if it asks for none
 * @param name which of the server's models
 */
public record ServedModel(URI baseUrl, Optional<String> key, String name) {

    /** How to name a model, in a few words. */
    public static final String HINT = "set TOKKA_BASE_URL, TOKKA_MODEL and, if the server wants one, TOKKA_API_KEY";

    private static final String NO_ADDRESS = "TOKKA_BASE_URL must be an address such as http://localhost:11434/v1";

    /** Checks that the address is one of HTTP. */
    public ServedModel {
        requireNonNull(baseUrl, "baseUrl");
        requireNonNull(key, "key");
        requireNonNull(name, "name");
        String scheme = String.valueOf(baseUrl.getScheme());
        if (baseUrl.getHost() == null || !scheme.matches("https?") || baseUrl.getUserInfo() != null) {
            // The value is not shown: it may hold a password.
            throw new IllegalArgumentException(NO_ADDRESS);
        }
    }

    /**
     * Returns the model that {@code environment} names, or empty if it names none.
     *
     * @throws IllegalArgumentException if it names half a model
     */
    public static Optional<ServedModel> of(Map<String, String> environment) {
        Optional<String> url = value(environment, "TOKKA_BASE_URL");
        Optional<String> model = value(environment, "TOKKA_MODEL");
        Optional<String> key = value(environment, "TOKKA_API_KEY");
        if (url.isEmpty() && model.isEmpty()) {
            return Optional.empty();
        }
        if (url.isEmpty() || model.isEmpty()) {
            throw new IllegalArgumentException("expected both TOKKA_BASE_URL and TOKKA_MODEL but "
                    + (url.isEmpty() ? "TOKKA_BASE_URL" : "TOKKA_MODEL") + " is not set");
        }
        return Optional.of(new ServedModel(address(url.get()), key, model.get()));
    }

    private static URI address(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) { // not the cause of the next one: it shows the value
            throw new IllegalArgumentException(NO_ADDRESS);
        }
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** Returns the model, ready to be asked, with streaming; what it costs is in {@code prices}, if it is. */
    public DomainModel connect(PriceTable prices) {
        GuardedHttpClientBuilder http = new GuardedHttpClientBuilder();
        OpenAiChatModel.OpenAiChatModelBuilder chat = OpenAiChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(baseUrl.toString())
                .modelName(name);
        OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder streaming = OpenAiStreamingChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(baseUrl.toString())
                .modelName(name);
        key.ifPresent(chat::apiKey);
        key.ifPresent(streaming::apiKey);
        return ChatDomainModel.of(chat.build(), streaming.build())
                .withTransport(http)
                .withPrices(prices);
    }

    /** Returns the model's name and where it is; never the key, nor what else an address may hold. */
    @Override
    public String toString() {
        return name + " at " + baseUrl.getScheme() + "://" + baseUrl.getAuthority() + baseUrl.getPath();
    }
}
