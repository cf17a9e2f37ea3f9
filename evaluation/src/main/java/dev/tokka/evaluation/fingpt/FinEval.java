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

/**
 * FinGPT's part of FinEval (Zhang et al. 2023): exam questions of finance in Chinese with four choices.
 *
 * <p>File: the test part (265 rows) of Hugging Face FinGPT/fingpt-fineval, with the columns {@code instruction},
 * {@code input} and {@code output}; FinEval is under CC BY-NC-SA 4.0. A case's id is the number of its row. What is expected
 * is the first letter from A to D of the output.
 *
 * <p>Metric: accuracy, strict and compatible. Compatible: the first capital letter from A to D anywhere is the choice, so
 * that "Because ... D" is B. Protocol: no shots, greedy.
 *
 * @see <a href="https://arxiv.org/abs/2308.09975">Zhang et al., FinEval (2023)</a>
 */
public final class FinEval {

    private FinEval() {}

    /** Returns the questions of a file. */
    public static Benchmark benchmark(Path test) {
        LabelReading published = LabelReading.letter();
        List<Case> cases = new ArrayList<>();
        for (Row row : Instructed.rows(test)) {
            String output = row.filled(Instructed.OUTPUT);
            String letter = published
                    .counted(output)
                    .orElseThrow(() -> row.wrong(Instructed.OUTPUT, "a text with a letter from A to D", output));
            cases.add(Case.of(String.valueOf(cases.size() + 1), Instructed.question(row), new Expected.Label(letter))
                    .withTag(Tags.LANGUAGE, "zh"));
        }
        LabelReading strict = LabelReading.strict(LabelReading.LETTERS);
        return new Benchmark(
                "FinGPT FinEval",
                "1",
                cases,
                List.of(
                        new LabelScore(strict, LabelScore.Kind.ACCURACY),
                        new LabelScore(published, LabelScore.Kind.ACCURACY)),
                Protocol.ZERO_SHOT);
    }
}
