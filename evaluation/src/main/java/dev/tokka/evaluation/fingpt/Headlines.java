// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.fingpt;

import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Protocol;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.benchmark.BenchmarkFormatException;
import dev.tokka.evaluation.benchmark.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * FinGPT's headlines about gold (Sinha and Khandait 2020): nine questions about each, such as whether it talks about the
 * price going up, answered by Yes or No.
 *
 * <p>File: the test part (20.5 thousand rows) of Hugging Face FinGPT/fingpt-headline, with the columns {@code instruction},
 * {@code input} and {@code output}; its page names no licence. Nine rows are one headline, and the place among them says
 * which question it is: its name is the group of the case, the headline its cluster. A case's id is the number of its row.
 *
 * <p>Metrics, strict and compatible: the mean of the F1 of "Yes" of each question, weighted by how often "Yes" is right, as
 * BloombergGPT and FinBen have it; the same unweighted; F1 of "Yes" over all; accuracy. Compatible: a reply with "yes" in
 * it, in any case and be it within a word, is Yes, and any other is No. Protocol: no shots, greedy.
 *
 * @see <a href="https://arxiv.org/abs/2009.04202">Sinha and Khandait, Impact of News on the Commodity Market (2020)</a>
 */
public final class Headlines {

    /** The questions, in the order of the rows. */
    static final List<String> QUESTIONS = List.of(
            "price or not",
            "price up",
            "price stable",
            "price down",
            "price past",
            "price future",
            "event past",
            "event future",
            "asset comp");

    private Headlines() {}

    /**
     * Returns the questions of a file.
     *
     * @throws BenchmarkFormatException also if there are not nine rows for each headline
     */
    public static Benchmark benchmark(Path test) {
        List<Row> rows = Instructed.rows(test);
        if (rows.size() % QUESTIONS.size() != 0) {
            throw new BenchmarkFormatException(
                    String.valueOf(test.getFileName()), "nine rows for each headline", rows.size() + " rows");
        }
        List<Case> cases = new ArrayList<>();
        for (Row row : rows) {
            int at = cases.size();
            boolean yes = LabelReading.yes()
                    .counted(row.filled(Instructed.OUTPUT))
                    .orElse("")
                    .equals("Yes");
            Map<String, String> tags = Map.of(
                    Tags.LANGUAGE,
                    "en",
                    Tags.GROUP,
                    QUESTIONS.get(at % QUESTIONS.size()),
                    Tags.CLUSTER,
                    "headline " + (at / QUESTIONS.size() + 1));
            Expected expected = new Expected.Label(yes ? "Yes" : "No");
            cases.add(new Case(String.valueOf(at + 1), Instructed.question(row), expected, tags));
        }
        return new Benchmark("FinGPT headlines", "1", cases, metrics(), Protocol.ZERO_SHOT);
    }

    private static List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>();
        for (LabelReading reading : List.of(LabelReading.strict(LabelReading.ANSWERS), LabelReading.yes())) {
            metrics.add(new QuestionF1(reading, true));
            metrics.add(new QuestionF1(reading, false));
            metrics.add(new LabelScore(reading, LabelScore.Kind.FIRST_F1));
            metrics.add(new LabelScore(reading, LabelScore.Kind.ACCURACY));
        }
        return metrics;
    }
}
