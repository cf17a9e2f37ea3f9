// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.junit;

import dev.tokka.evaluation.Experiment;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.analysis.Analysis;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.report.HtmlReport;
import dev.tokka.evaluation.report.Wording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** The experiment of one test class: run when it is first asked for, and only once, whatever comes of it. */
final class ClassRun {

    private final FutureTask<Asked> asking;
    private final FutureTask<Report> reporting;
    private final Path page;

    /** What an experiment was, and what was answered. */
    private record Asked(Experiment experiment, Results results) {}

    ClassRun(Callable<Experiment> experiment, Analysis analysis, Wording wording, Path page) {
        this.page = page;
        this.asking = new FutureTask<>(() -> {
            Experiment made = experiment.call();
            ExecutorService threads =
                    Executors.newFixedThreadPool(made.settings().concurrency());
            try {
                return new Asked(made, made.run(threads));
            } finally {
                threads.shutdown();
            }
        });
        this.reporting = new FutureTask<>(() -> {
            Report report = analysis.of(complete(get(asking)), Runnable::run);
            Files.createDirectories(page.toAbsolutePath().getParent());
            Files.writeString(page, HtmlReport.write(report, wording));
            return report;
        });
    }

    Path page() {
        return page;
    }

    /** Returns all answers there are, which need not be complete. */
    Results results() {
        return get(asking).results;
    }

    /** Returns the report, after the page was written. */
    Report report() {
        return get(reporting);
    }

    private static Results complete(Asked asked) {
        Results results = asked.results;
        if (!results.complete()) {
            int all = results.benchmark().cases().size()
                    * results.benchmark().protocol().seeds().size()
                    * results.models().size();
            throw new ParameterResolutionException("each model must have been asked every question but the budget ended"
                    + " the run after " + results.entries().size() + " of " + all
                    + " answers; run the tests again to go on, they are kept in " + asked.experiment.ledger());
        }
        return results;
    }

    private static <T> T get(FutureTask<T> task) {
        task.run(); // does nothing but the first time
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ParameterResolutionException("interrupted while waiting for the evaluation", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ParameterResolutionException known) {
                throw known;
            }
            throw new ParameterResolutionException("the evaluation failed: " + e.getCause(), e.getCause());
        }
    }
}
