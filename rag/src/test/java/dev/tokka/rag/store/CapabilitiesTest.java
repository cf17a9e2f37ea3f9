// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.QueryVectors;
import dev.tokka.rag.index.VectorSettings;
import dev.tokka.rag.store.Capabilities.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilitiesTest {

    /** What the stores keep as they were tested: PostgreSQL without the extension, OpenSearch with k-NN and a replica. */
    static String table() {
        Map<String, Capabilities> stores = new LinkedHashMap<>();
        stores.put("PostgreSQL", PostgresIndex.capabilities(true, false));
        stores.put("OpenSearch", OpenSearchIndex.capabilities(true, true, 1));
        try (EmbeddingStoreRetriever retriever = new EmbeddingStoreRetriever(
                new InMemoryEmbeddingStore<>(), new HashEncoder(), IndexSettings.DEFAULT, "any")) {
            stores.put("LangChain4j", retriever.capabilities());
        }
        return Capabilities.table(stores);
    }

    @Test
    void aPromiseIsKeptOrLacking() {
        Capabilities some = Capabilities.lacking(Map.of(Promise.WORDS, "by meaning only"));

        assertThat(some.keeps(Promise.WORDS)).isFalse();
        assertThat(some.keeps(Promise.MEANING)).isTrue();
        assertThat(some.table())
                .startsWith("| promise | kept |\n|---|---|\n| WORDS | by meaning only |\n| MEANING | yes |\n")
                .hasLineCount(2 + Promise.values().length);
        assertThatThrownBy(() -> new Capabilities(Set.of(), Map.of(Promise.WORDS, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("neither");
    }

    @Test
    void otherStoresRefuseVectorsOfQuestionsThatTheyCannotMake() {
        IndexSettings settings = IndexSettings.DEFAULT.withVectors(
                VectorSettings.DEFAULT.withQueries(QueryVectors.DEFAULT.withFeedback(3, 0.2)));

        assertThatThrownBy(() ->
                        new EmbeddingStoreRetriever(new InMemoryEmbeddingStore<>(), new HashEncoder(), settings, "any"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("feedbackPassages=3")
                .hasMessageContaining("only the embedded index");
        for (String store : List.of("PostgreSQL", "OpenSearch")) {
            assertThatThrownBy(() -> Manifest.requirePlainQueries(settings, store))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(store);
        }
        assertThat(Manifest.requirePlainQueries(IndexSettings.DEFAULT, "any")).isSameAs(IndexSettings.DEFAULT);
    }

    @Test
    void oneTableHoldsManyStores() {
        assertThat(table())
                .startsWith("| promise | PostgreSQL | OpenSearch | LangChain4j |\n|---|---|---|---|\n")
                .contains("| WORDS | yes | yes | by meaning only |\n");
        assertThat(OpenSearchIndex.capabilities(false, false, 0).lacking())
                .containsEntry(Promise.MEANING, "opened without an encoder")
                .containsKey(Promise.LOSS_OF_A_MACHINE);
        assertThat(PostgresIndex.capabilities(false, false).keeps(Promise.MEANING))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"retrieval.md", "retrieval.ja.md"})
    void theGuideShowsTheTable(String page) throws IOException {
        String text = Files.readString(Path.of("..", "docs", page));
        assumeTrue(text.contains("| promise |"), "the guide has no table of stores");

        assertThat(text).contains(table());
    }
}
