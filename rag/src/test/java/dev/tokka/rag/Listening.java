// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tokka.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on this machine that remembers what each connection said to it. */
public final class Listening implements AutoCloseable {

    private final ServerSocket server;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private Listening(ServerSocket server) {
        this.server = server;
    }

    public static Listening start() throws IOException {
        Listening listening = new Listening(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(listening::serve, "listening");
        thread.setDaemon(true);
        thread.start();
        return listening;
    }

    private void serve() {
        while (true) {
            try (Socket socket = server.accept();
                    InputStream in = socket.getInputStream();
                    OutputStream out = socket.getOutputStream()) {
                heard.add(new String(in.readAllBytes(), UTF_8));
                out.write('.');
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    public String address() {
        return "http://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
    }

    public Endpoint endpoint() {
        return Endpoint.of(address());
    }

    /** Says something to it on a connection of its own, and waits until it was heard. */
    public void say(String text) {
        try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
            socket.getOutputStream().write(text.getBytes(UTF_8));
            socket.shutdownOutput();
            if (socket.getInputStream().read() < 0) {
                throw new IOException("nobody listens");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what was heard, a text for each connection. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
