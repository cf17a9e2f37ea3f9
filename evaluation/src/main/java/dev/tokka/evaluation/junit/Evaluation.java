// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.junit;

import static java.util.Objects.requireNonNull;

import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.analysis.Report;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;

/** The result of an experiment in a test, see {@link EvaluationExtension}. */
public final class Evaluation {

    private final Report report;
    private final Path page;
    private final boolean updating;

    Evaluation(Report report, Path page, boolean updating) {
        this.report = requireNonNull(report, "report");
        this.page = requireNonNull(page, "page");
        this.updating = updating;
    }

    /** Returns everything that may be said of the models. */
    public Report report() {
        return report;
    }

    /** Returns the file of the page with every answer. */
    public Path page() {
        return page;
    }

    /**
     * Returns the assertions about one model.
     *
     * @param model the name of a candidate
     * @throws IllegalArgumentException if there is no such candidate
     */
    public ModelAssert assertThat(String model) {
        return new ModelAssert(this, requireModel(model));
    }

    /**
     * Returns one test for each case of the benchmark, for a method with {@code @TestFactory}: those that fail are the
     * questions to look at. A case fails if its score by the benchmark's first metric, the mean over its seeds, is not
     * good enough.
     *
     * @param model the name of a candidate
     * @param passing the worst score that passes, in the unit of the metric: the lowest, or the highest where less is
     *     better; 1 where a score says whether an answer is right
     * @throws IllegalArgumentException if there is no such candidate
     */
    public Stream<DynamicTest> cases(String model, double passing) {
        Metric metric = report.primary();
        return CaseScore.of(report.results(), requireModel(model)).stream()
                .map(one -> DynamicTest.dynamicTest(one.title(), () -> {
                    if (!(metric.higherIsBetter() ? one.value() >= passing : one.value() <= passing)) {
                        throw new AssertionFailedError(
                                metric.name() + " must be at " + (metric.higherIsBetter() ? "least " : "most ")
                                        + CaseScore.number(passing) + " but is " + CaseScore.number(one.value()) + "\n"
                                        + one + "\n"
                                        + everyCase(),
                                one.expected(),
                                one.answer());
                    }
                }));
    }

    boolean updating() {
        return updating;
    }

    /** Returns the line that says where everything is to be seen. */
    String everyCase() {
        return "every answer: " + page.toUri();
    }

    private String requireModel(String model) {
        if (!report.results().models().contains(requireNonNull(model, "model"))) {
            throw new IllegalArgumentException(
                    "model must be one of " + report.results().models() + " but is " + model);
        }
        return model;
    }
}
