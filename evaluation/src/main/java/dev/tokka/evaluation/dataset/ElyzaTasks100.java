// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.dataset;

import dev.tokka.Question;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Protocol;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.benchmark.Row;
import dev.tokka.evaluation.benchmark.Rows;
import dev.tokka.evaluation.metric.overlap.ChrF;
import java.nio.file.Path;
import java.util.List;

/**
 * ELYZA-tasks-100: a hundred tasks in Japanese, each with an answer of the best grade and with what its grade depends on
 * (ELYZA, 2023).
 *
 * <p>File, of Hugging Face elyza/ELYZA-tasks-100 (CC BY-SA 4.0): {@code test.csv} with the columns {@code input},
 * {@code output} and {@code eval_aspect}, or the same as JSON lines with {@code input_text} and {@code output_text} for the
 * first two. A case's id is the number of its row.
 *
 * <p>The metric of the data set is the mean of grades from 1 to 5 that people or a judge give. A judge is another model,
 * asked after the answers are there: see {@link dev.tokka.evaluation.judge.Judging}, with the rubric
 * {@link dev.tokka.evaluation.judge.Rubric#elyzaTasks100()}. Until then the benchmark has {@link ChrF} against the best
 * answer, which says little of such free answers: choose no model by it. Protocol: no shots, no instructions.
 */
public final class ElyzaTasks100 {

    private ElyzaTasks100() {}

    /** Returns the tasks. */
    public static Benchmark benchmark(Path file) {
        Collected<Case> cases = new Collected<>(file);
        Rows.forEach(file, row -> {
            String id = Integer.toString(cases.size() + 1);
            cases.add(row, "input", id, item(row, id));
        });
        return new Benchmark("ELYZA-tasks-100", "1", cases.all(), List.of(ChrF.standard()), Protocol.ZERO_SHOT);
    }

    private static Case item(Row row, String id) {
        String task = row.filled(row.has("input_text") ? "input_text" : "input");
        String best = row.filled(row.has("output_text") ? "output_text" : "output");
        Expected expected = new Expected.Graded(best, row.text("eval_aspect").strip());
        return Case.of(id, Question.of(task), expected).withTag(Tags.LANGUAGE, "ja");
    }
}
