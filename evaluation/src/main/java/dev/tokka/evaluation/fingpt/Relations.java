// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.fingpt;

import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Protocol;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.benchmark.NumpyPermutation;
import dev.tokka.evaluation.benchmark.Row;
import dev.tokka.evaluation.metric.sequence.RelationF1;
import dev.tokka.evaluation.metric.sequence.TripleReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * FinGPT's relations between two things in a sentence of news (FinRED, Sharma et al. 2022), as {@code relation: word1,
 * word2; relation: word3, word4} with 29 relations.
 *
 * <p>File: the test part (2.1 thousand rows) of Hugging Face FinGPT/fingpt-finred-re, with the columns {@code instruction},
 * {@code input} and {@code output}; its page names no licence. A case's id is the number of its row in the file.
 *
 * <p>Metrics: micro F1 of relations, strict and compatible, and compatible that of the relations' names alone. Strict:
 * {@link RelationF1} of {@link TripleReader#relationFirst}; an output in which no relation is read expects none.
 * Compatible: the last comma separates the two things; relations that are not of the 29, or of things that are not in the
 * input as they are written, are left out on both sides; the same relation twice counts twice. Where it divides by zero and
 * stops, the value is 0 here. Protocol: no shots, greedy; the published program asks for at most 128 tokens.
 *
 * @see <a href="https://arxiv.org/abs/2306.03736">Sharma et al., FinRED (2022)</a>
 */
public final class Relations {

    private static final int SEED = 42;
    private static final int PART = 5;

    private static final TripleReader READER = TripleReader.relationFirst();

    private Relations() {}

    /**
     * Returns the rows on which FinGPT was measured: a fifth of the file, as {@code train_test_split(0.2, seed=42)} chooses
     * and orders them.
     */
    public static Benchmark benchmark(Path test) {
        List<Case> cases = cases(test);
        int size = (cases.size() + PART - 1) / PART;
        return benchmark(NumpyPermutation.of(SEED, cases.size()).subList(0, size).stream()
                .map(cases::get)
                .toList());
    }

    /** Returns all rows of a file. */
    public static Benchmark all(Path test) {
        return benchmark(cases(test));
    }

    private static List<Case> cases(Path file) {
        List<Case> cases = new ArrayList<>();
        for (Row row : Instructed.rows(file)) {
            String output = row.text(Instructed.OUTPUT);
            Expected expected = new Expected.Relations(READER.read(output).orElse(Set.of()));
            Map<String, String> known = Map.of(Tags.LANGUAGE, "en", Instructed.ANSWER, output);
            cases.add(new Case(String.valueOf(cases.size() + 1), Instructed.question(row), expected, known));
        }
        return cases;
    }

    private static Benchmark benchmark(List<Case> cases) {
        List<Metric> metrics =
                List.of(RelationF1.of(READER), new PublishedRelationF1(false), new PublishedRelationF1(true));
        return new Benchmark("FinGPT relations", "1", cases, metrics, Protocol.ZERO_SHOT);
    }
}
