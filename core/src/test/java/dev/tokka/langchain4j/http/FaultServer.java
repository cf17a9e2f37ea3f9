// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * An HTTP/1.1 server on the loopback interface that misbehaves as it is told: it answers each request by running a list
 * of actions on the bare socket.
 */
public final class FaultServer implements Closeable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** One thing to do on the connection of a request. */
    @FunctionalInterface
    public interface Action {
        void run(Connection connection) throws IOException;
    }

    /**
     * A request as it arrived.
     *
     * @param line such as {@code POST /v1/chat/completions HTTP/1.1}
     * @param headers by name in lower case
     * @param body as text
     */
    public record Seen(String line, Map<String, String> headers, String body) {}

    private final ServerSocket socket;
    private final ExecutorService threads;
    private final Queue<List<Action>> scripts = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Long> closings = new LinkedBlockingQueue<>();
    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Function<Seen, List<Action>> otherwise = request -> List.of();

    public FaultServer() {
        try {
            socket = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "fault-server");
            thread.setDaemon(true);
            return thread;
        });
        threads.execute(this::accept);
    }

    /** Answers the next request that has no script yet by these actions, and then closes the connection. */
    public FaultServer then(Action... actions) {
        scripts.add(List.of(actions));
        return this;
    }

    /** Answers every request that has no script of its own by these actions. */
    public FaultServer always(Action... actions) {
        return byRequest(request -> List.of(actions));
    }

    /** Answers every request that has no script of its own by what {@code script} says. */
    public FaultServer byRequest(Function<Seen, List<Action>> script) {
        otherwise = script;
        return this;
    }

    public String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** Returns how many requests were read. */
    public int requests() {
        return seen.size();
    }

    /** Returns how many connections were opened. */
    public int connections() {
        return connections.get();
    }

    /** Returns the next request that was read, waiting for it. */
    public Seen request() throws InterruptedException {
        Seen next = seen.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new AssertionError("no request came");
        }
        return next;
    }

    /** Returns when the client was first seen to have closed a connection, by {@code System.nanoTime}; waits for it. */
    public long clientClosed() throws InterruptedException {
        Long at = closings.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (at == null) {
            throw new AssertionError("the client did not close its connection");
        }
        return at;
    }

    private void accept() {
        try {
            while (true) {
                Socket accepted = socket.accept();
                connections.incrementAndGet();
                threads.execute(() -> serve(accepted));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket accepted) {
        try (accepted) {
            accepted.setTcpNoDelay(true);
            Connection connection = new Connection(accepted);
            boolean more = true;
            while (more) {
                Seen request = connection.readRequest();
                seen.add(request);
                List<Action> script = scripts.poll();
                connection.keepOpen = false;
                for (Action action : script == null ? otherwise.apply(request) : script) {
                    action.run(connection);
                }
                more = connection.keepOpen;
            }
        } catch (IOException e) {
            closings.add(System.nanoTime());
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }

    /** The connection of one client. */
    public static final class Connection {

        private final Socket socket;
        private final InputStream in;
        private boolean keepOpen;

        private Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        /** Does nothing for {@code time}, and fails if the client closes the connection meanwhile. */
        void idle(Duration time) throws IOException {
            long end = System.nanoTime() + time.toNanos();
            long left = time.toMillis();
            while (left > 0) {
                socket.setSoTimeout((int) left);
                try {
                    if (in.read() < 0) {
                        throw new IOException("the client closed the connection");
                    }
                } catch (SocketTimeoutException e) {
                    break;
                }
                left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            }
            socket.setSoTimeout(0);
        }

        private Seen readRequest() throws IOException {
            String line = readLine();
            Map<String, String> headers = new TreeMap<>();
            for (String header = readLine(); !header.isEmpty(); header = readLine()) {
                int colon = header.indexOf(':');
                headers.put(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).strip());
            }
            byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
            return new Seen(line, headers, new String(body, StandardCharsets.UTF_8));
        }

        private String readLine() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    throw new IOException("the client closed the connection");
                }
                line.write(b);
            }
            return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
        }
    }

    /** Sends a status and headers, such as {@code "Content-Type: text/html"}. */
    public static Action head(int status, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return send(head.append("\r\n").toString());
    }

    /** Sends a whole response and keeps the connection. */
    public static Action respond(int status, String body, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length;
        return both(both(head(status, all), send(body)), connection -> connection.keepOpen = true);
    }

    /** Sends text as it is. */
    public static Action send(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return connection -> connection.write(bytes);
    }

    /** Sends text as one chunk. */
    public static Action chunk(String text) {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        return send(Integer.toHexString(length) + "\r\n" + text + "\r\n");
    }

    /** Ends a chunked body as it should be, and keeps the connection. */
    public static Action lastChunk() {
        return both(send("0\r\n\r\n"), connection -> connection.keepOpen = true);
    }

    /** Waits until the client closes the connection. */
    public static Action stall() {
        return connection -> {
            connection.idle(PATIENCE);
            throw new IOException("the client did not close the connection");
        };
    }

    /** Does nothing for a while. */
    public static Action pause(Duration time) {
        return connection -> connection.idle(time);
    }

    /** Does something again and again, until the client closes the connection. */
    public static Action forever(Duration pause, Action action) {
        return connection -> {
            while (true) {
                action.run(connection);
                if (!pause.isZero()) {
                    connection.idle(pause);
                }
            }
        };
    }

    /** Breaks the connection in the middle. */
    public static Action reset() {
        return connection -> {
            connection.socket.setSoLinger(true, 0);
            connection.socket.close();
        };
    }

    /** Ends the sending but goes on to receive. */
    public static Action halfClose() {
        return connection -> {
            connection.socket.shutdownOutput();
            connection.idle(PATIENCE);
        };
    }

    private static Action both(Action first, Action second) {
        return connection -> {
            first.run(connection);
            second.run(connection);
        };
    }
}
