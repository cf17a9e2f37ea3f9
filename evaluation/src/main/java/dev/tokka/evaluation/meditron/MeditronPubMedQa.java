// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.meditron;

import dev.tokka.Example;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.benchmark.BenchmarkFormatException;
import dev.tokka.evaluation.benchmark.Row;
import dev.tokka.evaluation.benchmark.Rows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * PubMedQA (Jin et al. 2019) as Meditron asks it: the parts of an abstract and the question, a line each, as one text; the
 * answer is yes, no or maybe.
 *
 * <p>Files, of github.com/pubmedqa/pubmedqa (MIT): {@code ori_pqal.json}, the 1,000 labelled questions, an object with
 * {@code QUESTION}, {@code CONTEXTS} and {@code final_decision} for each PubMed id, and {@code test_ground_truth.json}, the
 * decision for each of the 500 ids of the test set; for shots {@code pqal_fold0/train_set.json} (450 rows). A case's id is
 * the PubMed id.
 *
 * <p>Metrics and protocol: those of the package, by which "maybe" never is right in the compatible scoring. Published
 * accuracy of MEDITRON-70B, tuned, at once: 80.0; by self-consistency 81.6. The published prompt has no {@code Question: }
 * before this text, which the prompt formats write.
 *
 * @see <a href="https://aclanthology.org/D19-1259">Jin et al., PubMedQA (2019)</a>
 */
public final class MeditronPubMedQa {

    private static final Exam EXAM = Exam.ofAbstracts("Meditron PubMedQA");

    private MeditronPubMedQa() {}

    /**
     * Returns the questions of the test set.
     *
     * @param questions {@code ori_pqal.json}
     * @param truth {@code test_ground_truth.json}
     * @throws BenchmarkFormatException also if a test id has no question, or another decision there
     */
    public static Benchmark benchmark(Path questions, Path truth, Asking asking) {
        Map<String, String> decisions = new LinkedHashMap<>();
        for (Row row : Rows.byId(truth, "id")) {
            decisions.put(row.filled("id"), row.oneOf("value", EXAM.labels()));
        }
        List<Exam.Item> items = new ArrayList<>();
        for (Row row : Rows.byId(questions, "id")) {
            String decision = decisions.remove(row.filled("id"));
            if (decision != null) {
                row.oneOf("final_decision", List.of(decision));
                items.add(item(row));
            }
        }
        if (!decisions.isEmpty()) {
            throw new BenchmarkFormatException(
                    String.valueOf(questions.getFileName()),
                    "a question for each id of " + truth.getFileName(),
                    "none for " + decisions.keySet());
        }
        return EXAM.benchmark(Exam.checked(questions, items), asking);
    }

    /** Returns the questions of a file as examples, to choose shots from. */
    public static List<Example> examples(Path train) {
        List<Exam.Item> items = new ArrayList<>();
        Rows.byId(train, "id").forEach(row -> items.add(item(row)));
        return Exam.checked(train, items).stream().map(Exam.Item::example).toList();
    }

    private static Exam.Item item(Row row) {
        String text = String.join("\n", row.texts("CONTEXTS")) + "\n" + row.filled("QUESTION");
        return new Exam.Item(row.filled("id"), text, row.oneOf("final_decision", EXAM.labels()), "");
    }
}
