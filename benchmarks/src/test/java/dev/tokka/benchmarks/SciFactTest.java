// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.rag.document.SourceDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SciFactTest {

    @Test
    void titleAndTextOfAnArticleAreNotReadAsMarkdown() {
        SourceDocument document =
                new SciFact.Article("7", "The *daf-2* [Gene]", "    # Ageing <!-- in --> worms").document();

        assertThat(document.blocks()).hasSize(2);
        assertThat(document.blocks().get(1).headings()).containsExactly("The *daf-2* [Gene]");
        assertThat(document.blocks().get(1).span().of(document.text())).isEqualTo("# Ageing <!-- in --> worms");
    }

    @Test
    void topicsAreTheQueriesThatASplitJudges(@TempDir Path folder) throws Exception {
        Files.createDirectory(folder.resolve("qrels"));
        Files.writeString(
                folder.resolve("queries.jsonl"),
                "{\"_id\": \"1\", \"text\": \"first\"}\n{\"_id\": \"2\", \"text\": \"second\"}\n");
        Files.writeString(
                folder.resolve("qrels").resolve("test.tsv"), "query-id\tcorpus-id\tscore\n2\ta\t1\n2\tb\t1\n");

        List<SciFact.Topic> topics = new SciFact(folder).topics("test");

        assertThat(topics).containsExactly(new SciFact.Topic("2", "second", Map.of("a", 1, "b", 1)));
    }
}
