// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.dataset;

import dev.tokka.AnswerForm;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Protocol;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.benchmark.BenchmarkFormatException;
import dev.tokka.evaluation.benchmark.Row;
import dev.tokka.evaluation.benchmark.Rows;
import dev.tokka.evaluation.metric.Classification;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * PubMedQA: questions that titles of papers in medicine ask, answered by yes, no or maybe from the abstract without its
 * conclusion (Jin et al. 2019).
 *
 * <p>Files, of github.com/pubmedqa/pubmedqa (MIT): {@code ori_pqal.json}, the 1,000 labelled questions, an object with
 * {@code QUESTION}, {@code CONTEXTS}, {@code LABELS} and {@code final_decision} for each PubMed id; and
 * {@code test_ground_truth.json}, the decision for each of the 500 ids of the test set. The parts of the abstract are the
 * evidence, each under the name of its section; the conclusion, {@code LONG_ANSWER}, is not given ("reasoning-required").
 *
 * <p>Metrics: accuracy (of always yes 55.2 %, of a person 78.0 %) and macro F1. Protocol: no shots, no instructions.
 *
 * @see <a href="https://aclanthology.org/D19-1259">Jin et al., PubMedQA (2019)</a>
 */
public final class PubMedQa {

    private static final List<String> LABELS = List.of("yes", "no", "maybe");

    private PubMedQa() {}

    /**
     * Returns the questions of the test set, with the abstract as evidence.
     *
     * @param questions {@code ori_pqal.json}
     * @param truth {@code test_ground_truth.json}
     * @throws BenchmarkFormatException also if a test id has no question, or another decision there
     */
    public static Benchmark benchmark(Path questions, Path truth) {
        Collected<String> decisions = new Collected<>(truth);
        for (Row row : Rows.byId(truth, "id")) {
            decisions.add(row, "id", row.filled("id"), row.oneOf("value", LABELS));
        }
        Set<String> missing = new LinkedHashSet<>(decisions.byId().keySet());
        Collected<Case> cases = new Collected<>(questions);
        for (Row row : Rows.byId(questions, "id")) {
            String id = row.filled("id");
            if (missing.remove(id)) {
                cases.add(row, "id", id, item(row, id, decisions.byId()));
            }
        }
        if (!missing.isEmpty()) {
            throw new BenchmarkFormatException(
                    Collected.name(questions),
                    "a question for each id of " + Collected.name(truth),
                    "none for " + missing);
        }
        return new Benchmark(
                "PubMedQA",
                "1",
                cases.all(),
                List.of(Classification.accuracy(), Classification.macroF1(LABELS)),
                Protocol.ZERO_SHOT);
    }

    /** Returns {@link #benchmark} without the abstracts. */
    public static Benchmark withoutContext(Path questions, Path truth) {
        return Given.nothing(benchmark(questions, truth));
    }

    /** Returns the abstract of each question of the file, without its conclusion, under the id of its case. */
    public static List<BenchmarkDocument> documents(Path questions) {
        Collected<BenchmarkDocument> documents = new Collected<>(questions);
        for (Row row : Rows.byId(questions, "id")) {
            String id = row.filled("id");
            documents.add(row, "id", id, new BenchmarkDocument(id, "", String.join("\n\n", contexts(row))));
        }
        return documents.all();
    }

    private static Case item(Row row, String id, Map<String, String> decisions) {
        String decision = decisions.getOrDefault(id, "");
        if (!row.oneOf("final_decision", LABELS).equals(decision)) {
            throw row.wrong("final_decision", decision + ", as the ground truth says", row.text("final_decision"));
        }
        Question question = Question.of(row.filled("QUESTION"))
                .withForm(new AnswerForm.OneOf(LABELS))
                .plusEvidence(passages(row, id));
        return Case.of(id, question, new Expected.Label(decision)).withTag(Tags.LANGUAGE, "en");
    }

    private static List<Passage> passages(Row row, String id) {
        List<String> contexts = contexts(row);
        List<String> sections = row.texts("LABELS");
        if (sections.size() != contexts.size()) {
            throw row.wrong("LABELS", contexts.size() + " of them, one for each context", sections.toString());
        }
        List<Passage> passages = new ArrayList<>();
        for (int i = 0; i < contexts.size(); i++) {
            List<String> headings = sections.get(i).isBlank() ? List.of() : List.of(sections.get(i));
            passages.add(Given.passage(id + "#" + (i + 1), id, headings, contexts.get(i)));
        }
        return passages;
    }

    private static List<String> contexts(Row row) {
        List<String> contexts = row.texts("CONTEXTS");
        if (contexts.isEmpty() || contexts.stream().anyMatch(String::isBlank)) {
            throw row.wrong("CONTEXTS", "at least one text, none blank", contexts.toString());
        }
        return contexts;
    }
}
