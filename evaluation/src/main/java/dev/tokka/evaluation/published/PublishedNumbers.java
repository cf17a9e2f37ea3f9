// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.published;

import dev.tokka.evaluation.benchmark.BenchmarkFormatException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Published numbers, to be read beside results of one's own:
 *
 * <pre>{@code
 * PublishedNumbers published = PublishedNumbers.load().of("SciFact").by("nDCG@10");
 * String page = HtmlReport.write(Findings.of(report).with(published), Wording.ENGLISH);
 * }</pre>
 *
 * <p>A file of them has a row for each number and the columns {@code benchmark}, {@code metric}, {@code split},
 * {@code protocol}, {@code model}, {@code method}, {@code value} (as printed), {@code unit} ({@code share},
 * {@code per cent}, {@code points} or {@code number}), {@code comparable} ({@code yes} or {@code no}), {@code reason},
 * {@code source}, {@code id}, {@code place}, and, where known, {@code spread}, {@code reason_ja} and {@code date}.
 *
 * @param all in the order of the file
 */
public record PublishedNumbers(List<PublishedNumber> all) {

    /** None. */
    public static final PublishedNumbers NONE = new PublishedNumbers(List.of());

    private record Identity(
            PublishedNumber.Task task, PublishedNumber.Entrant entrant, PublishedNumber.Source source) {}

    /**
     * Copies the numbers.
     *
     * @throws IllegalArgumentException if one source has two numbers for the same task and entrant
     */
    public PublishedNumbers {
        all = List.copyOf(all);
        Set<Identity> seen = new HashSet<>();
        for (PublishedNumber one : all) {
            Identity identity = new Identity(one.task(), one.entrant(), one.source());
            if (!seen.add(identity)) {
                throw new IllegalArgumentException(
                        "two numbers of " + one.entrant().model() + ", "
                                + one.entrant().method() + " by " + one.task() + " in " + one.source());
            }
        }
    }

    /**
     * Returns the numbers that come with this library. What its makers could not find in a source again is marked as not
     * comparable for that reason.
     */
    public static PublishedNumbers load() {
        return PublishedFile.builtIn();
    }

    /**
     * Reads numbers from a file: CSV, TSV, JSON lines, JSON or Parquet, by the ending of its name.
     *
     * @throws BenchmarkFormatException if a row is not as expected; the message names row and column
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public static PublishedNumbers read(Path file) {
        return PublishedFile.read(file);
    }

    /**
     * Returns those for a benchmark, by the name that its loader gives. Only letters and digits are compared, whatever
     * their case: {@code FinBen FIQA_SA} is {@code FinBen FiQA-SA}.
     */
    public PublishedNumbers of(String benchmark) {
        String wanted = plain(benchmark);
        return only(one -> plain(one.task().benchmark()).equals(wanted));
    }

    /** Returns those by a metric, compared likewise. */
    public PublishedNumbers by(String metric) {
        String wanted = plain(metric);
        return only(one -> plain(one.task().metric()).equals(wanted));
    }

    /** Returns those beside which a result may be put, under the conditions that the reason of each names. */
    public PublishedNumbers comparable() {
        return only(one -> one.comparability().comparable());
    }

    /** Returns those that pass. */
    public PublishedNumbers only(Predicate<PublishedNumber> cut) {
        return new PublishedNumbers(all.stream().filter(cut).toList());
    }

    /**
     * Returns these and more, such as the numbers of one's own organisation.
     *
     * @throws IllegalArgumentException if one source has two numbers for the same task and entrant
     */
    public PublishedNumbers plus(PublishedNumbers more) {
        List<PublishedNumber> both = new ArrayList<>(all);
        both.addAll(more.all);
        return new PublishedNumbers(both);
    }

    private static String plain(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }
}
