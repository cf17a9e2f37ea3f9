// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.junit;

import static java.util.Objects.requireNonNull;

import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.analysis.Baseline;
import dev.tokka.evaluation.analysis.Gate;
import dev.tokka.evaluation.analysis.Measurement;
import dev.tokka.evaluation.statistics.Interval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/**
 * Assertions about one model of an {@link Evaluation}. A failed one shows the metric with its interval, the worst cases
 * with their answers, and where all of them are.
 *
 * <p>Each method returns this object, so that several can be said in a row.
 */
public final class ModelAssert {

    private static final int SHOWN = 5;

    private final Evaluation evaluation;
    private final String model;

    ModelAssert(Evaluation evaluation, String model) {
        this.evaluation = evaluation;
        this.model = model;
    }

    /**
     * Fails unless a metric is at least this over the cases as they are. That says little of other questions where there
     * are few cases; {@link #lowerLimitIsAtLeast} does.
     *
     * @param metric the name of one of the benchmark's metrics
     * @throws IllegalArgumentException if there is no such metric
     */
    public ModelAssert isAtLeast(String metric, double least) {
        Measurement measured = measurement(metric);
        return check(measured.interval().estimate() >= least, measured, "be at least " + least);
    }

    /**
     * Fails unless a metric is at most this over the cases as they are: for those of which less is better.
     *
     * @param metric the name of one of the benchmark's metrics
     * @throws IllegalArgumentException if there is no such metric
     */
    public ModelAssert isAtMost(String metric, double most) {
        Measurement measured = measurement(metric);
        return check(measured.interval().estimate() <= most, measured, "be at most " + most);
    }

    /**
     * Fails unless the lower limit of a metric's confidence interval is at least this: that the cases were lucky ones is
     * then no explanation. The fewer cases there are, the farther the limit is from the metric.
     *
     * @param metric the name of one of the benchmark's metrics
     * @throws IllegalArgumentException if there is no such metric
     */
    public ModelAssert lowerLimitIsAtLeast(String metric, double least) {
        Measurement measured = measurement(metric);
        return check(measured.interval().low() >= least, measured, "have a lower limit of at least " + least);
    }

    /**
     * Fails unless the upper limit of a metric's confidence interval is at most this: for metrics of which less is
     * better.
     *
     * @param metric the name of one of the benchmark's metrics
     * @throws IllegalArgumentException if there is no such metric
     */
    public ModelAssert upperLimitIsAtMost(String metric, double most) {
        Measurement measured = measurement(metric);
        return check(measured.interval().high() <= most, measured, "have an upper limit of at most " + most);
    }

    /** Fails if the model has become worse than its baseline says, see {@link #isNotWorseThan(Path, Gate)}. */
    public ModelAssert isNotWorseThan(Path baseline) {
        return isNotWorseThan(baseline, Gate.DEFAULT);
    }

    /**
     * Fails if the model has become worse than its baseline says, by the benchmark's first metric. It also fails if there
     * is no baseline, or one of another model, of other questions or of another metric. While baselines are updated (see
     * {@link EvaluationExtension#BASELINES}) it writes the file and never fails.
     *
     * @param baseline a file to be kept beside the code; it holds scores, no questions and no answers
     * @param gate how large a fall is tolerated, and how certain it must be
     */
    public ModelAssert isNotWorseThan(Path baseline, Gate gate) {
        requireNonNull(gate, "gate");
        try {
            if (evaluation.updating()) {
                Files.createDirectories(baseline.toAbsolutePath().getParent());
                Baseline.of(evaluation.report().results(), model).write(baseline);
            } else if (Files.exists(baseline)) {
                compare(Baseline.read(baseline), gate, baseline);
            } else {
                throw failure("there is no baseline of " + model + ": " + baseline, present(), update());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) { // not a baseline, or not one of these questions
            throw failure(model + " cannot be compared with its baseline: " + e.getMessage(), present(), update());
        }
        return this;
    }

    private void compare(Baseline baseline, Gate gate, Path file) {
        if (!baseline.model().equals(model)) {
            throw new IllegalArgumentException(
                    "expected a baseline of " + model + " in " + file + " but it is one of " + baseline.model());
        }
        Gate.Verdict verdict = gate.check(evaluation.report().results(), baseline);
        if (!verdict.passed()) {
            double before = baseline.scores().values().stream()
                    .mapToDouble(one -> one)
                    .average()
                    .orElse(0);
            throw failure(
                    verdict.words(),
                    present() + "; mean score " + CaseScore.number(before + verdict.change()) + ", in " + file + " "
                            + CaseScore.number(before),
                    fallen(baseline.scores()),
                    update());
        }
    }

    private String fallen(Map<String, Double> before) {
        List<CaseScore> fallen = scores().stream()
                .filter(one -> gain(one, before) < 0)
                .sorted(Comparator.comparingDouble(one -> gain(one, before)))
                .toList();
        return list(
                " that fell",
                fallen,
                one -> one + ", before "
                        + CaseScore.number(before.getOrDefault(one.item().id(), 0.0)));
    }

    private double gain(CaseScore one, Map<String, Double> before) {
        double more = one.value() - before.getOrDefault(one.item().id(), 0.0);
        return evaluation.report().primary().higherIsBetter() ? more : -more;
    }

    private String worst() {
        boolean higher = evaluation.report().primary().higherIsBetter();
        List<CaseScore> worst = scores().stream()
                .sorted(Comparator.comparingDouble(one -> higher ? one.value() : -one.value()))
                .toList();
        return list(" by " + evaluation.report().primary().name(), worst, CaseScore::toString);
    }

    private static String list(String which, List<CaseScore> all, Function<CaseScore, String> line) {
        return all.stream()
                .limit(SHOWN)
                .map(one -> "\n- " + line.apply(one))
                .collect(Collectors.joining("", "the worst of " + all.size() + " cases" + which + ":", ""));
    }

    private List<CaseScore> scores() {
        return CaseScore.of(evaluation.report().results(), model);
    }

    private ModelAssert check(boolean holds, Measurement measured, String expected) {
        if (!holds) {
            throw failure(
                    model + ": " + measured.metric() + " must " + expected + " but is " + words(measured), worst());
        }
        return this;
    }

    private Measurement measurement(String metric) {
        requireNonNull(metric, "metric");
        return evaluation.report().measurement(model, metric).orElseThrow(() -> {
            List<String> names = evaluation.report().results().benchmark().metrics().stream()
                    .map(Metric::name)
                    .toList();
            return new IllegalArgumentException("metric must be one of " + names + " but is " + metric);
        });
    }

    /** Returns how good the model is now. */
    private String present() {
        Measurement measured = measurement(evaluation.report().primary().name());
        return "now: " + measured.metric() + " " + words(measured);
    }

    private static String words(Measurement measured) {
        Interval interval = measured.interval();
        return String.format(
                Locale.ROOT,
                "%s, %.0f %% interval [%s, %s], over %d answers%s",
                CaseScore.number(interval.estimate()),
                100 * interval.level(),
                CaseScore.number(interval.low()),
                CaseScore.number(interval.high()),
                measured.answers(),
                measured.missing() > 0
                        ? String.format(Locale.ROOT, " of which %.1f %% cannot be scored", 100 * measured.missing())
                        : "");
    }

    private static String update() {
        return "to accept the answers as they are, run the test once with -D" + EvaluationExtension.BASELINES
                + "=update";
    }

    private AssertionFailedError failure(String... lines) {
        return new AssertionFailedError(String.join("\n", lines) + "\n" + evaluation.everyCase());
    }
}
