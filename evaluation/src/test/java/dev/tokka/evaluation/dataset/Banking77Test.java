// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.dataset;

import static dev.tokka.evaluation.benchmark.TestFiles.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.AnswerForm;
import dev.tokka.Example;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.benchmark.TestFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Banking77Test {

    @TempDir
    Path folder;

    private Path train() {
        return TestFiles.write(
                folder.resolve("train.csv"),
                "text,category\nMy card is gone,lost\n\"No, it is late\",late\nLost!,lost\n");
    }

    private Path test(String rows) {
        return TestFiles.write(folder.resolve("test.csv"), "text,category\n" + rows);
    }

    @Test
    void labelsAreThoseOfTheTrainingRows() {
        Benchmark benchmark = Banking77.benchmark(train(), test("Where is it?,late\n"));
        Case only = benchmark.cases().get(0);

        assertThat(only.id()).isEqualTo("1");
        assertThat(only.question().text()).isEqualTo("Where is it?");
        assertThat(only.question().form()).isEqualTo(AnswerForm.oneOf("lost", "late"));
        assertThat(only.expected()).isEqualTo(new Expected.Label("late"));
        assertThat(only.tag(Tags.GROUP)).hasValue("late");
    }

    @Test
    void trainingRowsAreExamples() {
        assertThat(Banking77.examples(train()))
                .containsExactly(
                        new Example("My card is gone", "lost"),
                        new Example("No, it is late", "late"),
                        new Example("Lost!", "lost"));
    }

    @Test
    void filesThatAreNotAsExpectedAreRefused() {
        assertRefused(
                () -> Banking77.benchmark(train(), test("Where?,stolen\n")),
                "test.csv, row 1, column category: expected one of [lost, late], seen: stolen");
        assertRefused(() -> Banking77.benchmark(train(), test("")), "test.csv: expected at least one row, seen: none");
        assertRefused(
                () -> Banking77.benchmark(train(), test(",lost\n")),
                "test.csv, row 1, column text: expected a text that is not blank");
        Path one = TestFiles.write(folder.resolve("one.csv"), "text,category\na,lost\n");
        assertRefused(
                () -> Banking77.benchmark(one, test("a,lost\n")),
                "one.csv: expected at least two categories, seen: [lost]");
        Path none = TestFiles.write(folder.resolve("none.csv"), "text,category\n");
        assertRefused(() -> Banking77.examples(none), "none.csv: expected at least one row, seen: none");
    }

    @Test
    void readsTheRealFiles() {
        Path train = TestFiles.real("banking77/train.csv");
        Benchmark benchmark = Banking77.benchmark(train, TestFiles.real("banking77/test.csv"));
        List<Example> examples = Banking77.examples(train);

        assertThat(examples).hasSize(10_003);
        assertThat(benchmark.cases()).hasSize(3080);
        assertThat(DataFiles.counts(benchmark, item -> item.tags().getOrDefault(Tags.GROUP, "")))
                .hasSize(77)
                .containsEntry("card_arrival", 40);
        assertThat(benchmark.cases().get(1).question().text())
                .isEqualTo("I still have not received my new card, I ordered over a week ago.");
        assertThat(DataFiles.value(benchmark, "accuracy", item -> DataFiles.reply(label(item))))
                .isOne();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> benchmark.withProtocol(benchmark.protocol().withExamples(examples)))
                .withMessageContaining("no shot may be a case");
    }

    private static String label(Case item) {
        return ((Expected.Label) item.expected()).label();
    }
}
