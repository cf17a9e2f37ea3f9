// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.rag.document.DocumentReader;
import dev.tokka.rag.document.DocumentReaders;
import dev.tokka.rag.document.SentenceWindowChunker;
import dev.tokka.rag.document.SourceDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder with a format of one's own, cut into windows that overlap. */
class OwnReadersTest {

    @Test
    void filesOfAFormatOfYourOwnAreFound(@TempDir Path folder, @TempDir Path directory) throws IOException {
        Files.writeString(folder.resolve("a.ticket"), "Fees are due in May. They are 300 yen. Late fees are 50 yen.");
        Files.writeString(folder.resolve("b.csv"), "card,fee\ngold,5000 yen\nblue,free\n");
        DocumentReader tickets =
                (id, content) -> SourceDocument.plainText(id, new String(content, StandardCharsets.UTF_8));
        IndexSettings settings = IndexSettings.DEFAULT
                .withReaders(DocumentReaders.create().with("ticket", tickets))
                .withChunker(SentenceWindowChunker.of(2, 1));

        try (LuceneIndex index = LuceneIndex.openLexical(directory, settings)) {
            IngestReport report = index.ingest(folder);

            assertThat(report.added()).containsExactly("a.ticket", "b.csv");
            assertThat(index.retrieve(Query.of("late fees", 5)))
                    .extracting(Passage::text)
                    .contains("They are 300 yen. Late fees are 50 yen.", "Fees are due in May. They are 300 yen.");
            assertThat(index.retrieve(Query.of("blue card fee", 1)))
                    .extracting(Passage::text)
                    .containsExactly("card: gold | fee: 5000 yen\ncard: blue | fee: free");
        }
    }
}
