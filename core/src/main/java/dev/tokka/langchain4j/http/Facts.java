// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a JSON object from a provider says about the state of the answer, whichever provider it is: those that speak
 * like OpenAI, Ollama, Anthropic and Gemini use names that do not collide.
 *
 * <p>The object is read as a sequence of tokens and not kept, so that a hostile one costs no memory.
 */
final class Facts {

    /** What a provider sent cannot be understood. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    private static final JsonFactory JSON = new JsonFactory();
    private static final int DEEPEST_NAME = 5;
    private static final int MOST_CHOICES = 1024;

    private final Deque<String> names = new ArrayDeque<>();
    private int choices;
    private boolean content;
    private boolean answered;
    private boolean failed;
    private boolean last;
    private boolean unfinished;
    private boolean ping;
    private String finish = "";
    private @Nullable String words;

    private Facts() {}

    /**
     * Reads one JSON object.
     *
     * @throws Malformed if it is something else, or its shape is not the one that such answers have
     */
    static Facts read(byte[] json) throws Malformed {
        Facts facts = new Facts();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Malformed("expected a JSON object");
            }
            facts.object(parser);
            if (parser.nextToken() != null) {
                throw new Malformed("expected one JSON object but more follows");
            }
            return facts;
        } catch (IOException e) { // its message may quote what was received
            throw new Malformed("malformed JSON");
        }
    }

    private void object(JsonParser parser) throws IOException, Malformed {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            names.addLast(parser.currentName());
            parser.nextToken();
            value(parser, String.join(".", names));
            names.removeLast();
        }
    }

    private void value(JsonParser parser, String path) throws IOException, Malformed {
        JsonToken token = parser.currentToken();
        note(parser, token, path);
        if (token == JsonToken.START_OBJECT && names.size() < DEEPEST_NAME) {
            object(parser);
        } else if (token == JsonToken.START_ARRAY && names.size() < DEEPEST_NAME) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                element(parser, path);
            }
        } else {
            parser.skipChildren();
        }
    }

    private void element(JsonParser parser, String path) throws IOException, Malformed {
        if (path.equals("choices")) {
            require(parser.currentToken() == JsonToken.START_OBJECT, "a choice must be an object");
            require(++choices <= MOST_CHOICES, "more than " + MOST_CHOICES + " choices");
        }
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            object(parser);
        } else {
            parser.skipChildren();
        }
    }

    private void note(JsonParser parser, JsonToken token, String path) throws IOException, Malformed {
        switch (path) {
            case "choices" ->
                require(token == JsonToken.START_ARRAY || token == JsonToken.VALUE_NULL, "choices must be an array");
            case "choices.delta", "choices.message", "usage" ->
                require(token == JsonToken.START_OBJECT || token == JsonToken.VALUE_NULL, path + " must be an object");
            case "usage.prompt_tokens", "usage.completion_tokens", "prompt_eval_count", "eval_count" ->
                require(token.isNumeric() || token == JsonToken.VALUE_NULL, path + " must be a number");
            case "choices.delta.tool_calls.id",
                    "choices.delta.tool_calls.function.name",
                    "choices.delta.tool_calls.function.arguments" -> text(parser, token, path);
            case "choices.finish_reason", "candidates.finishReason" ->
                finish = text(parser, token, path).orElse(finish);
            case "choices.text",
                    "choices.delta.content",
                    "choices.delta.reasoning_content",
                    "choices.delta.refusal",
                    "choices.message.content",
                    "choices.message.refusal",
                    "message.content",
                    "message.thinking" -> said(text(parser, token, path));
            case "choices.delta.tool_calls",
                    "choices.delta.function_call",
                    "choices.message.tool_calls",
                    "choices.message.function_call",
                    "choices.message.audio",
                    "message.tool_calls",
                    "candidates.content" -> called(token);
            case "response" -> said(token == JsonToken.VALUE_STRING ? text(parser, token, path) : Optional.empty());
            case "done" -> done(token);
            case "type" -> type(parser.getText());
            default -> failure(parser, token, path);
        }
    }

    private void said(Optional<String> text) {
        answered |= text.isPresent();
        content |= text.filter(some -> !some.isEmpty()).isPresent();
    }

    private void called(JsonToken token) {
        boolean something = token == JsonToken.START_ARRAY || token == JsonToken.START_OBJECT;
        answered |= something;
        content |= something;
    }

    private void done(JsonToken token) {
        last |= token == JsonToken.VALUE_TRUE;
        unfinished |= token == JsonToken.VALUE_FALSE;
    }

    private void type(String type) {
        switch (type) {
            case "error", "response.failed" -> failed = true;
            case "message_stop", "response.completed", "response.incomplete" -> last = true;
            case "ping" -> ping = true;
            default -> {}
        }
    }

    private void failure(JsonParser parser, JsonToken token, String path) throws IOException {
        boolean isText = token == JsonToken.VALUE_STRING;
        switch (path) {
            case "error" -> {
                failed |= token == JsonToken.START_OBJECT
                        || (isText && !parser.getText().isEmpty());
                words = isText ? parser.getText() : words;
            }
            case "object" -> failed |= isText && parser.getText().equals("error");
            case "error.message", "response.error.message" -> words = isText ? parser.getText() : words;
            case "message", "detail" -> words = isText && words == null ? parser.getText() : words;
            default -> {}
        }
    }

    private static Optional<String> text(JsonParser parser, JsonToken token, String path)
            throws IOException, Malformed {
        require(token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NULL, path + " must be a string");
        return token == JsonToken.VALUE_STRING ? Optional.of(parser.getText()) : Optional.empty();
    }

    private static void require(boolean condition, String otherwise) throws Malformed {
        if (!condition) {
            throw new Malformed(otherwise);
        }
    }

    /** Returns how many choices there are. */
    int choices() {
        return choices;
    }

    /** Returns whether this carries something of an answer: text, thoughts or the call of a tool. */
    boolean content() {
        return content;
    }

    /** Returns whether there is an answer, were it empty. */
    boolean answered() {
        return answered;
    }

    /** Returns whether the provider says that it failed. */
    boolean failed() {
        return failed;
    }

    /** Returns whether the model says that the answer is complete. */
    boolean finished() {
        return last || !finish.isEmpty();
    }

    /** Returns why the model says that it stopped; empty if it does not. */
    String finish() {
        return finish;
    }

    /** Returns whether nothing follows. */
    boolean last() {
        return last;
    }

    /** Returns whether the provider says that this is not all. */
    boolean unfinished() {
        return unfinished;
    }

    /** Returns whether this only keeps the connection alive. */
    boolean ping() {
        return ping;
    }

    /** Returns what the provider says about a failure, in its own words. */
    Optional<String> words() {
        return Optional.ofNullable(words);
    }
}
