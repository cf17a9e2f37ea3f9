// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A server on loopback that streams one fixed reply in the manner of OpenAI, as cheaply as can be: one thread, no JSON
 * read or written, so that what is measured is the client.
 *
 * <p>{@link #main} is what runs in its process: it prints its port, and ends when its standard input does.
 */
final class LoadServer {

    /** The words of the reply, one a token. */
    static final int WORDS = 20;

    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final Selector selector;
    private final long latencyNanos;
    private final ByteBuffer[] pieces;
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::at));

    private LoadServer(Selector selector, Duration latency, boolean paced) {
        this.selector = selector;
        this.latencyNanos = latency.toNanos();
        this.pieces = pieces(paced);
    }

    /** A piece of the reply that is to be written to a connection at a time. */
    private record Due(long at, Connection connection, int piece) {}

    /** One connection, which carries one request after the other. */
    private static final class Connection {

        private final SocketChannel channel;
        private final ByteBuffer request = ByteBuffer.allocate(1 << 14);

        private Connection(SocketChannel channel) {
            this.channel = channel;
        }

        /** Returns whether a whole request has come, and forgets it. */
        private boolean takeRequest() {
            String seen = new String(request.array(), 0, request.position(), US_ASCII);
            int headEnd = seen.indexOf("\r\n\r\n");
            if (headEnd < 0 || request.position() < headEnd + 4 + contentLength(seen)) {
                return false;
            }
            request.clear(); // a client sends the next request after the answer
            return true;
        }

        private static int contentLength(String head) {
            String name = "content-length:";
            int at = head.toLowerCase(Locale.ROOT).indexOf(name);
            return at < 0
                    ? 0
                    : Integer.parseInt(head.substring(at + name.length(), head.indexOf("\r\n", at))
                            .strip());
        }
    }

    /** Serves until standard input ends. Arguments: the latency in milliseconds, and {@code paced} or {@code whole}. */
    public static void main(String... args) throws IOException {
        Thread ender = new Thread(LoadServer::exitWithInput, "end of input");
        ender.setDaemon(true);
        ender.start();
        try (Selector selector = Selector.open();
                ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
            System.out.println(server.socket().getLocalPort());
            new LoadServer(selector, Duration.ofMillis(Long.parseLong(args[0])), args[1].equals("paced")).serve(server);
        }
    }

    private static void exitWithInput() {
        try {
            while (System.in.read() >= 0) {
                // nothing is said to the server; the pipe only lives as long as the measuring process
            }
        } catch (IOException e) {
            // the pipe broke, which says the same
        }
        System.exit(0);
    }

    private void serve(ServerSocketChannel server) throws IOException {
        while (true) {
            writeWhatIsDue();
            long wait = due.isEmpty() ? 1_000 : Math.max(1, (due.peek().at() - System.nanoTime()) / 1_000_000);
            selector.select(key -> handle(key, server), wait);
        }
    }

    private void handle(SelectionKey key, ServerSocketChannel server) {
        try {
            if (key.isAcceptable()) {
                for (SocketChannel accepted = server.accept(); accepted != null; accepted = server.accept()) {
                    accepted.configureBlocking(false);
                    accepted.socket().setTcpNoDelay(true);
                    accepted.register(selector, SelectionKey.OP_READ, new Connection(accepted));
                }
            } else {
                read((Connection) key.attachment());
            }
        } catch (IOException e) {
            key.cancel();
        }
    }

    private void read(Connection connection) throws IOException {
        if (connection.channel.read(connection.request) < 0) {
            connection.channel.close();
        } else if (connection.takeRequest()) {
            due.add(new Due(System.nanoTime() + latencyNanos, connection, 0));
        }
    }

    private void writeWhatIsDue() {
        while (!due.isEmpty() && due.peek().at() <= System.nanoTime()) {
            Due next = due.poll();
            try {
                ByteBuffer piece = pieces[next.piece()].duplicate();
                while (piece.hasRemaining()) {
                    next.connection().channel.write(piece); // a reply is far smaller than the socket's buffer
                }
                if (next.piece() + 1 < pieces.length) {
                    due.add(new Due(next.at() + latencyNanos, next.connection(), next.piece() + 1));
                }
            } catch (IOException e) {
                // the client has gone
            }
        }
    }

    private static ByteBuffer[] pieces(boolean paced) {
        StringBuilder[] texts = new StringBuilder[paced ? WORDS : 1];
        for (int word = 0; word < WORDS; word++) {
            int piece = paced ? word : 0;
            if (texts[piece] == null) {
                texts[piece] = new StringBuilder(word == 0 ? HEAD : "");
            }
            texts[piece].append(chunk(event("{\"content\":\"" + word(word) + "\"}", "null")));
        }
        texts[texts.length - 1]
                .append(chunk(event("{}", "\"stop\"")))
                .append(chunk("data: [DONE]\n\n"))
                .append("0\r\n\r\n");
        ByteBuffer[] pieces = new ByteBuffer[texts.length];
        for (int i = 0; i < texts.length; i++) {
            pieces[i] = ByteBuffer.wrap(texts[i].toString().getBytes(US_ASCII));
        }
        return pieces;
    }

    /** Returns the whole reply, which every call must get. */
    static String reply() {
        return IntStream.range(0, WORDS).mapToObj(LoadServer::word).collect(Collectors.joining());
    }

    private static String word(int n) {
        return "word" + n + (n < WORDS - 1 ? " " : ".");
    }

    private static String event(String delta, String finishReason) {
        return "data: {\"id\":\"load\",\"object\":\"chat.completion.chunk\",\"created\":0,\"model\":\"load\",\"choices\":"
                + "[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finishReason + "}]}\n\n";
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }
}
