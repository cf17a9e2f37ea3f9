// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tokka.config.ConfigException;
import dev.tokka.config.ConfigLoader;
import dev.tokka.rag.Listening;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What files say of engines, without engines; the module engines answers from real ones. */
class StoreKindsTest {

    private static final String PASSWORD = "correct-horse-battery";

    @TempDir
    Path folder;

    @Test
    void anEngineThatIsNotReachedIsAProblemWithItsPlace() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThatThrownBy(() -> load("{postgres: {url: \"jdbc:postgresql://127.0.0.1:" + port
                        + "/tokka\", schema: desk, user: reader, password: \"${PASSWORD}\"}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(folder.resolve("model.yaml") + ":3:60: postgres: postgres: expected a database")
                .hasMessageContaining("08001")
                .hasMessageNotContaining(PASSWORD);
        assertThatThrownBy(() -> load("{opensearch: {addresses: [\"http://127.0.0.1:" + port + "\"], name: desk}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(
                        folder.resolve("model.yaml") + ":3:62: opensearch: opensearch: expected success")
                .hasMessageContaining("no node was reached");
    }

    @Test
    void credentialsAreSentAndNotShown() throws IOException {
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        server.start();
        String index = "{opensearch: {addresses: [\"http://127.0.0.1:"
                + server.getAddress().getPort() + "\"], name: desk, ";
        try {
            assertThatThrownBy(() -> load(index + "user: reader, password: \"${PASSWORD}\"}}"))
                    .hasMessageContaining("status 401")
                    .hasMessageNotContaining(PASSWORD);
            assertThatThrownBy(() -> load(index + "authorization: \"${PASSWORD}\"}}"))
                    .hasMessageContaining("status 401")
                    .hasMessageNotContaining(PASSWORD);
        } finally {
            server.stop(0);
        }

        // reader:correct-horse-battery
        assertThat(seen).containsExactly("Basic cmVhZGVyOmNvcnJlY3QtaG9yc2UtYmF0dGVyeQ==", PASSWORD);
    }

    @Test
    void noServerIsConnectedToThatMayNotHaveTheDocuments() throws IOException {
        Files.writeString(folder.resolve("egress.yaml"), "rules: [{to: \"http://127.0.0.1:1\", up-to: restricted}]\n");
        String egress = "egress: {policy: egress.yaml, data-class: internal}";
        try (Listening server = Listening.start()) {
            String host = server.address().substring("http://".length());

            assertThatThrownBy(() -> load(
                            "{opensearch: {addresses: [\"" + server.address() + "\"], name: desk, " + egress + "}}"))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("model.yaml:3:")
                    .hasMessageContaining("expected a rule that permits to send to " + server.address());
            assertThatThrownBy(() -> load("{postgres: {url: \"jdbc:postgresql://" + host + "/desk\", " + egress + "}}"))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("expected a rule that permits to send to postgresql://" + host + "/desk");
            assertThatThrownBy(() -> load(
                            "{postgres: {url: \"jdbc:postgresql://" + host + "," + host + "/desk\", " + egress + "}}"))
                    .hasMessageContaining("'postgres' says neither");

            assertThat(server.heard()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{postgres: {url: 'jdbc:postgresql://h/d?user=u&password=p4ssw0rd'}} | expected an address such as jdbc:",
                "{postgres: {url: 'jdbc:h2:mem:p4ssw0rd'}} | without user and password, but found something else",
                "{postgres: {url: 'jdbc:postgresql://h/d', password: p4ssw0rd}} | expected a secret as ${NAME}",
                "{postgres: {}} | expected 'url' (The address as JDBC has it",
                "{opensearch: {addresses: ['http://u:p4ssw0rd@h:1'], name: d}} | expected an address such as http",
                "{opensearch: {addresses: ['http://127.0.0.1:1'], name: Desk}} | name must be a lower-case letter",
                "{opensearch: {addresses: ['http://127.0.0.1:1'], name: d, user: u}} | expected 'user' and 'password'",
                "{opensearch: {addresses: ['http://127.0.0.1:1'], name: d, replicas: -1}} | from 0 to 1024 but found -1",
                "{opensearch: {addresses: [], name: d}} | expected a list of at least 1 but found one of 0"
            })
    void whatIsWrongIsToldWithoutWhatMayBeSecret(String retriever, String message) {
        assertThatThrownBy(() -> load(retriever))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("model.yaml:3:")
                .hasMessageContaining(message)
                .hasMessageNotContaining("p4ssw0rd");
    }

    private void load(String retriever) throws IOException {
        Path file = Files.writeString(
                folder.resolve("model.yaml"),
                "tokka: 1\nmodel:\n  {extractive: , with: [{retrieval: {retriever: " + retriever + "}}]}\n");
        new ConfigLoader()
                .withEnvironment(Map.of("PASSWORD", PASSWORD))
                .load(file)
                .close();
    }
}
