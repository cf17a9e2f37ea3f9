// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.rag.ExtractiveModel;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.LuceneIndex;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents are read by the ids that the index knows, and nothing else is. */
class DocumentsTest {

    private static final String SECRET = "the safe opens with 7-7-7";

    @TempDir
    static Path temp;

    private static LuceneIndex index;
    private static AnswerServer server;

    @BeforeAll
    static void serve() throws IOException {
        Path documents = Files.createDirectories(temp.resolve("documents/規程"));
        Files.writeString(documents.resolve("金庫 #1.md"), "# 金庫\n\n金庫は7時45分に開けます。\n");
        Files.writeString(temp.resolve("secret.md"), SECRET);
        Files.createSymbolicLink(documents.resolve("link.md"), temp.resolve("secret.md"));
        index = LuceneIndex.openLexical(temp.resolve("index"), IndexSettings.DEFAULT);
        index.ingest(temp.resolve("documents"));
        Expert expert =
                new Expert(new ExtractiveModel(index).with(Retrieval.from(index).weights(index)), index::text);
        server = AnswerServer.start(0, expert, ServiceLimits.DEFAULT, line -> {});
    }

    @AfterAll
    static void close() {
        server.close();
        index.close();
    }

    @Test
    void aDocumentIsFoundByTheIdOfItsCitation() throws Exception {
        Client client = new Client(server.uri());
        Client.Received answer = client.ask("金庫は何時に開けますか。").stream()
                .filter(event -> event.name().equals("answer"))
                .findAny()
                .orElseThrow();
        String id = answer.data().path("citations").path(0).path("document").asText();
        assertThat(id).isEqualTo("規程/金庫 #1.md");

        HttpResponse<String> response = client.get("/api/documents/%E8%A6%8F%E7%A8%8B/%E9%87%91%E5%BA%AB%20%231.md");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Client.read(response.body()).path("text").asText()).contains("金庫は7時45分に開けます。");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.md",
                "%2e%2e%2fsecret.md",
                "..%2Fsecret.md",
                "%E8%A6%8F%E7%A8%8B/../../secret.md",
                "%E8%A6%8F%E7%A8%8B/link.md",
                "..%5csecret.md",
                "%252e%252e%252fsecret.md",
                "..%00/secret.md",
                "....//secret.md",
                "/etc/passwd",
                "%2fetc%2fpasswd",
                "file:///etc/passwd",
                "*",
                "",
            })
    void nothingOutsideTheFolderIs(String path) throws Exception {
        Client client = new Client(server.uri());

        try (Socket socket = client.raw(
                "GET /api/documents/" + path + " HTTP/1.1",
                "Host: " + server.uri().getAuthority(),
                "Connection: close",
                "",
                "")) {
            String response = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(response).startsWith("HTTP/1.1 404 ").doesNotContain(SECRET, "root:");
        }
    }
}
