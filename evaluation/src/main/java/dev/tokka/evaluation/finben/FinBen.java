// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Protocol;
import dev.tokka.evaluation.benchmark.BenchmarkFormatException;
import dev.tokka.evaluation.benchmark.Row;
import dev.tokka.evaluation.benchmark.Rows;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * FinBen as benchmarks, out of files of its data sets that the user has.
 *
 * <pre>{@code
 * Benchmark fpb = FinBen.benchmark(FinBenDataset.FPB, Path.of("flare-fpb/test.parquet"), Scoring.STRICT);
 * Benchmark published = fpb.withMetrics(FinBen.metrics(FinBenDataset.FPB, fpb.cases(), Scoring.COMPAT));
 * }</pre>
 *
 * <p>Files are Parquet, JSON lines, JSON, CSV or TSV, as {@link Rows#read} takes them, with the columns of the data set's
 * {@link Layout}; in CSV and TSV, lists are written as Python writes them. The {@code query} is the prompt, word for word,
 * and nothing is added to it. Cases have the {@code id} of their row; where there is none, {@code row 1} and so on.
 *
 * <p>The protocol is that of the paper: no shots, greedy, one seed. Sentiment scores ({@link FinBenDataset#TSA}) stop
 * at {@code Answer:}.
 *
 * <p>In {@link FinBenDataset#CONV_FIN_QA} the published run puts a model's own earlier answers into later questions. Here
 * the right ones stand there, so that cases do not depend on each other: numbers are higher and cannot be compared with
 * published ones.
 *
 * @see <a href="https://arxiv.org/abs/2402.12659">Xie et al., FinBen: A Holistic Financial Benchmark for Large Language
 *     Models (2024)</a>
 */
public final class FinBen {

    private FinBen() {}

    /**
     * Returns a data set as a benchmark under one scoring.
     *
     * @throws BenchmarkFormatException if the file is not as the layout says; the message names row and column
     * @throws UncheckedIOException if it cannot be read
     * @throws IllegalArgumentException for {@link FinBenDataset#FIN_TRADE}, which {@link FinTrade} reads
     */
    public static Benchmark benchmark(FinBenDataset dataset, Path file, Scoring scoring) {
        List<Case> cases = cases(dataset, file);
        return benchmark(dataset, cases, metrics(dataset, cases, scoring));
    }

    /** Returns a data set as a benchmark under both scorings, the strict one first; otherwise the same. */
    public static Benchmark benchmark(FinBenDataset dataset, Path file) {
        List<Case> cases = cases(dataset, file);
        List<Metric> both = Stream.of(Scoring.STRICT, Scoring.COMPAT)
                .flatMap(scoring -> metrics(dataset, cases, scoring).stream())
                .toList();
        return benchmark(dataset, cases, both);
    }

    private static Benchmark benchmark(FinBenDataset dataset, List<Case> cases, List<Metric> metrics) {
        Protocol protocol = dataset.layout() == Layout.SCORE
                ? Protocol.ZERO_SHOT.withGeneration(
                        Protocol.ZERO_SHOT.generation().withStops(List.of("Answer:")))
                : Protocol.ZERO_SHOT;
        return new Benchmark("FinBen " + dataset, "1", cases, metrics, protocol);
    }

    private static List<Case> cases(FinBenDataset dataset, Path file) {
        if (dataset.layout() == Layout.TRADES) {
            throw new IllegalArgumentException(dataset + " is not asked case by case: use FinTrade");
        }
        List<Row> rows = Rows.read(file);
        if (rows.isEmpty()) {
            throw new BenchmarkFormatException(String.valueOf(file.getFileName()), "at least one row", "none");
        }
        return FlareCases.of(dataset, rows);
    }

    /**
     * Returns the metrics of a data set, the one that chooses first: answers that are kept can be scored by them without
     * asking again.
     *
     * @param cases all of the benchmark, at least one: they say which classes there are
     * @throws IllegalArgumentException for {@link FinBenDataset#FIN_TRADE}
     */
    public static List<Metric> metrics(FinBenDataset dataset, List<Case> cases, Scoring scoring) {
        return new FinBenMetrics(dataset, List.copyOf(cases)).of(scoring);
    }
}
