// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import static dev.tokka.langchain4j.http.FaultServer.forever;
import static dev.tokka.langchain4j.http.FaultServer.head;
import static dev.tokka.langchain4j.http.FaultServer.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.sse.DefaultServerSentEventParser;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.tokka.langchain4j.http.FaultServer.Action;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A process with 64 MiB of heap asks a server that does not stop sending, within the default limits. */
class HeapTest {

    /**
     * What one request gets.
     *
     * @param how whether it is {@code streamed} or {@code whole}
     * @param end how it ends
     * @param script what the server does
     */
    private record Endless(String how, String end, List<Action> script) {}

    private static final Action BLOCKS = forever(Duration.ZERO, send("a".repeat(1 << 16)));

    private static final List<Endless> ENDLESS = List.of(
            endless("whole", "TOO_LARGE", head(200, Replies.JSON), BLOCKS),
            endless(
                    "whole",
                    "TOO_LARGE",
                    head(200, Replies.JSON, Replies.CHUNKED),
                    forever(Duration.ZERO, send("4\r\naaaa\r\n".repeat(10_000)))),
            endless("streamed", "TOO_LARGE", head(200, Replies.EVENTS), send("data: "), BLOCKS),
            endless(
                    "streamed",
                    "TOO_LARGE",
                    head(200, Replies.EVENTS),
                    forever(Duration.ZERO, send((": " + "a".repeat(99) + "\n").repeat(1000)))),
            endless(
                    "streamed",
                    "TOO_LARGE",
                    head(200, Replies.EVENTS),
                    forever(Duration.ZERO, send(Replies.token("x").repeat(100)))),
            endless("whole", "PROTOCOL", send("HTTP/1.1 200 OK\r\nX-More: "), BLOCKS),
            endless(
                    "whole",
                    "PROTOCOL",
                    send("HTTP/1.1 200 OK\r\n"),
                    forever(Duration.ZERO, send("X-More: a\r\n".repeat(999)))));

    private static Endless endless(String how, String end, Action... script) {
        return new Endless(how, end, List.of(script));
    }

    @Test
    void whatDoesNotEndIsEndedInASmallHeap() throws IOException, InterruptedException {
        try (FaultServer server = new FaultServer()) {
            ENDLESS.forEach(each -> server.then(each.script().toArray(Action[]::new)));

            assertThat(child(server.url()))
                    .containsExactlyElementsOf(
                            ENDLESS.stream().map(Endless::end).toList());
        }
    }

    private static List<String> child(String url) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeapTest.class.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output.lines().toList();
    }

    /** The child: asks, and prints how each request ended. */
    public static void main(String[] args) throws InterruptedException {
        HttpClient client = new GuardedHttpClientBuilder().build();
        HttpRequest request = HttpRequest.builder()
                .method(HttpMethod.POST)
                .url(args[0] + "/v1/chat/completions")
                .body("{}")
                .build();
        for (Endless each : ENDLESS) {
            try {
                if (each.how().equals("whole")) {
                    client.execute(request);
                } else {
                    stream(client, request);
                }
                System.out.println("complete");
            } catch (TransportException e) {
                System.out.println(e.kind());
            }
        }
    }

    private static void stream(HttpClient client, HttpRequest request) throws InterruptedException {
        CompletableFuture<Void> end = new CompletableFuture<>();
        client.execute(request, new DefaultServerSentEventParser(), new ServerSentEventListener() {
            @Override
            public void onClose() {
                end.complete(null);
            }

            @Override
            public void onError(Throwable failure) {
                end.completeExceptionally(failure);
            }
        });
        try {
            end.get();
        } catch (ExecutionException e) {
            throw (TransportException) e.getCause();
        }
    }
}
