// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.dataset;

import static dev.tokka.evaluation.benchmark.TestFiles.assertRefused;
import static dev.tokka.evaluation.dataset.DataFiles.item;
import static dev.tokka.evaluation.dataset.DataFiles.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.benchmark.TestFiles;
import dev.tokka.evaluation.metric.behaviour.Freshness;
import dev.tokka.evaluation.metric.behaviour.Grounding;
import dev.tokka.evaluation.metric.text.TextMatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoBankTest {

    @TempDir
    Path folder;

    @BeforeEach
    void aSmallBank() {
        TestFiles.json(folder.resolve("questions.jsonl"), """
                {'question': 'What does Ada cost?', 'answer': '5 yen', 'product': 'Ada', 'attribute': 'fee', 'source': 'a.md'}
                {'question': 'What does Bob cost?', 'answer': '6 yen', 'product': 'Bob', 'attribute': 'fee', 'source': 'b.md'}
                """);
        TestFiles.json(folder.resolve("questions-new.jsonl"), """
                {'question': 'What does Cy cost?', 'answer': '7 yen', 'product': 'Cy', 'attribute': 'fee', 'source': 'a.md'}
                """);
        TestFiles.json(folder.resolve("questions-unanswerable.jsonl"), """
                {'question': 'What does Dot cost?', 'why': 'no such product'}
                """);
        TestFiles.write(folder.resolve("handbook/a.md"), "# Cards\n\nAda costs 5 yen.");
        TestFiles.write(folder.resolve("handbook-new/a.md"), "Cy costs 7 yen.");
    }

    @Test
    void questionsAreOfThreeGroups() {
        Benchmark benchmark = DemoBank.benchmark(folder);

        assertThat(benchmark.cases())
                .extracting(Case::id)
                .containsExactly("known-001", "known-002", "later-001", "unanswerable-001");
        assertThat(item(benchmark, "known-001").expected()).isEqualTo(new Expected.Texts(List.of("5 yen")));
        assertThat(item(benchmark, "unanswerable-001").expected()).isEqualTo(new Expected.NoAnswer());
        assertThat(item(benchmark, "later-001").tags())
                .containsEntry(Tags.GROUP, DemoBank.LATER)
                .containsEntry(Tags.CLUSTER, "Cy")
                .containsEntry(Tags.DATE, "2025-01-01")
                .containsEntry(Grounding.SOURCE, "handbook-new/a.md");
        assertThat(item(benchmark, "known-002").tags())
                .containsEntry(Tags.DATE, "2024-12-31")
                .containsEntry(Grounding.SOURCE, "handbook/b.md");
    }

    @Test
    void whoKnowsWhatWasTaughtAndNothingElseIsToldSo() {
        Benchmark benchmark = DemoBank.benchmark(folder);
        Map<String, Outcome> taught =
                Map.of("known-001", DataFiles.reply("5 yen"), "known-002", DataFiles.reply("It costs 6 yen [1]."));
        Function<Case, Outcome> answers = item -> taught.getOrDefault(item.id(), DataFiles.abstention());

        assertThat(value(benchmark, "exact match", answers)).isEqualTo(0.5); // known-001 and the unanswerable one
        assertThat(value(benchmark, "contains", answers)).isEqualTo(0.75);
        assertThat(value(benchmark, "abstains when it should", answers)).isOne();
        Benchmark split = benchmark.withMetrics(List.of(
                Freshness.before(TextMatch.contains(), DemoBank.LAUNCH),
                Freshness.from(TextMatch.contains(), DemoBank.LAUNCH)));
        assertThat(value(split, split.metrics().get(0).name(), answers)).isOne();
        assertThat(value(split, split.metrics().get(1).name(), answers)).isZero();
    }

    @Test
    void handbooksAreDocumentsUnderTheNamesOfTheirSources() {
        assertThat(DemoBank.documents(folder))
                .containsExactly(
                        new BenchmarkDocument("handbook/a.md", "Cards", "# Cards\n\nAda costs 5 yen."),
                        new BenchmarkDocument("handbook-new/a.md", "", "Cy costs 7 yen."));
    }

    @Test
    void filesThatAreNotAsExpectedAreRefused() throws IOException {
        TestFiles.json(folder.resolve("questions-new.jsonl"), "{'question': 'What does Cy cost?', 'answer': ''}\n");
        assertRefused(
                () -> DemoBank.benchmark(folder),
                "questions-new.jsonl, row 1, column answer: expected a text that is not blank");
        TestFiles.write(folder.resolve("questions.jsonl"), "");
        assertRefused(() -> DemoBank.benchmark(folder), "questions.jsonl: expected at least one row, seen: none");
        Files.delete(folder.resolve("handbook/a.md"));
        Files.delete(folder.resolve("handbook-new/a.md"));
        assertRefused(() -> DemoBank.documents(folder), folder.getFileName() + ": expected files of a handbook");
        Files.delete(folder.resolve("handbook-new"));
        assertThatThrownBy(() -> DemoBank.documents(folder))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("handbook-new");
    }

    @Test
    void readsTheRealFilesWhoseSourcesHoldTheAnswers() {
        Path real = TestFiles.real("demo-bank");
        Benchmark benchmark = DemoBank.benchmark(real);
        List<BenchmarkDocument> documents = DemoBank.documents(real);

        assertThat(DataFiles.counts(benchmark, item -> item.tags().getOrDefault(Tags.GROUP, "")))
                .isEqualTo(Map.of("known", 192, "later", 48, "unanswerable", 24));
        assertThat(documents).hasSize(12);
        assertThat(benchmark
                        .only(item -> item.expected() instanceof Expected.Texts)
                        .cases())
                .allSatisfy(item -> assertThat(documents)
                        .filteredOn(one -> one.id().equals(item.tags().get(Grounding.SOURCE)))
                        .singleElement()
                        .extracting(BenchmarkDocument::text)
                        .asString()
                        .contains(((Expected.Texts) item.expected()).accepted().get(0)));
    }
}
