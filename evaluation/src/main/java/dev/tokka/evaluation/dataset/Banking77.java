// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.dataset;

import dev.tokka.AnswerForm;
import dev.tokka.Example;
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
import java.util.List;

/**
 * BANKING77: what customers of a bank write, and which of 77 intents they have (Casanueva et al. 2020).
 *
 * <p>Files, of github.com/PolyAI-LDN/task-specific-datasets (CC BY 4.0): {@code train.csv} (10,003 rows) and
 * {@code test.csv} (3,080), with the columns {@code text} and {@code category}. The labels are the categories of the
 * training rows in the order of their first appearance, which is that of {@code categories.json}. A case's id is the number
 * of its row.
 *
 * <p>Metrics: accuracy (93.4 % with all training rows, as the paper reports) and macro F1. Protocol: no shots, no
 * instructions; {@link #examples} are there to choose shots from. Six messages of the test are in the training rows too:
 * a {@link Benchmark} refuses those as shots.
 *
 * @see <a href="https://aclanthology.org/2020.nlp4convai-1.5">Casanueva et al., Efficient Intent Detection with Dual
 *     Sentence Encoders (2020)</a>
 */
public final class Banking77 {

    private static final String LABEL = "category";

    private Banking77() {}

    /**
     * Returns the test messages.
     *
     * @param train {@code train.csv}, for its labels alone
     * @param test {@code test.csv}
     * @throws BenchmarkFormatException also if a test row has a category that no training row has
     */
    public static Benchmark benchmark(Path train, Path test) {
        List<String> labels =
                examples(train).stream().map(Example::answer).distinct().toList();
        if (labels.size() < 2) {
            throw new BenchmarkFormatException(Collected.name(train), "at least two categories", labels.toString());
        }
        AnswerForm form = new AnswerForm.OneOf(labels);
        Collected<Case> cases = new Collected<>(test);
        Rows.forEach(test, row -> {
            String id = Integer.toString(cases.size() + 1);
            String label = row.oneOf(LABEL, labels);
            Question question = Question.of(row.filled("text")).withForm(form);
            cases.add(row, "text", id, item(id, question, label));
        });
        return new Benchmark(
                "BANKING77",
                "1",
                cases.all(),
                List.of(Classification.accuracy(), Classification.macroF1(labels)),
                Protocol.ZERO_SHOT);
    }

    /** Returns the rows of a file, such as {@code train.csv}, as examples: a message and its category. */
    public static List<Example> examples(Path train) {
        List<Example> examples = new ArrayList<>();
        Rows.forEach(train, row -> examples.add(example(row)));
        if (examples.isEmpty()) {
            throw new BenchmarkFormatException(Collected.name(train), "at least one row", "none");
        }
        return List.copyOf(examples);
    }

    private static Example example(Row row) {
        return new Example(row.filled("text"), row.filled(LABEL));
    }

    private static Case item(String id, Question question, String label) {
        return Case.of(id, question, new Expected.Label(label))
                .withTag(Tags.GROUP, label)
                .withTag(Tags.LANGUAGE, "en");
    }
}
