// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.model.output.FinishReason;
import dev.tokka.DomainModel;
import dev.tokka.langchain4j.ChatDomainModel;
import dev.tokka.prompting.Prompting;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.testkit.ScriptedChatModel;
import dev.tokka.testkit.ScriptedReply;
import dev.tokka.testkit.cassette.Cassette;
import dev.tokka.testkit.cassette.UseCassette;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service with retrieval over a language model, offline: what the model says comes from cassettes.
 *
 * <p>They were recorded with {@code -Dtokka.cassettes=record}. No language model wrote these replies: they are the scripts
 * below, so that anybody can record them anew. Put a model of your own in the place of the script in a project of yours.
 */
@UseCassette
class CassetteServiceTest {

    private static final String LAPTOP = "My work laptop was stolen on the train. How quickly must I report it?";

    @TempDir
    static Path temp;

    private static LuceneIndex index;

    private Optional<AnswerServer> server = Optional.empty();

    @BeforeAll
    static void ingest() throws IOException {
        Path documents = Files.createDirectories(temp.resolve("documents/en"));
        for (String document : List.of("information-security.md", "payments.md")) {
            Files.copy(Path.of("handbook/en").resolve(document), documents.resolve(document));
        }
        index = LuceneIndex.openLexical(temp.resolve("index"), IndexSettings.DEFAULT);
        index.ingest(temp.resolve("documents"));
    }

    @AfterAll
    static void closeIndex() {
        index.close();
    }

    @AfterEach
    void stop() {
        server.ifPresent(AnswerServer::close);
    }

    private List<Client.Received> ask(String question, Cassette cassette, ScriptedReply script)
            throws IOException, InterruptedException {
        DomainModel model = ChatDomainModel.of(cassette.chatModel(
                        () -> ScriptedChatModel.builder().reply(script).build()))
                .with(Prompting.instructions("Answer in one sentence."))
                .with(Retrieval.from(index).limit(2).weights(index));
        AnswerServer started = AnswerServer.start(0, new Expert(model, index::text), ServiceLimits.DEFAULT, line -> {});
        server = Optional.of(started);
        return new Client(started.uri()).ask(question);
    }

    @Test
    void anAnswerArrivesInPiecesAndItsCitationLeadsToTheQuotedWords(Cassette cassette) throws Exception {
        List<Client.Received> events = ask(
                LAPTOP,
                cassette,
                ScriptedReply.text("A lost or stolen laptop is reported within one hour of being noticed. [1]")
                        .withUsage(420, 18));

        StringBuilder streamed = new StringBuilder();
        events.stream()
                .filter(event -> event.name().equals("token"))
                .forEach(event -> streamed.append(event.data().path("text").asText()));
        assertThat(streamed).hasToString("A lost or stolen laptop is reported within one hour of being noticed. [1]");
        Client.Received end = events.get(events.size() - 1);
        assertThat(end.name()).isEqualTo("answer");
        JsonNode citation = end.data().path("citations").path(0);
        assertThat(citation.path("document").asText()).isEqualTo("en/information-security.md");
        String text = Client.read(new Client(server.orElseThrow().uri())
                        .get("/api/documents/" + citation.path("document").asText())
                        .body())
                .path("text")
                .asText();
        assertThat(text.substring(
                        citation.path("start").asInt(), citation.path("end").asInt()))
                .isEqualTo(citation.path("quote").asText())
                .contains("within one hour of being noticed");
    }

    @Test
    void whatTheModelMakesUpIsNotAnswered(Cassette cassette) throws Exception {
        List<Client.Received> events = ask(
                LAPTOP, cassette, ScriptedReply.text("By carrier pigeon before sunset on the following Sunday. [1]"));

        assertThat(events).extracting(Client.Received::name).containsExactly("abstention");
    }

    @Test
    void whatTheModelDoesNotKnowIsNotKnown(Cassette cassette) throws Exception {
        List<Client.Received> events =
                ask("What does the bank pay for a stolen laptop?", cassette, ScriptedReply.text("I do not know."));

        assertThat(events).extracting(Client.Received::name).containsExactly("abstention");
    }

    @Test
    void whatWasCutOffIsAFailureWithWhatThereWas(Cassette cassette) throws Exception {
        List<Client.Received> events = ask(
                LAPTOP,
                cassette,
                ScriptedReply.text("A lost or stolen laptop is").withFinishReason(FinishReason.LENGTH));

        assertThat(events).extracting(Client.Received::name).containsExactly("failure");
        assertThat(events.get(0).data().path("kind").asText()).isEqualTo("incomplete");
        assertThat(events.get(0).data().path("reason").asText()).isEqualTo("LENGTH");
        assertThat(events.get(0).data().path("partial").asText()).isEqualTo("A lost or stolen laptop is");
    }
}
