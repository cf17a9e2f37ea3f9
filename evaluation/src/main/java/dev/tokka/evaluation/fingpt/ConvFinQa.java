// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.fingpt;

import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Protocol;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.benchmark.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * FinGPT's part of ConvFinQA (Chen et al. 2022): a report of a company, the questions and answers so far, and a question
 * whose answer is a number.
 *
 * <p>File: the test part of Hugging Face FinGPT/fingpt-convfinqa, with the columns {@code instruction}, {@code input} and
 * {@code output}; ConvFinQA is under MIT. A case's id is the number of its row.
 *
 * <p>Metric: the share of right numbers, strict and compatible. Strict: the last number of the reply is the only number of
 * the output, within 0.00001; if the output has no number, or several, the reply must be as it is, but for case and white
 * space. Compatible: the first digits with any one character and digits after them, such as "0.45" in "-0.45" and "1,234"
 * in "1,234.5"; if there are none, as in "7" and "12", it is 0.0; both sides are read so. Where the published program stops
 * because Python does not take the text for a number, as "1,234", the reply is wrong here. Protocol: no shots, greedy.
 *
 * @see <a href="https://aclanthology.org/2022.emnlp-main.421">Chen et al., ConvFinQA (2022)</a>
 */
public final class ConvFinQa {

    private ConvFinQa() {}

    /** Returns the questions of a file. */
    public static Benchmark benchmark(Path test) {
        List<Case> cases = new ArrayList<>();
        for (Row row : Instructed.rows(test)) {
            Expected expected = new Expected.Texts(List.of(row.filled(Instructed.OUTPUT)));
            cases.add(new Case(
                    String.valueOf(cases.size() + 1), Instructed.question(row), expected, Map.of(Tags.LANGUAGE, "en")));
        }
        return new Benchmark(
                "FinGPT ConvFinQA",
                "1",
                cases,
                List.of(new NumberScore(true), new NumberScore(false)),
                Protocol.ZERO_SHOT);
    }
}
