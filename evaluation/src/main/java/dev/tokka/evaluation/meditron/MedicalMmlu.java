// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.meditron;

import dev.tokka.Example;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.benchmark.Row;
import dev.tokka.evaluation.benchmark.Rows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The medical subjects of MMLU (Hendrycks et al. 2021): questions with four options.
 *
 * <p>Files: {@code anatomy_test.csv} and so on in the folder {@code test} of MMLU's archive, from github.com/hendrycks/test
 * (MIT), and {@code anatomy_dev.csv} and so on in {@code dev}: no header; question, four options and a letter. A case's id is
 * its subject and the number of the row, such as {@code anatomy-2}; its subject is its group.
 *
 * <p>Metrics and protocol: those of the package. Published accuracy of MEDITRON-70B, tuned, at once: 73.6; by
 * self-consistency 77.6. It is over {@linkplain #asPublished 1,862 of the 1,871 questions}.
 *
 * @see <a href="https://arxiv.org/abs/2009.03300">Hendrycks et al., Measuring Massive Multitask Language Understanding
 *     (2021)</a>
 */
public final class MedicalMmlu {

    /** The nine subjects, in the published order. */
    public static final List<String> SUBJECTS = List.of(
            "anatomy",
            "college_biology",
            "college_medicine",
            "professional_medicine",
            "medical_genetics",
            "virology",
            "clinical_knowledge",
            "high_school_biology",
            "nutrition");

    /** Those of which shots are chosen: chemistry too, which is not asked. */
    private static final List<String> SUBJECTS_OF_SHOTS = Stream.of(
                    SUBJECTS.subList(0, 8).stream(),
                    Stream.of("high_school_chemistry", "nutrition", "college_chemistry"))
            .flatMap(subjects -> subjects)
            .toList();

    private static final List<String> LETTERS = List.of("A", "B", "C", "D");
    private static final List<String> COLUMNS = List.of("question", "A", "B", "C", "D", "answer");

    private MedicalMmlu() {}

    /** Returns all questions of the nine subjects. */
    public static Benchmark benchmark(Path testFolder, Asking asking) {
        return benchmark("Meditron MMLU-Medical", testFolder, 0, asking);
    }

    /**
     * Returns as many questions as the published numbers are of: without the first one of each subject, which the files used
     * there (Hugging Face lukaemon/mmlu) do not have.
     */
    public static Benchmark asPublished(Path testFolder, Asking asking) {
        return benchmark("Meditron MMLU-Medical, as published", testFolder, 1, asking);
    }

    /**
     * Returns the published examples to choose shots from: those of the nine subjects and of two of chemistry, in their
     * order, without the first one of each subject.
     */
    public static List<Example> examples(Path devFolder) {
        List<Exam.Item> items = new ArrayList<>();
        for (String subject : SUBJECTS_OF_SHOTS) {
            items.addAll(items(devFolder.resolve(subject + "_dev.csv"), subject, 1));
        }
        return items.stream().map(Exam.Item::example).toList();
    }

    private static Benchmark benchmark(String name, Path folder, int skipped, Asking asking) {
        List<Exam.Item> items = new ArrayList<>();
        for (String subject : SUBJECTS) {
            items.addAll(items(folder.resolve(subject + "_test.csv"), subject, skipped));
        }
        PublishedReading reading =
                PublishedReading.OF_CHOICES.afterReasoning(); // as the published program does for MMLU
        return Exam.ofChoices(name, LETTERS.size(), reading).benchmark(items, asking);
    }

    private static List<Exam.Item> items(Path file, String subject, int skipped) {
        List<Exam.Item> items = new ArrayList<>();
        for (Row row : Rows.csvWithoutHeader(file, COLUMNS)) {
            List<String> options = LETTERS.stream().map(row::text).toList();
            items.add(new Exam.Item(
                    subject + "-" + (items.size() + 1),
                    Exam.text(row.filled("question"), options),
                    row.oneOf("answer", LETTERS),
                    subject));
        }
        return Exam.checked(file, items.subList(Math.min(skipped, items.size()), items.size()));
    }
}
