// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Answer;
import dev.tokka.LoadedModel;
import dev.tokka.config.ConfigException;
import dev.tokka.config.ConfigLoader;
import dev.tokka.prompting.profile.DomainProfile;
import dev.tokka.rag.index.Analysis;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.text.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of the guide to retrieval, and the profile that two modules read. */
class RetrievalFilesGuideTest {

    private static final String GUIDE = "docs/retrieval.md";

    @TempDir
    private Path folder;

    @Test
    void piecesAreComposedInAFile() throws IOException {
        String glossary = "glossary: [{term: laptop, definition: a computer to carry, avoid: [notebook]}]\n";
        Path desk = Files.writeString(
                folder.resolve("desk.md"),
                Files.readString(Path.of("strategies/bank-desk.md")).replace("style:", glossary + "style:"));
        Analysis analysis = Analysis.DEFAULT.withVocabulary(Vocabulary.ofProfile(desk));
        try (LuceneIndex index =
                LuceneIndex.openLexical(folder.resolve("desk-index"), IndexSettings.DEFAULT.withAnalysis(analysis))) {
            index.ingest(Path.of("handbook/en"));
        }
        String file = Documentation.blocks("yaml", GUIDE).get(0);

        assertThatThrownBy(() -> load(file))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        wrong -> assertThat(wrong.problems())
                                .singleElement()
                                .satisfies(problem -> assertThat(problem.message())
                                        .startsWith("expected a directory but found none at ")
                                        .endsWith("ms-marco")));
        String withoutReranker = file.replaceAll("(?m)^ *- reranked.*\n", "");
        try (LoadedModel model = load(withoutReranker)) {
            Answer.Reply reply = model.answer("My work notebook was stolen on the train. How quickly must I report it?")
                    .reply()
                    .orElseThrow();

            assertThat(reply.citations()).isNotEmpty();
            assertThat(model.describe().isOpaque()).isFalse();
        }
    }

    @Test
    void enginesAreNamedAndWhatIsMissingIsTold() throws IOException {
        String file = Documentation.blocks("yaml", GUIDE)
                .get(1)
                .replaceAll("https://search-[12].example.com:9200", "http://127.0.0.1:1");

        assertThatThrownBy(() -> load(file))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        wrong -> assertThat(wrong.problems())
                                .extracting(problem -> problem.line() + " " + problem.message())
                                .satisfiesExactly(
                                        postgres -> assertThat(postgres)
                                                .isEqualTo(
                                                        "9 postgres: expected the dependency org.postgresql:postgresql"
                                                                + " but it is missing: add it"),
                                        openSearch -> assertThat(openSearch)
                                                .startsWith(
                                                        "15 opensearch: opensearch: expected success while opening")));
    }

    @Test
    void theGuidesShowTheSameFiles() throws IOException {
        assertThat(Documentation.blocks("yaml", "docs/retrieval.ja.md"))
                .hasSize(2)
                .isEqualTo(Documentation.blocks("yaml", GUIDE));
    }

    /** A key that only one of the modules knew would end one reader of a file that the other takes. */
    @Test
    void retrievalKnowsEveryKeyOfTheGlossaryOfAProfile() throws IOException {
        JsonMapper json = new JsonMapper();
        JsonNode keys = json.readTree(DomainProfile.schema()).at("/properties/glossary/items/properties");
        ObjectNode term = json.createObjectNode();
        keys.properties().forEach(key -> {
            if (key.getValue().path("type").asText().equals("array")) {
                term.putArray(key.getKey()).add("a form to avoid");
            } else {
                term.put(key.getKey(), "the " + key.getKey());
            }
        });
        Path file = folder.resolve("profile.json");
        json.writeValue(file.toFile(), Map.of("glossary", List.of(term)));

        assertThat(keys.properties()).isNotEmpty();
        assertThat(Vocabulary.ofProfile(file).terms())
                .containsExactly(
                        new Vocabulary.Term("the term", "the reading", List.of("the preferred", "a form to avoid")));
    }

    private LoadedModel load(String contents) throws IOException {
        Path file = Files.writeString(folder.resolve("model.yaml"), contents);
        return new ConfigLoader()
                .withEnvironment(Map.of(
                        "CANARY", "canary-7f3a9", "DESK_PASSWORD", "a-password", "SEARCH_TOKEN", "Bearer a-token"))
                .load(file);
    }
}
