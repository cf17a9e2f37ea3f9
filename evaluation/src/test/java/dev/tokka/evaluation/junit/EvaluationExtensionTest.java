// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.Step;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import dev.tokka.evaluation.Benchmarks;
import dev.tokka.evaluation.Budget;
import dev.tokka.evaluation.Candidate;
import dev.tokka.evaluation.Experiment;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.analysis.Analysis;
import dev.tokka.evaluation.analysis.Baseline;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.report.Wording;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes that are evaluations, as JUnit runs those of a user. */
class EvaluationExtensionTest {

    private static final Path FOLDER = Path.of("target/evaluation-extension-test");
    private static final Path BASELINE = FOLDER.resolve("kept/baseline.json");
    private static final String PASSED = "passed";
    private static final int CASES = 40;

    /** How many cases the model under test knows, and how often it was asked: JUnit makes the test classes itself. */
    private static final AtomicInteger KNOWN = new AtomicInteger();

    private static final AtomicInteger ASKED = new AtomicInteger();

    @BeforeEach
    void start() throws IOException {
        KNOWN.set(30);
        ASKED.set(0);
        delete();
        Files.createDirectories(FOLDER);
    }

    @AfterEach
    void delete() throws IOException {
        if (Files.exists(FOLDER)) {
            try (Stream<Path> files = Files.walk(FOLDER)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    @Test
    void theQuestionsAreAskedOnceForAClassAndItsNestedClasses() throws IOException {
        assertThat(run(Everything.class, Map.of()))
                .hasSize(4)
                .allSatisfy((test, result) -> assertThat(result).as(test).isEqualTo(PASSED));

        assertThat(ASKED).hasValue(CASES);
        assertThat(Files.readString(FOLDER.resolve(Everything.class.getName() + ".html")))
                .contains("<html lang=\"ja\">", "case-39");
    }

    @Test
    void whatIsInTheLedgerIsNotAskedAgain() {
        run(Everything.class, Map.of());

        assertThat(run(Everything.class, Map.of())).containsEntry("inATest(Evaluation)", PASSED);
        assertThat(ASKED).hasValue(CASES);
    }

    @Test
    void withoutABaselineATestSaysHowToMakeIt() {
        assertThat(run(Gated.class, Map.of()).get("isAsGoodAsBefore(Evaluation)"))
                .startsWith("org.opentest4j.AssertionFailedError: there is no baseline of model: " + BASELINE + "\n")
                .contains("now: right words 0.75, 95 % interval [")
                .contains("-Dtokka.baselines=update");
    }

    @Test
    void aBaselineIsWrittenAndStopsAFall() throws IOException {
        assertThat(run(Gated.class, Map.of(EvaluationExtension.BASELINES, "update")))
                .containsValue(PASSED);
        assertThat(Baseline.read(BASELINE).scores()).hasSize(CASES);
        assertThat(run(Gated.class, Map.of())).containsOnly(Map.entry("isAsGoodAsBefore(Evaluation)", PASSED));

        KNOWN.set(22);
        assertThat(run(Gated.class, Map.of()).get("isAsGoodAsBefore(Evaluation)"))
                .contains("model: right words has become worse, by -0.2000 on 40 cases (p = 0.0078)");
    }

    @Test
    void anUnknownPropertyIsRefused() {
        assertThat(run(Gated.class, Map.of(EvaluationExtension.BASELINES, "yes"))
                        .get("isAsGoodAsBefore(Evaluation)"))
                .contains("tokka.baselines must be check or update but is \"yes\"");
    }

    @Test
    void everyCaseIsATest() {
        Map<String, String> results = run(EachCase.class, Map.of());

        assertThat(results).hasSize(CASES);
        assertThat(results.values().stream().filter(PASSED::equals)).hasSize(30);
        assertThat(results.get("case-31: 31?"))
                .contains(
                        "right words must be at least 1 but is 0\ncase-31 (0): \"31?\" → \"no idea\", expected \"31\"\n");
    }

    @Test
    void aBudgetThatEndsTheRunFailsTheTestsAndTheNextRunGoesOn() {
        Map<String, String> results = run(Frugal.class, Map.of());

        assertThat(results.get("isMeasured(Report)"))
                .contains("each model must have been asked every question but the budget ended the run after 25 of 40"
                        + " answers; run the tests again to go on, they are kept in " + FOLDER.resolve("frugal.jsonl"));
        assertThat(results).containsEntry("isAnsweredInPart(Results)", PASSED);
        assertThat(run(Frugal.class, Map.of())).containsEntry("isMeasured(Report)", PASSED);
        assertThat(ASKED).hasValue(CASES);
    }

    @Test
    void anExperimentThatCannotBeMadeIsTriedOnce() {
        assertThat(run(Broken.class, Map.of()).values())
                .hasSize(2)
                .allMatch(failure -> failure.contains("the evaluation failed: java.io.IOException: no model"));
        assertThat(ASKED).hasValue(1);
    }

    @Test
    void anExtensionThatIsNotStaticSaysSo() {
        assertThat(run(NotStatic.class, Map.of()).values())
                .singleElement()
                .asString()
                .contains("an EvaluationExtension must be in a static field but there is one that is not, in "
                        + NotStatic.class.getName());
    }

    /** Returns what came of each test: {@link #PASSED}, or its failure. */
    private static Map<String, String> run(Class<?> tests, Map<String, String> configuration) {
        Map<String, String> results = new TreeMap<>();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(tests))
                                .filters(EngineFilter.includeEngines("junit-jupiter"))
                                .configurationParameters(configuration)
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                if (test.isTest()) {
                                    results.put(
                                            test.getDisplayName(),
                                            result.getThrowable()
                                                    .map(Throwable::toString)
                                                    .orElse(PASSED));
                                }
                            }
                        });
        return results;
    }

    private static Experiment experiment(String ledger) {
        return Experiment.of(
                Benchmarks.numbers(CASES), List.of(new Candidate("model", model())), FOLDER.resolve(ledger));
    }

    private static DomainModel model() {
        return question -> {
            ASKED.incrementAndGet();
            String number = question.text().replace("?", "");
            Step step = new Step("ask", Duration.ZERO, new TokenUsage(8, 2), Optional.empty(), Map.of());
            String text = Integer.parseInt(number) < KNOWN.get() ? number : "no idea";
            return new Answer.Reply(text, List.of(), OptionalDouble.empty(), Trace.of(step));
        };
    }

    // Not named ...Test, so that only the tests above run them.

    static class Everything {

        @RegisterExtension
        static final EvaluationExtension EVALUATION = EvaluationExtension.of(
                        () -> experiment("everything.jsonl").withConcurrency(4))
                .withAnalysis(new Analysis(0.9, 100, 0))
                .withWording(Wording.JAPANESE)
                .withPagesIn(FOLDER);

        @BeforeAll
        static void inTheBeginning(Evaluation evaluation) {
            assertThat(evaluation.page()).exists();
        }

        @Test
        void inATest(Evaluation evaluation) {
            assertThat(evaluation.report().level()).isEqualTo(0.9);
        }

        @Test
        void asAReport(Report report) {
            assertThat(report.measurement("model", "right words")).isPresent();
        }

        @Test
        void asAnswers(Results results) {
            assertThat(results.complete()).isTrue();
        }

        @Nested
        class Inside {

            @Test
            void inANestedClass(Evaluation evaluation) {
                assertThat(evaluation.page()).hasFileName(Everything.class.getName() + ".html");
            }
        }
    }

    static class Gated {

        @RegisterExtension
        static final EvaluationExtension EVALUATION = EvaluationExtension.of(
                        () -> experiment("gated-" + KNOWN + ".jsonl"))
                .withPagesIn(FOLDER);

        @Test
        void isAsGoodAsBefore(Evaluation evaluation) {
            evaluation.assertThat("model").isNotWorseThan(BASELINE);
        }
    }

    static class EachCase {

        @RegisterExtension
        static final EvaluationExtension EVALUATION =
                EvaluationExtension.of(() -> experiment("each.jsonl")).withPagesIn(FOLDER);

        @TestFactory
        Stream<DynamicTest> cases(Evaluation evaluation) {
            return evaluation.cases("model", 1);
        }
    }

    static class Frugal {

        @RegisterExtension
        static final EvaluationExtension EVALUATION = EvaluationExtension.of(
                        () -> experiment("frugal.jsonl").withBudget(Budget.UNLIMITED.withTokens(250)))
                .withPagesIn(FOLDER);

        @Test
        void isMeasured(Report report) {
            assertThat(report.results().complete()).isTrue();
        }

        @Test
        void isAnsweredInPart(Results results) {
            assertThat(results.entries()).hasSize(25); // 10 tokens each
        }
    }

    static class Broken {

        @RegisterExtension
        static final EvaluationExtension EVALUATION = EvaluationExtension.of(() -> {
            ASKED.incrementAndGet();
            throw new IOException("no model");
        });

        @Test
        void first(Evaluation evaluation) {
            assertThat(evaluation).isNull();
        }

        @Test
        void second(Results results) {
            assertThat(results).isNull();
        }
    }

    static class NotStatic {

        @RegisterExtension
        final EvaluationExtension evaluations = EvaluationExtension.of(() -> experiment("never.jsonl"));

        @Test
        void asks(Evaluation evaluation) {
            assertThat(evaluation).isNull();
        }
    }
}
