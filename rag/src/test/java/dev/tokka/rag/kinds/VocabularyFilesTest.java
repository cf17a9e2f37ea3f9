// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.DomainModel;
import dev.tokka.LoadedModel;
import dev.tokka.config.ConfigException;
import dev.tokka.config.ConfigLoader;
import dev.tokka.rag.ExtractiveModel;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.TermWeights;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.query.QueryWriters;
import dev.tokka.rag.text.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The glossary of a profile is the vocabulary of an index and expands questions. */
class VocabularyFilesTest {

    @TempDir
    Path folder;

    private Path profile;
    private IndexSettings settings;

    @BeforeEach
    void ingest() throws IOException {
        profile = Files.writeString(folder.resolve("desk.md"), """
                ---
                profile: 窓口
                version: "1"
                role: 窓口の担当者を助けます。
                glossary:
                  - {term: 特化型預金, reading: トッカガタヨキン, definition: 目的を決めた預金, avoid: [目的預金]}
                ---

                簡潔に答えます。
                """);
        settings = IndexSettings.DEFAULT.withAnalysis(
                IndexSettings.DEFAULT.analysis().withVocabulary(Vocabulary.ofProfile(profile)));
        Path documents = Files.createDirectory(folder.resolve("documents"));
        Files.writeString(documents.resolve("a.md"), "# 預金\n\n特化型預金の金利は年一パーセントです。\n");
        try (LuceneIndex index = LuceneIndex.openLexical(folder.resolve("index"), settings)) {
            index.ingest(documents);
        }
    }

    @Test
    void oneProfileIsTheDictionaryOfTheIndexAndExpandsQuestions() throws IOException {
        try (LoadedModel model =
                        load("{index: index, vocabulary: desk.md, queries: {expanding: {vocabulary: desk.md}}}");
                LuceneIndex index = LuceneIndex.openLexical(folder.resolve("index"), settings)) {
            DomainModel made = new ExtractiveModel(TermWeights.uniform())
                    .with(Retrieval.from(index).queries(QueryWriters.expanding(Vocabulary.ofProfile(profile))));

            assertThat(model.describe()).isEqualTo(made.describe());
            assertThat(model.answer("目的預金の金利は何パーセントですか。").trace().steps())
                    .anySatisfy(step -> assertThat(step.details()).containsEntry("formsAdded", "1"));
        }
    }

    @Test
    void anIndexRefusesAnotherVocabulary() throws IOException {
        Files.writeString(folder.resolve("terms.csv"), "form\n定期預金\n");

        assertThatThrownBy(() -> load("{index: index, vocabulary: terms.csv}").close())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("model.yaml:2:42: retrieval: expected an index with analysis and vectors")
                .hasMessageContaining("words of a vocabulary");
        assertThatThrownBy(() -> load("{index: index}").close()).hasMessageContaining("analysis and vectors");
        Files.writeString(profile, Files.readString(profile).replace("[目的預金]", "[目的預金, 別預金]"));
        assertThatThrownBy(() -> load("{index: index, vocabulary: desk.md}").close())
                .hasMessageContaining("words of a vocabulary");
    }

    @Test
    void whatIsWrongInAProfileIsToldWithBothPlaces() throws IOException {
        Files.writeString(profile, Files.readString(profile).replace("avoid:", "avoids:"));

        assertThatThrownBy(() -> load("{index: index, vocabulary: desk.md}").close())
                .hasMessageContaining("model.yaml:2:69: ")
                .hasMessageContaining(profile + ":6:")
                .hasMessageContaining("found 'avoids' (did you mean 'avoid'?)");
    }

    private LoadedModel load(String retrieval) throws IOException {
        Path file = Files.writeString(
                folder.resolve("model.yaml"),
                "tokka: 1\nmodel: {extractive: , with: [{retrieval: " + retrieval + "}]}\n");
        return new ConfigLoader().load(file);
    }
}
