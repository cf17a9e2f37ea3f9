// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Whole responses. */
final class Responses {

    private Responses() {}

    static void json(HttpExchange exchange, int status, JsonNode body) throws IOException {
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        send(
                exchange,
                status,
                "application/json; charset=utf-8",
                body.toString().getBytes(UTF_8));
    }

    static void failure(HttpExchange exchange, int status, String kind, String reason) throws IOException {
        json(exchange, status, AnswerJson.failure(kind, reason));
    }

    static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
