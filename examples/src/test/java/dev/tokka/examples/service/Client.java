// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Asks a service as a program would, and as no well-behaved program would. */
final class Client {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI service;

    Client(URI service) {
        this.service = service;
    }

    record Received(String name, JsonNode data) {}

    /** Returns the events of the answer to {@code question}. */
    List<Received> ask(String question) throws IOException, InterruptedException {
        return events(post(question).body());
    }

    HttpResponse<String> post(String question) throws IOException, InterruptedException {
        return send("POST", "/api/answers", "application/json", json(question));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, "text/plain", "");
    }

    HttpResponse<String> send(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service + path.substring(1)))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", type)
                .timeout(PATIENCE)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    static String json(String question) {
        return JsonNodeFactory.instance.objectNode().put("question", question).toString();
    }

    static List<Received> events(String body) {
        return Pattern.compile("\n\n")
                .splitAsStream(body)
                .filter(block -> block.startsWith("event: "))
                .map(Client::event)
                .toList();
    }

    private static Received event(String block) {
        List<String> lines = block.lines().toList();
        return new Received(
                lines.get(0).substring("event: ".length()), read(lines.get(1).substring("data: ".length())));
    }

    static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new AssertionError("expected JSON but got " + json, e);
        }
    }

    /** Opens a connection and sends {@code lines} as they are. */
    Socket raw(String... lines) throws IOException {
        Socket socket = new Socket(service.getHost(), service.getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.getOutputStream().write(String.join("\r\n", lines).getBytes(UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    /** Asks over a connection that the caller closes when it likes. */
    Socket askRaw(String question) throws IOException {
        String body = json(question);
        return raw(
                "POST /api/answers HTTP/1.1",
                "Host: " + service.getAuthority(),
                "Content-Type: application/json",
                "Content-Length: " + body.getBytes(UTF_8).length,
                "",
                body);
    }
}
