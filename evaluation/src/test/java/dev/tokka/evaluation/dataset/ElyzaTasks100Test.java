// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.dataset;

import static dev.tokka.evaluation.benchmark.TestFiles.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.benchmark.TestFiles;
import dev.tokka.evaluation.judge.CaseOutcome;
import dev.tokka.evaluation.judge.Judging;
import dev.tokka.evaluation.judge.Rubric;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElyzaTasks100Test {

    @TempDir
    Path folder;

    @Test
    void tasksExpectTheBestAnswerAndWhatTheGradeDependsOn() {
        Path file = TestFiles.write(
                folder.resolve("test.csv"), "input,output,eval_aspect\n三つ挙げて,\"一、二、三\",\"- 三つでなければ減点\n\"\n");
        Case only = ElyzaTasks100.benchmark(file).cases().get(0);

        assertThat(only.id()).isEqualTo("1");
        assertThat(only.question().text()).isEqualTo("三つ挙げて");
        assertThat(only.expected()).isEqualTo(new Expected.Graded("一、二、三", "- 三つでなければ減点"));
    }

    @Test
    void theSameAsJsonLinesIsTheSameBenchmark() {
        Path csv = TestFiles.write(folder.resolve("test.csv"), "input,output,eval_aspect\n問,答,\n");
        Path lines = TestFiles.json(
                folder.resolve("test.jsonl"), "{'input_text': '問', 'output_text': '答', 'eval_aspect': ''}\n");

        assertThat(ElyzaTasks100.benchmark(lines).hash())
                .isEqualTo(ElyzaTasks100.benchmark(csv).hash());
    }

    @Test
    void filesThatAreNotAsExpectedAreRefused() {
        assertRefused(
                () -> ElyzaTasks100.benchmark(
                        TestFiles.write(folder.resolve("a.csv"), "input,output,eval_aspect\n問,,観点\n")),
                "a.csv, row 1, column output: expected a text that is not blank");
        assertRefused(
                () -> ElyzaTasks100.benchmark(TestFiles.json(folder.resolve("b.jsonl"), "{'input_text': '問'}\n")),
                "b.jsonl, row 1, column output: expected a text, seen: no such column");
        assertRefused(
                () -> ElyzaTasks100.benchmark(TestFiles.write(folder.resolve("c.csv"), "input,output,eval_aspect\n")),
                "c.csv: expected at least one row, seen: none");
    }

    @Test
    void readsTheRealFileAndIsJudgedByItsRubric() {
        Benchmark benchmark = ElyzaTasks100.benchmark(TestFiles.real("elyza_tasks_100/dataset.jsonl"));
        Case first = benchmark.cases().get(0);
        List<Case> judged = Judging.by(Rubric.elyzaTasks100())
                .cases("base", List.of(new CaseOutcome(first, DataFiles.reply("よく寝る。"))));

        assertThat(benchmark.cases()).hasSize(100);
        assertThat(first.question().text()).isEqualTo("仕事の熱意を取り戻すためのアイデアを5つ挙げてください。");
        assertThat(judged.get(0).question().text()).contains(first.question().text(), "1点減点", "よく寝る。");
        assertThat(DataFiles.value(
                        benchmark, "chrF2", item -> DataFiles.reply(((Expected.Graded) item.expected()).reference())))
                .isEqualTo(100);
    }
}
