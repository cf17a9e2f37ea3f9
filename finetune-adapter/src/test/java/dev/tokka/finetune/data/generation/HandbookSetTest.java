// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokka.finetune.data.Shared;
import dev.tokka.finetune.data.SourceDocument;
import dev.tokka.finetune.data.StepCount;
import dev.tokka.finetune.data.TrainingRow;
import dev.tokka.finetune.data.TrainingSet;
import dev.tokka.finetune.data.cleaning.Cleaning;
import dev.tokka.finetune.data.cleaning.Cleaning.Cleaned;
import dev.tokka.finetune.data.cleaning.Duplicates;
import dev.tokka.finetune.data.cleaning.Quality;
import dev.tokka.finetune.data.cleaning.SourceCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets of at least 1,000 rows, made of real documents without a model, pass their own checks. */
class HandbookSetTest {

    @TempDir
    private Path folder;

    @Test
    void ofTheHandbookInTwoLanguages() throws IOException {
        check(SourceDocument.markdown(Shared.examples("handbook"), "Apache-2.0"));
    }

    @Test
    void ofTheArticlesOfALaw() throws IOException {
        Map<String, SourceDocument> articles = new LinkedHashMap<>();
        for (JsonNode each : new ObjectMapper()
                .readTree(Files.readString(Shared.data("lawqa_jp/selection.json")))
                .path("samples")) {
            String text = each.path("コンテキスト").asText();
            articles.putIfAbsent(text, SourceDocument.of("article-" + articles.size(), text, "PDL-1.0"));
        }
        check(List.copyOf(articles.values()));
    }

    private void check(List<SourceDocument> documents) throws IOException {
        Map<String, SourceDocument> byId = documents.stream().collect(toMap(SourceDocument::id, each -> each));
        TrainingSet made = RowGeneration.of(DocumentQuestions.inWordings(2), documents)
                .build()
                .run(folder.resolve("made"))
                .set()
                .orElseThrow();
        Cleaned cleaned = Cleaning.NONE
                .thenNew("duplicates", Duplicates::exact)
                .then("sources", new SourceCheck(byId, true))
                .run(made, folder.resolve("cleaned"));
        Cleaned again = Quality.usual().run(cleaned.set(), folder.resolve("again"));

        cleaned.set().verify();
        assertThat(again.set().size()).as(() -> again.counts().toString()).isGreaterThanOrEqualTo(1_000);
        assertThat(cleaned.counts().get(1))
                .isEqualTo(passed("sources", cleaned.set().size()));
        long bad = cleaned.set().size() - again.set().size();
        assertThat(bad)
                .as(() -> again.counts().toString())
                .isLessThanOrEqualTo(cleaned.set().size() / 20);
        try (Stream<TrainingRow> rows = again.set().rows()) {
            assertThat(rows).allSatisfy(row -> assertThat(row.content().given()).doesNotContain("{0}"));
        }
    }

    private static StepCount passed(String step, long rows) {
        return new StepCount(step, rows, rows, Map.of());
    }
}
