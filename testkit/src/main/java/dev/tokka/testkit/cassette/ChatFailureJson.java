// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import java.util.List;
import java.util.function.Function;

/** Failures of chat models in cassettes: LangChain4j's by their names, any other as LangChain4j's with its name. */
final class ChatFailureJson {

    private static final List<Known> KNOWN = List.of(
            new Known(AuthenticationException.class, AuthenticationException::new),
            new Known(ContentFilteredException.class, ContentFilteredException::new),
            new Known(InternalServerException.class, InternalServerException::new),
            new Known(InvalidRequestException.class, InvalidRequestException::new),
            new Known(ModelNotFoundException.class, ModelNotFoundException::new),
            new Known(RateLimitException.class, RateLimitException::new),
            new Known(TimeoutException.class, TimeoutException::new),
            new Known(UnresolvedModelServerException.class, UnresolvedModelServerException::new),
            new Known(UnsupportedFeatureException.class, UnsupportedFeatureException::new),
            new Known(LangChain4jException.class, LangChain4jException::new));

    private static final String HTTP = "HttpException";

    private ChatFailureJson() {}

    private record Known(Class<? extends RuntimeException> type, Function<String, ? extends RuntimeException> create) {}

    static ObjectNode write(Throwable failure, Rewriting hiding) {
        String message = hiding.of(String.valueOf(failure.getMessage()));
        if (failure instanceof HttpException http) {
            return Json.object()
                    .put("type", HTTP)
                    .put("status", http.statusCode())
                    .put("message", message);
        }
        boolean known = KNOWN.stream().anyMatch(each -> each.type.equals(failure.getClass()));
        return Json.object()
                .put("type", (known ? failure.getClass() : LangChain4jException.class).getSimpleName())
                .put("message", known ? message : failure.getClass().getName() + ": " + message);
    }

    static RuntimeException read(JsonNode json, Rewriting showing) {
        String type = Require.field(json, "type").asText();
        String message = showing.of(Require.field(json, "message").asText());
        if (type.equals(HTTP)) {
            return new HttpException(Require.field(json, "status").asInt(), message);
        }
        for (Known known : KNOWN) {
            if (known.type.getSimpleName().equals(type)) {
                return known.create.apply(message);
            }
        }
        throw new IllegalArgumentException("expected a failure of LangChain4j but found \"" + type + "\"");
    }
}
