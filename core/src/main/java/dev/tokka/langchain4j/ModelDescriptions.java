// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.tokka.Description;
import dev.tokka.Digests;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Describes models by what LangChain4j tells about them. */
final class ModelDescriptions {

    private ModelDescriptions() {}

    /** Returns the model's name of itself; empty if it has none. */
    static String id(@Nullable ChatRequestParameters parameters) {
        String name = parameters == null ? null : parameters.modelName();
        return name == null ? "" : name.strip();
    }

    /** Returns a description with the parameters that are sent where a question says nothing else. */
    static Description of(String kind, String modelId, @Nullable ChatRequestParameters parameters) {
        Description description = Description.of(kind, modelId);
        if (parameters == null) {
            return description;
        }
        description = with(description, "model", parameters.modelName());
        description = with(description, "temperature", parameters.temperature());
        description = with(description, "topP", parameters.topP());
        description = with(description, "topK", parameters.topK());
        description = with(description, "frequencyPenalty", parameters.frequencyPenalty());
        description = with(description, "presencePenalty", parameters.presencePenalty());
        description = with(description, "maxTokens", parameters.maxOutputTokens());
        description = with(description, "stops", parameters.stopSequences());
        // A provider's own parameters, such as a seed, are known by their text only; it may hold the name of a user.
        return parameters.getClass() == DefaultChatRequestParameters.class || !hasText(parameters)
                ? description
                : description.with("parameters", Digests.sha256(parameters.toString()));
    }

    /** Returns {@code description} with the options that can change answers. */
    static Description withOptions(Description description, Options options) {
        return options.runner()
                .sending()
                .describe(description)
                .with("timeout", options.limits().timeout())
                .with("idle", options.limits().idle())
                .with("maxCharacters", options.limits().maxCharacters())
                .with("trustingEnd", options.trusting())
                .withPart(options.format().describe());
    }

    static boolean takesSchemas(@Nullable Set<Capability> capabilities) {
        return capabilities != null && capabilities.contains(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
    }

    private static Description with(Description description, String property, @Nullable Object value) {
        return value == null ? description : description.with(property, value);
    }

    /** Returns whether equal parameters have equal texts, as far as can be seen. */
    private static boolean hasText(ChatRequestParameters parameters) {
        String identity =
                parameters.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(parameters));
        return !parameters.toString().equals(identity);
    }
}
