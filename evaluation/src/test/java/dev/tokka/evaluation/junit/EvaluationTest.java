// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Benchmarks;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Entry;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Protocol;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.RightWords;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.analysis.Analysis;
import dev.tokka.evaluation.analysis.Baseline;
import dev.tokka.evaluation.analysis.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

class EvaluationTest {

    private static final String METRIC = "right words";

    @TempDir
    private Path folder;

    /** The share of replies that are not an accepted text: less is better. */
    private record WrongWords() implements AdditiveMetric {

        @Override
        public Description describe() {
            return Description.of("metric", "wrong words");
        }

        @Override
        public Score score(Case item, Outcome outcome) {
            double right = new RightWords().score(item, outcome).value();
            return Score.of(1 - right, outcome.text().orElse(""));
        }

        @Override
        public double ofSums(double[] sums, long cases) {
            return sums[0] / cases;
        }

        @Override
        public boolean higherIsBetter() {
            return false;
        }
    }

    @Test
    void theEstimateAndTheLimitsAreBounds() {
        ModelAssert model = evaluation(results(100, 80)).assertThat("model"); // Wilson: 0.7112 to 0.8666

        assertThatCode(() -> model.isAtLeast(METRIC, 0.8)
                        .isAtMost(METRIC, 0.8)
                        .lowerLimitIsAtLeast(METRIC, 0.711)
                        .upperLimitIsAtMost(METRIC, 0.867))
                .doesNotThrowAnyException();
        assertFails(() -> model.isAtLeast(METRIC, 0.81), "right words must be at least 0.81 but is 0.8, 95 % interval");
        assertFails(() -> model.isAtMost(METRIC, 0.79), "must be at most 0.79 but is 0.8,");
        assertFails(() -> model.lowerLimitIsAtLeast(METRIC, 0.712), "must have a lower limit of at least 0.712 but is");
        assertFails(() -> model.upperLimitIsAtMost(METRIC, 0.866), "must have an upper limit of at most 0.866 but is");
        assertFails(() -> model.isAtLeast(METRIC, Double.NaN), "must be at least NaN but is");
    }

