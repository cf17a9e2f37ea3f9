// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.rag.onnx.OnnxEncoder;
import dev.tokka.testkit.RetrieverContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class LuceneIndexContractTest implements RetrieverContract {

    private final OnnxEncoder encoder = OnnxEncoder.bgeSmallEn(1);
    private final List<LuceneIndex> opened = new ArrayList<>();

    @TempDir
    Path temp;

    @BeforeEach
    void ingest() {
        try (LuceneIndex index = LuceneIndex.open(temp.resolve("index"), encoder)) {
            index.ingest(Folders.handbook(temp.resolve("docs")));
        }
    }

    @AfterEach
    void close() {
        opened.forEach(LuceneIndex::close);
        encoder.close();
    }

    @Override
    public Retriever retriever() {
        LuceneIndex index = LuceneIndex.open(temp.resolve("index"), encoder);
        opened.add(index);
        return index;
    }

    @Override
    public Query query() {
        return Query.of("How long can a card payment be disputed?", 3);
    }
}
