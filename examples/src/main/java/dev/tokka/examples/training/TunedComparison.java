// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.training;

import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Candidate;
import dev.tokka.evaluation.Experiment;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.analysis.Analysis;
import dev.tokka.evaluation.analysis.Comparison;
import dev.tokka.evaluation.analysis.Measurement;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.report.HtmlReport;
import dev.tokka.evaluation.report.Wording;
import dev.tokka.evaluation.statistics.Interval;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Asks models the same questions, and prints how often each is right and which can be told apart.
 *
 * @param out where to print
 * @param folder keeps the answers and the report as a page
 */
record TunedComparison(PrintStream out, Path folder) {

    Report of(Benchmark benchmark, List<Candidate> candidates) throws IOException, InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            Results results = Experiment.of(benchmark, candidates, folder.resolve("answers.jsonl"))
                    .run(executor);
            Report report = Analysis.DEFAULT.of(results, executor);
            String metric = report.primary().name();
            for (Candidate candidate : candidates) {
                print(report.measurement(candidate.name(), metric).orElseThrow());
            }
            report.comparisons(metric).forEach(this::print);
            Files.writeString(folder.resolve("report.html"), HtmlReport.write(report, Wording.ENGLISH));
            return report;
        } finally {
            executor.shutdown();
        }
    }

    private void print(Measurement right) {
        Interval share = right.interval();
        out.printf(
                Locale.ROOT,
                "%s: %.3f [%.3f, %.3f] right of %d%n",
                right.model(),
                share.estimate(),
                share.low(),
                share.high(),
                right.answers());
    }

    private void print(Comparison pair) {
        Interval more = pair.difference();
        out.printf(
                Locale.ROOT,
                "%s less %s: %+.3f [%+.3f, %+.3f], %s%n",
                pair.second(),
                pair.first(),
                more.estimate(),
                more.low(),
                more.high(),
                chance(pair.pValue().adjusted()));
    }

    private static String chance(double p) {
        return p < 0.0001 ? "p < 0.0001" : String.format(Locale.ROOT, "p = %.4f", p);
    }
}
