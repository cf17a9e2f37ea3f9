// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.hosted;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves the fine-tuning API on loopback: a job takes one step each time that it is asked for. */
final class TuningServer implements AutoCloseable {

    static final String KEY = "sk-for-tests";

    private static final int STEPS = 4;
    private static final Pattern UPLOAD = Pattern.compile(
            "(?s)(--\\S+)\r\n.*?filename=\"([^\"]+)\"\r\nContent-Type: application/jsonl\r\n\r\n(.*)\r\n--\\S+--\r\n");

    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Map<String, ObjectNode> files = new LinkedHashMap<>();
    private final Map<String, String> contents = new LinkedHashMap<>();
    private final Map<String, ObjectNode> jobs = new LinkedHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private String outcome = "succeeded";
    private String base = "";

    /** What happens to the next request whose method and path begin with {@code to}. */
    record Fault(String to, boolean afterwards, Handler handler) {}

    interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    TuningServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /** Fails the next such request instead of answering it. */
    void fail(String to, Handler handler) {
        faults.add(new Fault(to, false, handler));
    }

    /** Does what the next such request wants, and then fails to say so. */
    void failAfterwards(String to, Handler handler) {
        faults.add(new Fault(to, true, handler));
    }

    void endAs(String newOutcome) {
        outcome = newOutcome;
    }

    void tellBase(String newBase) {
        base = newBase;
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    long requests(String to) {
        return requests.stream().filter(each -> each.startsWith(to)).count();
    }

    synchronized List<String> uploaded() {
        return List.copyOf(contents.values());
    }

    synchronized List<ObjectNode> jobs() {
        return List.copyOf(jobs.values());
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String what =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        requests.add(what);
        Fault fault = faults.peek();
        boolean hit = fault != null && what.startsWith(fault.to()) && faults.remove(fault);
        if (hit && !fault.afterwards()) {
            fault.handler().handle(exchange);
            return;
        }
        if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "{\"error\": {\"message\": \"Incorrect API key provided.\"}}");
            return;
        }
        String answer = answer(what, new String(body, UTF_8));
        if (hit) {
            fault.handler().handle(exchange);
        } else {
            send(exchange, answer.isEmpty() ? 404 : 200, answer.isEmpty() ? "{}" : answer);
        }
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        if (exchange.getResponseHeaders().getFirst("Content-Type") == null) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized String answer(String what, String body) throws IOException {
        String path = what.substring(what.indexOf(' ') + "/v1".length() + 1);
        if (what.equals("POST /v1/files")) {
            return file(body).toString();
        }
        if (what.equals("GET /v1/files")) {
            return list(List.copyOf(files.values()));
        }
        if (what.equals("POST /v1/fine_tuning/jobs")) {
            return job(new JsonMapper().readTree(body)).toString();
        }
        if (what.equals("GET /v1/fine_tuning/jobs")) {
            return list(List.copyOf(jobs.values()));
        }
        String[] parts = path.split("/", -1);
        ObjectNode job = parts.length > 3 ? jobs.get(parts[3]) : null;
        if (job == null) {
            return "";
        }
        if (path.endsWith("/events")) {
            return list(events(job));
        }
        if (path.endsWith("/cancel")) {
            return job.put("status", "cancelled").toString();
        }
        return step(job).toString();
    }

    private ObjectNode file(String body) {
        Matcher upload = UPLOAD.matcher(body);
        if (!upload.matches()) {
            throw new IllegalArgumentException("no upload");
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
                .put("status", "validating_files")
                .put("steps", 0);
        if (!base.isEmpty()) {
            job.put("model", base);
        }
        jobs.put(job.path("id").asText(), job);
        return job;
    }

    private ObjectNode step(ObjectNode job) {
        if (List.of("succeeded", "failed", "cancelled")
                .contains(job.path("status").asText())) {
            return job;
        }
        int steps = job.path("steps").asInt() + 1;
        job.put("steps", steps).put("status", steps < STEPS ? "running" : outcome);
        if (steps == STEPS) {
            job.put("trained_tokens", 2_000_000);
            if (outcome.equals("succeeded")) {
                job.put(
                        "fine_tuned_model",
                        "ft:" + job.path("model").asText() + ":"
                                + job.path("suffix").asText());
            } else {
                job.putObject("error").put("message", "The loss is no number.");
            }
        }
        return job;
    }

    /** The newest first, as the API has them. */
    private static List<ObjectNode> events(ObjectNode job) {
        List<ObjectNode> events = new ArrayList<>();
        for (int step = job.path("steps").asInt(); step > 0; step--) {
            ObjectNode event = JsonNodeFactory.instance
                    .objectNode()
                    .put("id", "ftevent-" + step)
                    .put("type", "metrics")
                    .put("message", "Step " + step);
            event.putObject("data").put("step", step).put("total_steps", STEPS).put("train_loss", 4.0 / step);
            events.add(event);
        }
        return events;
    }

    private static String list(List<ObjectNode> all) {
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("has_more", false);
        ArrayNode data = list.putArray("data");
        all.forEach(data::add);
        return list.toString();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
