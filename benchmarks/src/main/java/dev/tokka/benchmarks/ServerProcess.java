// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.tokka.langchain4j.ChatDomainModel;
import dev.tokka.langchain4j.http.GuardedHttpClientBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** A {@link LoadServer} in a process of its own, so that its work is not counted as the client's. */
final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static ServerProcess start(Duration latency, boolean paced) {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        LoadServer.class.getName(),
                        String.valueOf(latency.toMillis()),
                        paced ? "paced" : "whole")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            Process process = builder.start();
            String port = new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII)).readLine();
            if (port == null) {
                throw new IllegalStateException("expected the server to print its port but it ended");
            }
            return new ServerProcess(process, Integer.parseInt(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the address under which an OpenAI client finds the server. */
    String url() {
        return "http://127.0.0.1:" + port + "/v1";
    }

    /** Returns a model that asks the server, streaming or not, over a client of its own. */
    ChatDomainModel model() {
        GuardedHttpClientBuilder client = new GuardedHttpClientBuilder();
        return ChatDomainModel.of(
                        OpenAiChatModel.builder()
                                .httpClientBuilder(client)
                                .baseUrl(url())
                                .apiKey("none")
                                .modelName("load")
                                .build(),
                        OpenAiStreamingChatModel.builder()
                                .httpClientBuilder(client)
                                .baseUrl(url())
                                .apiKey("none")
                                .modelName("load")
                                .build())
                .withTransport(client);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
