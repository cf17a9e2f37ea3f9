// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.document.splitter.DocumentSplitters;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import dev.langchain4j.store.embedding.EmbeddingStoreIngestor;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.util.List;

/**
 * Ingestion by LangChain4j with the same encoder, as its users write it: into vectors in memory.
 *
 * @param articles what to ingest
 */
record LangChain4jIngestion(List<SciFact.Article> articles) implements Runnable {

    private static final int MAX_CHARACTERS = 1_200;
    private static final int OVERLAP = 100;

    @Override
    public void run() {
        EmbeddingStoreIngestor ingestor = EmbeddingStoreIngestor.builder()
                .documentSplitter(DocumentSplitters.recursive(MAX_CHARACTERS, OVERLAP))
                .embeddingModel(new BgeSmallEnV15QuantizedEmbeddingModel())
                .embeddingStore(new InMemoryEmbeddingStore<>())
                .build();
        ingestor.ingest(articles.stream().map(LangChain4jIngestion::document).toList());
    }

    private static Document document(SciFact.Article article) {
        return Document.from(article.title() + "\n\n" + article.text(), Metadata.from("id", article.id()));
    }
}
