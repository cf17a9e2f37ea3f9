// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.meditron;

import dev.tokka.Example;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.benchmark.Row;
import dev.tokka.evaluation.benchmark.Rows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * MedQA (Jin et al. 2020): questions in the style of the licensing examination of physicians in the USA.
 *
 * <p>Files: {@code questions/US/train.jsonl} (10,178 rows) and {@code test.jsonl} (1,273) of github.com/jind11/MedQA (MIT)
 * with five options, and {@code questions/US/4_options} or Hugging Face GBaker/MedQA-USMLE-4-options (CC BY 4.0) with four.
 * Columns: {@code question}, {@code options}, which is an object of letters and texts or, as in bigbio/med_qa, a list of
 * {@code key} and {@code value}, and {@code answer_idx}, the letter. A case's id is the number of its row.
 *
 * <p>Metrics and protocol: those of the package. Published accuracy of MEDITRON-70B, tuned, at once: 60.7 with five options
 * and 65.4 with four; by self-consistency 64.4 and 70.2.
 *
 * @see <a href="https://arxiv.org/abs/2009.13081">Jin et al., What Disease does this Patient Have? (2020)</a>
 */
public final class MedQa {

    private static final int FIVE = 5;
    private static final int FOUR = 4;

    private MedQa() {}

    /** Returns the questions of a file, each with five options. */
    public static Benchmark fiveOptions(Path test, Asking asking) {
        return benchmark("Meditron MedQA", FIVE, test, asking);
    }

    /** Returns the questions of a file, each with four options. */
    public static Benchmark fourOptions(Path test, Asking asking) {
        return benchmark("Meditron MedQA-4", FOUR, test, asking);
    }

    /** Returns the questions of a file with five or with four options as examples, to choose shots from. */
    public static List<Example> examples(Path train) {
        return Exam.checked(train, items(train, FOUR, FIVE)).stream()
                .map(Exam.Item::example)
                .toList();
    }

    private static Benchmark benchmark(String name, int options, Path test, Asking asking) {
        return Exam.ofChoices(name, options, PublishedReading.OF_CHOICES)
                .benchmark(Exam.checked(test, items(test, options, options)), asking);
    }

    private static List<Exam.Item> items(Path file, int least, int most) {
        List<Exam.Item> items = new ArrayList<>();
        Rows.forEach(file, row -> {
            List<String> options = options(row);
            if (options.size() < least || options.size() > most) {
                throw row.wrong(
                        "options",
                        least == most ? most + " of them" : least + " or " + most + " of them",
                        options.toString());
            }
            List<String> letters = List.of("A", "B", "C", "D", "E").subList(0, options.size());
            String text = Exam.text(row.filled("question"), options);
            items.add(new Exam.Item(String.valueOf(items.size() + 1), text, row.oneOf("answer_idx", letters), ""));
        });
        return items;
    }

    private static List<String> options(Row row) {
        List<String> options = new ArrayList<>();
        if (row.json("options").isArray()) {
            for (Row option : row.rows("options")) {
                option.oneOf("key", List.of(letter(options.size())));
                options.add(option.text("value"));
            }
            return options;
        }
        Row texts = row.row("options");
        for (int i = 0; i < texts.columns().size(); i++) {
            options.add(texts.text(letter(i)));
        }
        return options;
    }

    private static String letter(int place) {
        return String.valueOf((char) ('A' + place));
    }
}
