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
import dev.tokka.evaluation.metric.text.JfinqaMatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * jfinqa: questions that take arithmetic over tables of Japanese annual reports (Ogawa 2025).
 *
 * <p>Files, of Hugging Face ajtgjmdjp/jfinqa and github.com/ajtgjmdjp/jfinqa (Apache License 2.0, the reports Public Data
 * License 1.0): {@code jfinqa_v1.json}, 1,000 rows (550 {@code numerical_reasoning}, 200 {@code consistency_checking}, 250
 * {@code temporal_reasoning}), or {@code jfinqa_lite_v1.json}, 150 of them; with {@code id}, {@code subtask},
 * {@code source_doc_id}, {@code pre_text}, {@code post_text}, {@code table} ({@code headers}, {@code rows}) and {@code qa}
 * ({@code question}, {@code answer}). Hugging Face has the same in flat columns: {@code table_headers}, {@code table_rows},
 * {@code question}, {@code answer}. The texts and the table, as Markdown, are the evidence; the report is the cluster and
 * the subtask the group.
 *
 * <p>Metrics: the authors' numeric match, within 1 %, and exact match, both {@link JfinqaMatch} (all rows: gpt-5.4-mini
 * 93.7, gemini-2.5-flash 89.6, gpt-5.4-nano 78.7). Protocol: no shots, an instruction in Japanese for the form of the
 * answer; the published figures are asked in other words.
 */
public final class Jfinqa {

    private static final List<String> SUBTASKS =
            List.of("numerical_reasoning", "consistency_checking", "temporal_reasoning");

    private static final String INSTRUCTION =
            "計算の過程を書いてもよいですが、最後の行には「Answer:」に続けて答えだけを書いてください。" + "割合には%を、金額には必要な単位を付けてください。";

    private Jfinqa() {}

    /** Returns the questions with the text and the table as evidence. */
    public static Benchmark benchmark(Path file) {
        Collected<Case> cases = new Collected<>(file);
        Rows.forEach(file, row -> {
            String id = row.filled("id");
            cases.add(row, "id", id, item(row, id));
        });
        return new Benchmark(
                "jfinqa",
                "1",
                cases.all(),
                List.of(JfinqaMatch.numericMatch(), JfinqaMatch.exactMatch()),
                Protocol.ZERO_SHOT.withInstructions(List.of(INSTRUCTION)));
    }

    /** Returns {@link #benchmark} without text and table. */
    public static Benchmark withoutContext(Path file) {
        return Given.nothing(benchmark(file));
    }

    private static Case item(Row row, String id) {
        Row qa = row.has("qa") ? row.row("qa") : row;
        String report = row.filled("source_doc_id");
        Question question = Question.of(qa.filled("question"))
                .plusEvidence(List.of(Given.passage(id, report, List.of(), context(row))));
        Case item = Case.of(id, question, new Expected.Texts(List.of(qa.filled("answer"))))
                .withTag(Tags.CLUSTER, report)
                .withTag(Tags.GROUP, row.oneOf("subtask", SUBTASKS))
                .withTag(Tags.LANGUAGE, "ja");
        return row.textIfPresent("accounting_standard")
                .map(standard -> item.withTag("accounting standard", standard))
                .orElse(item);
    }

    private static String context(Row row) {
        boolean nested = row.has("table");
        Row table = nested ? row.row("table") : row;
        String headers = nested ? "headers" : "table_headers";
        List<List<String>> rows = new ArrayList<>();
        rows.add(table.texts(headers));
        rows.addAll(table.table(nested ? "rows" : "table_rows"));
        if (rows.get(0).isEmpty()) {
            throw table.wrong(headers, "at least one column", "none");
        }
        List<String> parts = new ArrayList<>(row.texts("pre_text"));
        parts.add(Given.table(rows));
        parts.addAll(row.texts("post_text"));
        return String.join("\n\n", parts);
    }
}
