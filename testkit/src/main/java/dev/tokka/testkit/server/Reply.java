// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/** What is written to one client, with one fault at most. */
final class Reply {

    /** More than is ever written: a body that is announced and does not come is a broken connection. */
    private static final long NEVER_REACHED = 1 << 30;

    private final HttpExchange exchange;
    private final CountDownLatch serverClosed;

    Reply(HttpExchange exchange, CountDownLatch serverClosed) {
        this.exchange = exchange;
        this.serverClosed = serverClosed;
    }

    void whole(int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    void refused(Refusal refusal) throws IOException {
        refusal.retryAfter()
                .ifPresent(seconds -> exchange.getResponseHeaders().set("Retry-After", Long.toString(seconds)));
        whole(refusal.status(), "application/json", OpenAiJson.error(refusal.message()));
    }

    /** Writes the first half of a body and breaks the connection. */
    void half(String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
        exchange.getResponseBody().flush();
    }

    /** Writes nothing as long as the server runs. */
    void nothing() throws InterruptedException {
        serverClosed.await();
    }

    /** Begins a stream of events, which breaks in the end if {@code breaks}. */
    OutputStream events(boolean breaks) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, breaks ? NEVER_REACHED : 0);
        return exchange.getResponseBody();
    }
}
