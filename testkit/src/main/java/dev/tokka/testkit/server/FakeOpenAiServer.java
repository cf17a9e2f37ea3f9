// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.tokka.DomainModel;
import dev.tokka.langchain4j.DomainChatModel;
import dev.tokka.testkit.ScriptedChatModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * An OpenAI-compatible server on this machine, for tests of services and clients that speak HTTP: chat completions, whole
 * and streamed, answered by a model, with faults where a test wants them.
 *
 * <pre>{@code
 * try (FakeOpenAiServer server = FakeOpenAiServer.start(ScriptedChatModel.replying("500 yen."))) {
 *     server.fail(ServerFault.status(429, Duration.ofSeconds(2)));      // the first request
 *     ... // point the service at server.baseUrl()
 * }
 * }</pre>
 *
 * <p>It listens on a free port of the loopback address only, takes any key and any model name, and keeps no JVM alive.
 * Failures of the model become statuses: rate limits 429, refused requests 400, and so on; a failure in the middle of a
 * stream ends it without {@code [DONE]}. A request that a scripted model does not expect is answered with 500, and {@link
 * #close} throws its error.
 */
public final class FakeOpenAiServer implements AutoCloseable {

    private static final String COMPLETIONS = "POST /v1/chat/completions";

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool(FakeOpenAiServer::daemon);
    private final ChatModel model;
    private final StreamingChatModel streaming;
    private final boolean withModelName;
    private final Queue<ServerFault> faults = new ConcurrentLinkedQueue<>();
    private final Queue<ServedRequest> requests = new ConcurrentLinkedQueue<>();
    private final Queue<EventStream> streams = new ConcurrentLinkedQueue<>();
    private final AtomicReference<AssertionError> unexpected = new AtomicReference<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private FakeOpenAiServer(ChatModel model, StreamingChatModel streaming, boolean withModelName) {
        this.model = requireNonNull(model, "model");
        this.streaming = requireNonNull(streaming, "streaming");
        this.withModelName = withModelName;
        try {
            this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback address", e);
        }
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        startOnDaemon();
    }

    /** Starts a server that says what a test tells it to. */
    public static FakeOpenAiServer start(ScriptedChatModel model) {
        return start(model, model);
    }

    /** Starts a server that answers whole requests with {@code model} and streams with {@code streaming}. */
    public static FakeOpenAiServer start(ChatModel model, StreamingChatModel streaming) {
        return new FakeOpenAiServer(model, streaming, true);
    }

    /** Starts a server that answers with a domain model, as {@link DomainChatModel} says; the name of the model is ignored. */
    public static FakeOpenAiServer start(DomainModel model) {
        DomainChatModel chat = DomainChatModel.of(model);
        return new FakeOpenAiServer(chat, chat, false);
    }

    /** Returns the address to give to clients, such as {@code http://127.0.0.1:49152/v1}. */
    public String baseUrl() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/v1";
    }

    /** Lets the next request that has no fault yet meet this one. */
    public FakeOpenAiServer fail(ServerFault fault) {
        faults.add(requireNonNull(fault, "fault"));
        return this;
    }

    /** Returns what arrived so far. */
    public List<ServedRequest> requests() {
        return List.copyOf(requests);
    }

    /**
     * Stops the server and breaks all connections.
     *
     * @throws AssertionError if a request was unexpected to a scripted model
     */
    @Override
    public void close() {
        closed.countDown();
        streams.forEach(EventStream::abandon);
        http.stop(0);
        threads.shutdownNow();
        AssertionError error = unexpected.get();
        if (error != null) {
            throw new AssertionError(error.getMessage(), error);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String line =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            requests.add(new ServedRequest(line, headers(exchange), body));
            Reply reply = new Reply(exchange, closed);
            if (line.equals(COMPLETIONS)) {
                complete(body, reply);
            } else if (line.equals("GET /v1/models")) {
                reply.whole(200, "application/json", OpenAiJson.models());
            } else {
                reply.whole(404, "application/json", OpenAiJson.error("expected " + COMPLETIONS + " but got " + line));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server was closed
        }
    }

    private void complete(String body, Reply reply) throws IOException, InterruptedException {
        Optional<ServerFault> fault = Optional.ofNullable(faults.poll());
        if (fault.isPresent() && fault.get() instanceof ServerFault.Status status) {
            reply.refused(new Refusal(
                    status.status(), status.retryAfter().map(Refusal::seconds), "the fake server fails on purpose"));
            return;
        }
        if (fault.isPresent() && fault.get() instanceof ServerFault.Html) {
            reply.whole(200, "text/html", "<html><body>Please sign in.</body></html>");
            return;
        }
        try {
            OpenAiRequest request = new OpenAiRequest(OpenAiJson.parse(body));
            if (request.streamed()) {
                stream(request, reply, fault);
            } else {
                whole(request, reply, fault);
            }
        } catch (AssertionError e) {
            unexpected.compareAndSet(null, e);
            reply.refused(new Refusal(500, Optional.empty(), String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            reply.refused(Refusal.of(e, Instant.now()));
        }
    }

    private void whole(OpenAiRequest request, Reply reply, Optional<ServerFault> fault)
            throws IOException, InterruptedException {
        String completion = OpenAiJson.completion(model.chat(request.chat(withModelName)));
        if (fault.isEmpty()) {
            reply.whole(200, "application/json", completion);
        } else if (fault.get() instanceof ServerFault.Stall) {
            reply.nothing();
        } else if (fault.get() instanceof ServerFault.InBandError) {
            reply.whole(200, "application/json", OpenAiJson.error("the fake server fails on purpose"));
        } else {
            reply.half(completion);
        }
    }

    private void stream(OpenAiRequest request, Reply reply, Optional<ServerFault> fault) throws InterruptedException {
        EventStream stream = new EventStream(reply, request.wantsUsage(), fault);
        streams.add(stream);
        if (closed.getCount() == 0) {
            return;
        }
        streaming.chat(request.chat(withModelName), stream);
        stream.await();
        streams.remove(stream);
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        return exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        header -> header.getValue().get(0)));
    }

    /** Its dispatcher inherits from the thread that starts it whether it keeps the JVM alive. */
    private void startOnDaemon() {
        FutureTask<Void> start = new FutureTask<>(http::start, null);
        daemon(start).start();
        try {
            start.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the server started", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the server did not start", e);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "fake OpenAI server");
        thread.setDaemon(true);
        return thread;
    }

    /** Returns the address. */
    @Override
    public String toString() {
        return "FakeOpenAiServer[" + baseUrl() + "]";
    }
}
