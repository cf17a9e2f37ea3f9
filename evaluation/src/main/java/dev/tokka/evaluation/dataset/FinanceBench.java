// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.dataset;

import dev.tokka.Passage;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * FinanceBench: questions on annual and quarterly reports of listed companies, with the passages that prove the answer
 * (Islam et al. 2023).
 *
 * <p>File, of github.com/patronus-ai/financebench (CC BY-NC 4.0): {@code financebench_open_source.jsonl}, 150 rows with
 * {@code financebench_id}, {@code company}, {@code doc_name}, {@code question_type}, {@code question}, {@code answer},
 * {@code justification} and a list {@code evidence} of {@code evidence_text}, {@code evidence_page_num} (from 0),
 * {@code evidence_text_full_page} and {@code doc_name} or {@code evidence_doc_name}. The report is the cluster, the type of
 * the question the group.
 *
 * <p>People graded the answers of the paper as right, wrong or refused. Here a judge does, after the answers are there: see
 * {@link dev.tokka.evaluation.judge.Judging}, with {@link dev.tokka.evaluation.judge.Rubric#correctnessInEnglish()}; how the
 * answer follows, {@code justification}, is its criterion. Until then the benchmark has {@link ChrF} against the answer,
 * which says little: choose no model by it. Protocol: no shots, no instructions; {@link #benchmark} is the paper's "oracle",
 * {@link #withoutContext} its "closed book" or, of a model that searches the reports, its "vector store".
 *
 * @see <a href="https://arxiv.org/abs/2311.11944">Islam et al., FinanceBench (2023)</a>
 */
public final class FinanceBench {

    private static final String PAGE = "evidence_page_num";
    private static final String TEXT = "evidence_text";

    private FinanceBench() {}

    /** Returns the questions with the passages that prove their answers as evidence; empty ones are left out. */
    public static Benchmark benchmark(Path file) {
        Collected<Case> cases = new Collected<>(file);
        Rows.forEach(file, row -> {
            String id = row.filled("financebench_id");
            cases.add(row, "financebench_id", id, item(row, id));
        });
        return new Benchmark("FinanceBench", "1", cases.all(), List.of(ChrF.standard()), Protocol.ZERO_SHOT);
    }

    /** Returns {@link #benchmark} without the passages. */
    public static Benchmark withoutContext(Path file) {
        return Given.nothing(benchmark(file));
    }

    /**
     * Returns the pages on which evidence stands, each once, as {@code 3M_2018_10K#59}: far fewer than the reports have, so
     * that finding them among these is easier than it is among all.
     */
    public static List<BenchmarkDocument> documents(Path file) {
        Map<String, BenchmarkDocument> pages = new LinkedHashMap<>();
        Rows.forEach(file, row -> {
            for (Row evidence : row.rows("evidence")) {
                String text = evidence.textIfPresent("evidence_text_full_page").orElse("");
                String whole = text.isBlank() ? evidence.text(TEXT) : text;
                String id = report(row, evidence) + "#" + page(evidence);
                if (!whole.isBlank()) {
                    pages.putIfAbsent(id, new BenchmarkDocument(id, "", whole));
                }
            }
        });
        return List.copyOf(pages.values());
    }

    private static Case item(Row row, String id) {
        Question question = Question.of(row.filled("question")).plusEvidence(passages(row, id));
        Expected expected = new Expected.Graded(
                row.filled("answer"), row.textIfPresent("justification").orElse(""));
        Case item = Case.of(id, question, expected)
                .withTag(Tags.CLUSTER, row.filled("doc_name"))
                .withTag(Tags.LANGUAGE, "en")
                .withTag("company", row.filled("company"));
        return row.textIfPresent("question_type")
                .map(type -> item.withTag(Tags.GROUP, type))
                .orElse(item);
    }

    private static List<Passage> passages(Row row, String id) {
        List<Passage> passages = new ArrayList<>();
        for (Row evidence : row.rows("evidence")) {
            String text = evidence.text(TEXT);
            if (!text.isBlank()) {
                String passage = id + "#" + (passages.size() + 1);
                List<String> headings = List.of("page " + page(evidence));
                passages.add(Given.passage(passage, report(row, evidence), headings, text));
            }
        }
        return passages;
    }

    private static int page(Row evidence) {
        return evidence.integer(PAGE, 0, Integer.MAX_VALUE);
    }

    private static String report(Row row, Row evidence) {
        return evidence.textIfPresent("evidence_doc_name")
                .or(() -> evidence.textIfPresent("doc_name"))
                .filter(name -> !name.isBlank())
                .orElseGet(() -> row.filled("doc_name"));
    }
}