    @Test
    void aFailureShowsTheWorstCasesOnOneLineEachAndWhereAllAre() {
        Results results = results(
                7,
                i -> i == 3
                        ? new Outcome.Failed("ModelUnavailableException", "down", Duration.ZERO)
                        : i == 4
                                ? new Outcome.Answered(Answer.abstain("no evidence"), Duration.ZERO)
                                : answered(i == 5 ? "no\n\u202Eidea " + "x".repeat(200) : Integer.toString(i)));

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> evaluation(results).assertThat("model").isAtLeast(METRIC, 0.9))
                .withMessage("model: right words must be at least 0.9 but is 0.5714, 95 % interval [0.2505, 0.8418],"
                        + " over 7 answers of which 28.6 % cannot be scored\n"
                        + "the worst of 7 cases by right words:\n"
                        + "- case-3 (0): \"3?\" → failure ModelUnavailableException: down, expected \"3\"\n"
                        + "- case-4 (0): \"4?\" → abstention: no evidence, expected \"4\"\n"
                        + "- case-5 (0): \"5?\" → \"no idea " + "x".repeat(111) + "…\", expected \"5\"\n"
                        + "- case-0 (1): \"0?\" → \"0\", expected \"0\"\n"
                        + "- case-1 (1): \"1?\" → \"1\", expected \"1\"\n"
                        + "every answer: " + folder.resolve("page.html").toUri());
    }

    @Test
    void aFallShowsTheBaselineAndTheCasesThatFell() throws IOException {
        Path file = baseline(results(40, 30));

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(
                        () -> evaluation(results(40, 22)).assertThat("model").isNotWorseThan(file))
                .withMessageStartingWith("model: right words has become worse, by -0.2000 on 40 cases (p = 0.0078); ")
                .withMessageContaining("\nnow: right words 0.55, 95 % interval [")
                .withMessageContaining("; mean score 0.55, in " + file + " 0.75\n"
                        + "the worst of 8 cases that fell:\n"
                        + "- case-22 (0): \"22?\" → \"wrong\", expected \"22\", before 1\n")
                .withMessageEndingWith("- case-26 (0): \"26?\" → \"wrong\", expected \"26\", before 1\n"
                        + "to accept the answers as they are, run the test once with -Dtokka.baselines=update\n"
                        + "every answer: " + folder.resolve("page.html").toUri());
    }

    @Test
    void aFallThatMayBeChanceOrIsToleratedPasses() throws IOException {
        Path file = baseline(results(40, 30));

        assertThatCode(() -> {
                    evaluation(results(40, 26)).assertThat("model").isNotWorseThan(file);
                    evaluation(results(40, 22)).assertThat("model").isNotWorseThan(file, new Gate(0.05, 0.3));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aBaselineOfSomethingElseIsNoPass() throws IOException {
        Path file = baseline(results(5, 3));

        assertFails(
                () -> evaluation(results(6, 3)).assertThat("model").isNotWorseThan(file),
                "model cannot be compared with its baseline: the questions must be those of the baseline");

        Files.writeString(file, Files.readString(file).replace("\"model\" : \"model\"", "\"model\" : \"RAG\""));
        assertFails(
                () -> evaluation(results(5, 3)).assertThat("model").isNotWorseThan(file),
                "expected a baseline of model in " + file + " but it is one of RAG\n");

        Files.writeString(file, "oops");
        assertFails(
                () -> evaluation(results(5, 3)).assertThat("model").isNotWorseThan(file),
                "expected JSON in " + file + "\n");
    }

    @Test
    void lessIsBetterWhereTheMetricSaysSo() throws IOException {
        Results now = results(40, 22).withMetrics(List.of(new WrongWords()));
        Path file = baseline(results(40, 30).withMetrics(List.of(new WrongWords())));

        assertFails(() -> evaluation(now).assertThat("model").isNotWorseThan(file), "the worst of 8 cases that fell:");
        assertFails(
                () -> evaluation(now).assertThat("model").upperLimitIsAtMost("wrong words", 0.2),
                "the worst of 40 cases by wrong words:\n- case-22 (1): ");
        assertThat(evaluation(now).cases("model", 0).filter(EvaluationTest::fails))
                .hasSize(18);
        assertThat(evaluation(now).cases("model", 1).filter(EvaluationTest::fails))
                .isEmpty();
    }

    @Test
    void aCaseIsTheMeanOfItsSeedsAndShowsTheWorst() {
        Results one = results(3, 3);
        List<Entry> entries = one.entries().stream()
                .flatMap(entry -> List.of(entry, new Entry("model", entry.caseId(), 1, answered("wrong"))).stream())
                .toList();
        Results two = new Results(
                one.benchmark().withProtocol(Protocol.ZERO_SHOT.withSeeds(List.of(0L, 1L))),
                one.fingerprints(),
                entries);

        assertFails(
                () -> evaluation(two).assertThat("model").isAtLeast(METRIC, 1),
                "- case-0 (0.5): \"0?\" → \"wrong\", expected \"0\"\n");
        assertThat(evaluation(two).cases("model", 0.5).filter(EvaluationTest::fails))
                .isEmpty();
    }

    @Test
    void aCaseThatFailsHasBothTexts() {
        DynamicTest last = evaluation(results(3, 2)).cases("model", 1).toList().get(2);

        assertThat(last.getDisplayName()).isEqualTo("case-2: 2?");
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(last.getExecutable()::execute)
                .satisfies(error -> {
                    assertThat(error.getExpected().getStringRepresentation()).isEqualTo("2");
                    assertThat(error.getActual().getStringRepresentation()).isEqualTo("wrong");
                });
    }

    @Test
    void namesThatAreNotThereAreRefused() {
        Evaluation evaluation = evaluation(results(3, 2));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> evaluation.assertThat("RAG"))
                .withMessage("model must be one of [model] but is RAG");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> evaluation.cases("RAG", 1))
                .withMessage("model must be one of [model] but is RAG");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> evaluation.assertThat("model").isAtLeast("F1", 1))
                .withMessage("metric must be one of [right words] but is F1");
    }

    private static void assertFails(Runnable assertion, String words) {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(assertion::run)
                .withMessageContaining(words);
    }

    private static boolean fails(DynamicTest test) {
        try {
            test.getExecutable().execute();
            return false;
        } catch (AssertionFailedError e) {
            return true;
        } catch (Throwable e) {
            throw new AssertionError("expected a failed assertion", e);
        }
    }

    private Path baseline(Results results) throws IOException {
        Path file = folder.resolve("baseline.json");
        Baseline.of(results, "model").write(file);
        return file;
    }

    private Evaluation evaluation(Results results) {
        return new Evaluation(
                new Analysis(0.95, 200, 0).of(results, Runnable::run), folder.resolve("page.html"), false);
    }

    private static Results results(int cases, int right) {
        return results(cases, i -> answered(i < right ? Integer.toString(i) : "wrong"));
    }

    private static Results results(int cases, IntFunction<Outcome> outcomes) {
        List<Entry> entries = IntStream.range(0, cases)
                .mapToObj(i -> new Entry("model", "case-" + i, 0, outcomes.apply(i)))
                .toList();
        return new Results(Benchmarks.numbers(cases), Map.of("model", "fingerprint"), entries);
    }

    private static Outcome answered(String text) {
        return new Outcome.Answered(Answer.reply(text), Duration.ofMillis(1));
    }
}
