// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.served;

import dev.tokka.DomainModel;
import dev.tokka.Endpoint;
import dev.tokka.config.Kind;
import dev.tokka.config.KindProvider;
import dev.tokka.config.Making;
import dev.tokka.config.Role;
import dev.tokka.config.Secret;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.Type;
import dev.tokka.langchain4j.ChatDomainModel;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Offers {@code openai}, {@code ollama} and {@code langchain4j} to files. */
public final class ServedKinds implements KindProvider {

    /** What an OpenAI-compatible server is asked by. */
    enum Api {
        CHAT,
        COMPLETION
    }

    static final Setting<URI> BASE_URL = Setting.required(
            "base-url", Type.address(), "The address up to and including /v1, or for Ollama without a path.");
    static final Setting<String> REGION = Setting.optional(
            "region", Type.text(), "Where the server stands, for an egress policy, such as eu-west-1.");
    static final Setting<String> MODEL = Setting.required("model", Type.text(), "Which of the server's models.");
    static final Setting<Secret> API_KEY =
            Setting.optional("api-key", Type.secret(), "What the server lets the caller in by, if it asks for a key.");
    static final Setting<Api> API = Setting.of(
            "api",
            Type.choice(Api.class),
            Api.CHAT,
            "Whether the server holds a chat or goes on writing a text. Of temperature, top-p, max-tokens and seed, the"
                    + " latter takes the temperature only.");

    private static final Setting<String> CLASS =
            Setting.required("class", Type.text(), "The class of a ChatModel with a static method builder().");
    private static final Setting<String> STREAMING_CLASS = Setting.optional(
            "streaming-class", Type.text(), "The class of a StreamingChatModel that is built with the same settings.");
    private static final Setting<URI> ENDPOINT = Setting.optional(
            "endpoint",
            Type.address(),
            "Where the model sends what it is asked, for an egress policy; without it nobody knows.");
    private static final Setting<Map<String, Object>> BUILDER = Setting.of(
            "settings",
            Type.map(Type.anything(), 0),
            Map.of(),
            "What the builder is told: the names of its methods, with hyphens or as they are. Keys and the like only as"
                    + " ${NAME} or ${file:path}.");

    /** Creates the provider; {@link java.util.ServiceLoader} does. */
    public ServedKinds() {}

    @Override
    public List<Kind<?>> kinds() {
        return List.of(
                Role.MODEL
                        .kind(
                                "openai",
                                "A model behind the API of OpenAI, which vLLM, Ollama and most others speak.",
                                Type.object(Asking.and(
                                        BASE_URL,
                                        REGION,
                                        MODEL,
                                        API_KEY,
                                        API,
                                        Asking.TEMPERATURE,
                                        Asking.TOP_P,
                                        Asking.MAX_TOKENS,
                                        Asking.SEED)),
                                (settings, making) -> OpenAi.model(settings))
                        .needing("dev.langchain4j:langchain4j-open-ai"),
                Role.MODEL
                        .kind(
                                "ollama",
                                "A model of Ollama, by its own API.",
                                Type.object(Asking.and(
                                        BASE_URL,
                                        REGION,
                                        MODEL,
                                        Asking.TEMPERATURE,
                                        Asking.TOP_P,
                                        Asking.MAX_TOKENS,
                                        Asking.SEED,
                                        Ollama.CONTEXT)),
                                (settings, making) -> Ollama.model(settings))
                        .needing("dev.langchain4j:langchain4j-ollama"),
                Role.MODEL.kind(
                        "langchain4j",
                        "Any chat model of LangChain4j, by its class.",
                        Type.object(Asking.and(CLASS, STREAMING_CLASS, BUILDER, ENDPOINT, REGION)),
                        ServedKinds::byClass));
    }

    /** Returns where the model of these settings is served. */
    static Endpoint endpoint(Settings settings) {
        return endpoint(settings, settings.get(BASE_URL));
    }

    private static Endpoint endpoint(Settings settings, URI address) {
        Endpoint endpoint = Endpoint.of(address);
        return settings.find(REGION).map(endpoint::inRegion).orElse(endpoint);
    }

    private static DomainModel byClass(Settings settings, Making making) {
        Optional<String> streaming = settings.find(STREAMING_CLASS);
        BuiltByName built = new BuiltByName(settings.get(BUILDER));
        ChatDomainModel model = built.model(settings.get(CLASS), streaming, making, settings);
        Optional<URI> address = settings.find(ENDPOINT);
        if (address.isEmpty() && settings.find(REGION).isPresent()) {
            throw new IllegalArgumentException("expected an 'endpoint' in the 'region' but found none");
        }
        return address.map(there -> model.withEndpoint(endpoint(settings, there)))
                .orElse(model);
    }
}
