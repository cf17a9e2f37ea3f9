// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.meditron;

import dev.tokka.Example;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.benchmark.BenchmarkFormatException;
import dev.tokka.evaluation.benchmark.Row;
import dev.tokka.evaluation.benchmark.Rows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * MedMCQA (Pal et al. 2022): questions of the entrance examinations of medical schools in India, with four options.
 *
 * <p>Files: the parts {@code train} (182,822 rows) and {@code validation} (4,183) of Hugging Face
 * openlifescienceai/medmcqa (Apache-2.0), or {@code train.json} and {@code dev.json} of the original. Columns:
 * {@code question}, {@code opa} to {@code opd}, {@code cop}, and if it is there {@code subject_name}, which is the group of a
 * case, and {@code id}; without it a case's id is the number of its row. The test part has no answers and is of no use here.
 *
 * <p>The column {@code cop} counts from 0 at Hugging Face and from 1 in the original. A file in which there is a 0 is taken
 * for the one, a file with a 4 for the other; a file with neither, or with both, is refused.
 *
 * <p>Metrics and protocol: those of the package, over the validation part. Published accuracy of MEDITRON-70B, tuned, at
 * once: 65.1; by self-consistency 66.0.
 *
 * @see <a href="https://proceedings.mlr.press/v174/pal22a.html">Pal et al., MedMCQA (2022)</a>
 */
public final class MedMcQa {

    private static final int OPTIONS = 4;

    private MedMcQa() {}

    /** Returns the questions of a file. */
    public static Benchmark benchmark(Path validation, Asking asking) {
        return Exam.ofChoices("Meditron MedMCQA", OPTIONS, PublishedReading.OF_CHOICES)
                .benchmark(Exam.checked(validation, items(validation)), asking);
    }

    /** Returns the questions of a file as examples, to choose shots from. */
    public static List<Example> examples(Path train) {
        return Exam.checked(train, items(train)).stream()
                .map(Exam.Item::example)
                .toList();
    }

    private static List<Exam.Item> items(Path file) {
        List<Row> rows = Rows.read(file);
        int first = first(file, rows);
        List<Exam.Item> items = new ArrayList<>();
        for (Row row : rows) {
            List<String> options =
                    Stream.of("opa", "opb", "opc", "opd").map(row::text).toList();
            int answer = row.integer("cop", first, first + OPTIONS - 1) - first;
            items.add(new Exam.Item(
                    row.textIfPresent("id").filter(id -> !id.isBlank()).orElse(String.valueOf(items.size() + 1)),
                    Exam.text(row.filled("question"), options),
                    String.valueOf((char) ('A' + answer)),
                    row.textIfPresent("subject_name").orElse("")));
        }
        return items;
    }

    /** Returns the number of the first option. */
    private static int first(Path file, List<Row> rows) {
        boolean zero = false;
        boolean four = false;
        for (Row row : rows) {
            int answer = row.integer("cop", 0, OPTIONS);
            zero |= answer == 0;
            four |= answer == OPTIONS;
        }
        if (zero == four && !rows.isEmpty()) {
            throw new BenchmarkFormatException(
                    file.getFileName() + ", column cop",
                    "numbers from 0 to 3 with a 0 among them, or from 1 to 4 with a 4",
                    zero ? "a 0 and a 4" : "neither a 0 nor a 4");
        }
        return four ? 1 : 0;
    }
}
