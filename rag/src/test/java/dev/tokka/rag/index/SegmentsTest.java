// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Query;
import dev.tokka.rag.document.SourceDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each change leaves a segment, and each segment is searched on its own. */
class SegmentsTest {

    @TempDir
    Path folder;

    @Test
    void manyChangesLeaveFewSegmentsAndEveryDocument() throws IOException {
        try (Directory disk = FSDirectory.open(folder);
                LuceneIndex index = LuceneIndex.open(disk, folder, IndexSettings.DEFAULT)) {
            for (int i = 0; i < 40; i++) {
                String text = "The fee number " + i + " is due.";
                index.ingest(List.of(SourceDocument.plainText("doc-" + i, text)), IngestListener.NONE);
            }

            assertThat(segments()).isLessThanOrEqualTo(16);
            assertThat(IntStream.range(0, 40))
                    .allSatisfy(i -> assertThat(index.retrieve(Query.of("fee number " + i, 1)))
                            .extracting(passage -> passage.source().document())
                            .containsExactly("doc-" + i));
        }
    }

    private int segments() throws IOException {
        try (Directory directory = FSDirectory.open(folder)) {
            return SegmentInfos.readLatestCommit(directory).size();
        }
    }
}
