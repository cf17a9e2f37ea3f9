// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.service;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Serves what is read: the page and the texts of the documents. No path of a request ever becomes that of a file. */
final class FileHandler implements HttpHandler {

    private static final String DOCUMENTS = "/api/documents/";

    private static final Map<String, PageFile> PAGE = Map.of(
            "/", new PageFile("index.html", "text/html; charset=utf-8"),
            "/app.css", new PageFile("app.css", "text/css; charset=utf-8"),
            "/app.js", new PageFile("app.js", "text/javascript; charset=utf-8"),
            "/source.js", new PageFile("source.js", "text/javascript; charset=utf-8"),
            "/stream.js", new PageFile("stream.js", "text/javascript; charset=utf-8"),
            "/words.js", new PageFile("words.js", "text/javascript; charset=utf-8"),
            "/icon.svg", new PageFile("icon.svg", "image/svg+xml"));

    private final Function<String, Optional<String>> documents;

    FileHandler(Function<String, Optional<String>> documents) {
        this.documents = documents;
    }

    private record PageFile(String resource, String type) {

        byte[] bytes() throws IOException {
            try (InputStream in = FileHandler.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IllegalStateException("the page lacks its " + resource);
                }
                return in.readAllBytes();
            }
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        PageFile file = PAGE.get(path);
        if (!exchange.getRequestMethod().equals("GET")) {
            exchange.getResponseHeaders().set("Allow", "GET");
            Responses.failure(exchange, 405, "rejected", "METHOD");
        } else if (file != null) {
            exchange.getResponseHeaders().set("Cache-Control", "no-cache");
            Responses.send(exchange, 200, file.type(), file.bytes());
        } else if (path.startsWith(DOCUMENTS)) {
            document(exchange, path.substring(DOCUMENTS.length()));
        } else {
            Responses.failure(exchange, 404, "rejected", "NOT_FOUND");
        }
    }

    private void document(HttpExchange exchange, String id) throws IOException {
        Optional<String> text = documents.apply(id);
        if (text.isEmpty()) {
            Responses.failure(exchange, 404, "rejected", "NO_DOCUMENT");
            return;
        }
        Responses.json(
                exchange,
                200,
                JsonNodeFactory.instance.objectNode().put("document", id).put("text", text.get()));
    }
}
