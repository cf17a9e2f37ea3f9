// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.tokka.Checks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One reply of a {@link ScriptedChatModel}: what it says, how it is streamed and how it ends.
 *
 * @param response what is said in the end
 * @param pieces how it is streamed; they need not join to the text of the response, because what a caller does with a
 *     stream that says something else than its end is worth a test
 * @param delay how long it takes to begin; not negative
 * @param pause how long it takes from piece to piece if it is streamed; not negative
 * @param failure what ends it instead of the response, after the pieces if it is streamed
 */
public record ScriptedReply(
        ChatResponse response,
        List<String> pieces,
        Duration delay,
        Duration pause,
        Optional<RuntimeException> failure) {

    /** The model id of replies that name none. */
    public static final String MODEL_NAME = "scripted";

    /** Checks and copies the components. */
    public ScriptedReply {
        requireNonNull(response, "response");
        pieces = List.copyOf(pieces);
        requireNotNegative(delay, "delay");
        requireNotNegative(pause, "pause");
        requireNonNull(failure, "failure");
    }

    /** Returns a reply that is complete, without token counts, streamed in pieces of four characters. */
    public static ScriptedReply text(String text) {
        return message(AiMessage.from(text));
    }

    /** Returns a reply of any sort, such as a request to run tools. */
    public static ScriptedReply message(AiMessage message) {
        boolean tools = message.hasToolExecutionRequests();
        ChatResponse response = ChatResponse.builder()
                .aiMessage(message)
                .modelName(MODEL_NAME)
                .finishReason(tools ? FinishReason.TOOL_EXECUTION : FinishReason.STOP)
                .build();
        return new ScriptedReply(response, List.of(), Duration.ZERO, Duration.ZERO, Optional.empty())
                .withPiecesOf(Pieces.DEFAULT_LENGTH);
    }

    /** Returns a reply that is none: the call fails before any text, as with LangChain4j's {@code RateLimitException}. */
    public static ScriptedReply failing(RuntimeException failure) {
        return text("").thenFailing(failure);
    }

    /** Returns this reply with the tokens that it claims to have read and written. */
    public ScriptedReply withUsage(int input, int output) {
        return with(response.metadata().toBuilder().tokenUsage(new TokenUsage(input, output)));
    }

    /** Returns this reply with a finish reason. Default: {@code STOP}, or {@code TOOL_EXECUTION} if it asks for tools. */
    public ScriptedReply withFinishReason(FinishReason reason) {
        return with(response.metadata().toBuilder().finishReason(requireNonNull(reason, "reason")));
    }

    /**
     * Returns this reply without a finish reason, which is how LangChain4j reports a stream that broke before its end: a
     * caller that takes the text for complete is caught.
     */
    @SuppressWarnings("NullAway") // null is LangChain4j's word for "none"
    public ScriptedReply withoutFinishReason() {
        return with(response.metadata().toBuilder().finishReason(null));
    }

    /** Returns this reply with the id of the model that claims to have written it. Default: {@link #MODEL_NAME}. */
    public ScriptedReply withModelName(String name) {
        return with(response.metadata().toBuilder().modelName(Checks.requireText(name, "name")));
    }

    /** Returns this reply streamed in these pieces. */
    public ScriptedReply withPieces(String... newPieces) {
        return new ScriptedReply(response, List.of(newPieces), delay, pause, failure);
    }

    /** Returns this reply streamed in pieces of this many characters, at least 1. Default: 4. */
    public ScriptedReply withPiecesOf(int characters) {
        Checks.requireAtLeast(1, characters, "characters");
        return withPieces(Pieces.of(text(), characters).toArray(String[]::new));
    }

    /** Returns this reply with another delay. Default: none. */
    public ScriptedReply withDelay(Duration newDelay) {
        return new ScriptedReply(response, pieces, newDelay, pause, failure);
    }

    /** Returns this reply with another pause from piece to piece. Default: none. */
    public ScriptedReply withPause(Duration newPause) {
        return new ScriptedReply(response, pieces, delay, newPause, failure);
    }

    /** Returns this reply that fails after its pieces, as when a connection breaks. */
    public ScriptedReply thenFailing(RuntimeException newFailure) {
        return new ScriptedReply(response, pieces, delay, pause, Optional.of(newFailure));
    }

    private ScriptedReply with(ChatResponseMetadata.Builder<?> metadata) {
        ChatResponse newResponse = ChatResponse.builder()
                .aiMessage(response.aiMessage())
                .metadata(metadata.build())
                .build();
        return new ScriptedReply(newResponse, pieces, delay, pause, failure);
    }

    private String text() {
        String text = response.aiMessage().text();
        return text == null ? "" : text;
    }

    private static void requireNotNegative(Duration time, String name) {
        if (requireNonNull(time, name).isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative but is " + time);
        }
    }

    /** Returns the failure, or the text in quotes. */
    @Override
    public String toString() {
        return failure.map(Words::of).orElseGet(() -> "\"" + text() + "\"");
    }
}
