// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import dev.tokka.Attributes;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.rag.Documents;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.index.IngestReport;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** An index as the rules of every store see it: its own methods under the names of the rules. */
public record OpenedStore<I extends Retriever & Documents>(
        I index,
        Function<List<SourceDocument>, IngestReport> writing,
        Consumer<String> removal,
        Supplier<List<String>> ids,
        Runnable closing)
        implements StoreRules.Store {

    @Override
    public IngestReport ingest(List<SourceDocument> documents) {
        return writing.apply(documents);
    }

    @Override
    public List<Passage> retrieve(Query query) {
        return index.retrieve(query);
    }

    @Override
    public List<Passage> passages(String document, Attributes asker) {
        return index.passages(document, asker);
    }

    @Override
    public void remove(String id) {
        removal.accept(id);
    }

    @Override
    public List<String> documents() {
        return ids.get();
    }

    @Override
    public void close() {
        closing.run();
    }
}
