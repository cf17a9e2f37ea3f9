// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/**
 * Answers {@code {"question": "…"}} with a stream of events: {@code token} and {@code restart} while the model writes,
 * then exactly one of {@code answer}, {@code abstention} and {@code failure}.
 *
 * <p>Whoever goes away ends the call: each token and each heartbeat is a write, and a write to nobody fails.
 */
final class AskHandler implements HttpHandler {

    private static final byte[] HEARTBEAT = {':', '\n', '\n'};
    private static final int DRAINED = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Calls calls;
    private final ServiceLimits limits;

    AskHandler(Calls calls, ServiceLimits limits) {
        this.calls = calls;
        this.limits = limits;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            Responses.failure(exchange, 405, "rejected", "METHOD");
            return;
        }
        // A page elsewhere can send a form to this machine, but JSON only if it asks first, which nobody answers.
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            Responses.failure(exchange, 415, "rejected", "CONTENT_TYPE");
            return;
        }
        int mostBytes = 6 * limits.questionCharacters() + 100; // each character may be written as an escape
        byte[] body = exchange.getRequestBody().readNBytes(mostBytes + 1);
        Optional<String> question = body.length > mostBytes ? Optional.empty() : question(body);
        if (body.length > mostBytes || question.filter(this::isTooLong).isPresent()) {
            exchange.getRequestBody().readNBytes(DRAINED); // who is still sending would not hear the reply
            Responses.failure(exchange, 413, "rejected", "TOO_LONG");
        } else if (question.isEmpty()) {
            Responses.failure(exchange, 400, "rejected", "NO_QUESTION");
        } else {
            ask(exchange, question.get());
        }
    }

    private boolean isTooLong(String question) {
        return question.length() > limits.questionCharacters();
    }

    private static Optional<String> question(byte[] body) throws IOException {
        try {
            JsonNode question = JSON.readTree(body).path("question");
            return Optional.of(question.asText()).filter(text -> question.isTextual() && !text.isBlank());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private void ask(HttpExchange exchange, String question) throws IOException {
        Optional<Call> started = calls.start(question);
        if (started.isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            Responses.failure(exchange, 503, "unavailable", "BUSY");
            return;
        }
        try (Call call = started.get()) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(200, 0);
            stream(call, exchange.getResponseBody());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the reader does not read");
        }
    }

    private void stream(Call call, OutputStream out) throws IOException, InterruptedException {
        boolean last = false;
        while (!last) {
            Optional<Event> event = call.next(limits.heartbeat());
            out.write(event.map(Event::bytes).orElse(HEARTBEAT));
            out.flush();
            last = event.map(Event::last).orElse(false);
        }
        out.close();
    }
}
