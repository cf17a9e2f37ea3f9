// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Serves a model, its documents and a page that asks, on this machine only.
 *
 * <ul>
 *   <li>{@code POST /api/answers} with {@code {"question": "…"}}: the answer as server-sent events.
 *   <li>{@code GET /api/documents/ID}: the text of a document.
 *   <li>{@code GET /}: the page.
 * </ul>
 *
 * <p>There is no login: put the service behind one, and give each question its {@link dev.tokka.Caller}, before others
 * may reach it.
 */
public final class AnswerServer implements AutoCloseable {

    private static final int READERS = 8; // threads for pages and documents, beside those that stream answers

    private final HttpServer server;
    private final Calls calls;
    private final ServiceLimits limits;
    private final ExecutorService threads;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(Daemons.named("watchdog"));
    private final Semaphore idle;
    private final AtomicBoolean closed = new AtomicBoolean();

    private AnswerServer(HttpServer server, Expert expert, ServiceLimits limits, Consumer<String> log) {
        int most = limits.calls() + READERS;
        this.server = server;
        this.limits = limits;
        this.calls = new Calls(expert.model(), limits, log);
        this.threads = Executors.newFixedThreadPool(most, Daemons.named("http"));
        this.idle = new Semaphore(most);
        HttpHandler answers = new AskHandler(calls, limits);
        HttpHandler files = new FileHandler(expert.documents());
        server.setExecutor(threads);
        server.createContext("/", exchange -> handle(isQuestion(exchange) ? answers : files, exchange))
                .getFilters()
                .add(new Guard(clock, limits));
    }

    /**
     * Starts to serve {@code expert} at 127.0.0.1.
     *
     * @param port where to listen; 0 for any that is free
     * @param log takes a line for each failure to answer, without the question
     * @throws IOException if the port is taken
     */
    public static AnswerServer start(int port, Expert expert, ServiceLimits limits, Consumer<String> log)
            throws IOException {
        InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        AnswerServer started =
                new AnswerServer(HttpServer.create(new InetSocketAddress(here, port), 0), expert, limits, log);
        started.server.start();
        return started;
    }

    private static boolean isQuestion(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().equals("/api/answers");
    }

    private void handle(HttpHandler handler, HttpExchange exchange) throws IOException {
        idle.acquireUninterruptibly(); // there are as many as threads
        try {
            handler.handle(exchange);
        } finally {
            idle.release();
        }
    }

    /** Returns the address of the page. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Takes no more questions, lets the answers under way end within the grace, and stops; once. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        calls.close();
        try {
            idle.tryAcquire(limits.calls() + READERS, limits.grace().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
        threads.shutdownNow();
        clock.shutdownNow();
    }
}
