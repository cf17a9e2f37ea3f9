// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.Attributes;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.store.StoreRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class LuceneStoreTest extends StoreRules {

    @TempDir
    Path temp;

    /** Opens an index; a subclass gives it an encoder. */
    LuceneIndex index(Path folder, IndexSettings settings) {
        return LuceneIndex.openLexical(folder, settings);
    }

    @Override
    protected Store open(IndexSettings settings) {
        LuceneIndex index;
        try {
            index = index(Files.createTempDirectory(temp, "index"), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Store() {

            @Override
            public IngestReport ingest(List<SourceDocument> documents) {
                return index.ingest(documents, IngestListener.NONE);
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
                index.forget(id);
            }

            @Override
            public List<String> documents() {
                return index.documents();
            }

            @Override
            public void close() {
                index.close();
            }
        };
    }
}
