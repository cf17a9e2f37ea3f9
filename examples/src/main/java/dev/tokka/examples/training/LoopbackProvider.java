// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.training;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands for a provider on this machine: the fine-tuning API and chat completions of OpenAI's shape, over HTTP on loopback.
 *
 * <p>It has no language model. What it calls training is learning the rows by heart, a step each time that the job is asked for; its
 * tuned model says what the row with the most words in common says, and its base knows nothing. So the example shows the whole way,
 * and nothing about how good a real model would be.
 */
final class LoopbackProvider implements AutoCloseable {

    private static final int STEPS = 5;
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern UPLOAD = Pattern.compile(
            "(?s)(--\\S+)\r\n.*?filename=\"([^\"]+)\"\r\nContent-Type: application/jsonl\r\n\r\n(.*)\r\n--\\S+--\r\n");

    private final HttpServer server;
    private final Map<String, ObjectNode> files = new LinkedHashMap<>();
    private final Map<String, String> contents = new LinkedHashMap<>();
    private final Map<String, ObjectNode> jobs = new LinkedHashMap<>();
    private final Map<String, LearnedRows> models = new LinkedHashMap<>();

    private LoopbackProvider(HttpServer server) {
        this.server = server;
    }

    /** Starts it on a free port of the loopback address. */
    static LoopbackProvider start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        LoopbackProvider provider = new LoopbackProvider(server);
        server.createContext("/v1/", provider::handle);
        server.start();
        return provider;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String path = exchange.getRequestURI().getPath().substring("/v1".length());
            ObjectNode answer = answer(exchange.getRequestMethod(), path, body);
            byte[] bytes = answer.toString().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.has("error") ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private synchronized ObjectNode answer(String method, String path, String body) throws IOException {
        boolean post = method.equals("POST");
        if (path.equals("/chat/completions")) {
            return chat(JSON.readTree(body));
        }
        if (path.equals("/files")) {
            return post ? file(body) : list(files.values());
        }
        if (path.equals("/fine_tuning/jobs")) {
            return post ? job(JSON.readTree(body)) : list(jobs.values());
        }
        String[] parts = path.split("/", -1);
        ObjectNode job = parts.length > 3 ? jobs.get(parts[3]) : null;
        if (job == null) {
            ObjectNode none = JsonNodeFactory.instance.objectNode();
            none.putObject("error").put("message", "There is no " + path);
            return none;
        }
        if (path.endsWith("/events")) {
            List<ObjectNode> events = new ArrayList<>();
            job.withArray("events").forEach(each -> events.add((ObjectNode) each));
            return list(events);
        }
        return path.endsWith("/cancel") ? job.put("status", "cancelled") : step(job);
    }

    private ObjectNode file(String body) {
        Matcher upload = UPLOAD.matcher(body);
        if (!upload.matches()) {
            throw new IllegalArgumentException("expected an upload");
        }
        ObjectNode file = JsonNodeFactory.instance
                .objectNode()
                .put("id", "file-" + (files.size() + 1))
                .put("filename", upload.group(2))
                .put("bytes", upload.group(3).getBytes(UTF_8).length)
                .put("status", "processed");
        files.put(file.path("id").asText(), file);
        contents.put(file.path("id").asText(), upload.group(3));
        return file;
    }

    private ObjectNode job(JsonNode wanted) {
        ObjectNode job = wanted.<ObjectNode>deepCopy()
                .put("id", "ftjob-" + (jobs.size() + 1))
                .put("status", "queued");
        jobs.put(job.path("id").asText(), job);
        return job;
    }

    private ObjectNode step(ObjectNode job) throws IOException {
        ArrayNode events = job.withArray("events");
        int step = events.size() + 1;
        if (job.has("fine_tuned_model") || job.path("status").asText().equals("cancelled")) {
            return job;
        }
        ObjectNode event =
                JsonNodeFactory.instance.objectNode().put("id", "event-" + step).put("message", "Step " + step);
        event.putObject("data").put("step", step).put("total_steps", STEPS).put("train_loss", 2.0 / step);
        events.insert(0, event); // the newest first
        job.put("status", step < STEPS ? "running" : "succeeded");
        if (step == STEPS) {
            LearnedRows learned = LearnedRows.of(
                    contents.getOrDefault(job.path("training_file").asText(), ""));
            String name = "ft:" + job.path("model").asText() + ":"
                    + job.path("suffix").asText();
            models.put(name, learned);
            job.put("fine_tuned_model", name).put("trained_tokens", learned.words());
        }
        return job;
    }

    private ObjectNode chat(JsonNode request) {
        JsonNode messages = request.path("messages");
        String question = messages.path(messages.size() - 1).path("content").asText();
        LearnedRows learned = models.get(request.path("model").asText());
        String text = learned == null ? "I do not know." : learned.answer(question);
        ObjectNode answer =
                JsonNodeFactory.instance.objectNode().put("id", "chat").put("object", "chat.completion");
        ObjectNode choice =
                answer.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
        choice.putObject("message").put("role", "assistant").put("content", text);
        answer.putObject("usage")
                .put("prompt_tokens", 1)
                .put("completion_tokens", 1)
                .put("total_tokens", 2);
        return answer.put("model", request.path("model").asText());
    }

    private static ObjectNode list(Collection<ObjectNode> all) {
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("has_more", false);
        list.putArray("data").addAll(List.copyOf(all));
        return list;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
