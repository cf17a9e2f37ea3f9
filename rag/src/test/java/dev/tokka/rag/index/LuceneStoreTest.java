// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.rag.store.OpenedStore;
import dev.tokka.rag.store.StoreRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        return new OpenedStore<>(
                index,
                documents -> index.ingest(documents, IngestListener.NONE),
                index::forget,
                index::documents,
                index::close);
    }
}
