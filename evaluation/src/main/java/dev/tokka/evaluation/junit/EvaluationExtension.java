// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.junit;

import static java.util.Objects.requireNonNull;

import dev.tokka.evaluation.Experiment;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.analysis.Analysis;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.report.Wording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Makes an evaluation a test: runs an experiment when the first test of a class asks for its result, and gives the result
 * to every test that has a parameter of type {@link Evaluation}, {@link Report} or {@link Results}.
 *
 * <pre>
 * class AdvisorTest {
 *
 *     {@literal @}RegisterExtension
 *     static final EvaluationExtension EVALUATION = EvaluationExtension.of(() -&gt; Experiment.of(
 *             questions(), List.of(new Candidate("advisor", advisor())), Path.of("src/test/evaluation/advisor.jsonl")));
 *
 *     {@literal @}Test
 *     void itAnswersAsWellAsBefore(Evaluation evaluation) {
 *         evaluation.assertThat("advisor")
 *                 .lowerLimitIsAtLeast("exact match", 0.8)
 *                 .isNotWorseThan(Path.of("src/test/evaluation/advisor-baseline.json"));
 *     }
 *
 *     {@literal @}TestFactory
 *     Stream&lt;DynamicTest&gt; eachQuestion(Evaluation evaluation) {
 *         return evaluation.cases("advisor", 1);
 *     }
 * }
 * </pre>
 *
 * <p>The questions are asked once for a class and its nested classes, with as many threads as the experiment has
 * concurrency. What is in its ledger is not asked again: while model, questions and protocol are as they were, a build
 * with the ledger beside the code needs no key and no network. Only a model that describes itself is known to have changed;
 * give a lambda another name when it does. A budget that ends the run fails the tests, and the next run goes on from there.
 *
 * <p>A page with every answer is written for the class, and every failed assertion names it. The page, the ledger and the
 * messages hold questions and answers, so they are as confidential as these.
 *
 * <p>The property {@value #BASELINES}, of the system or of JUnit's configuration, says what becomes of baselines: {@code
 * check} (the default) compares with them, {@code update} writes them anew instead.
 */
public final class EvaluationExtension implements BeforeAllCallback, ParameterResolver {

    /** The property that says whether baselines are compared with or written: {@code check} or {@code update}. */
    public static final String BASELINES = "tokka.baselines";

    private static final Set<Class<?>> GIVEN = Set.of(Evaluation.class, Report.class, Results.class);

    private final Callable<Experiment> experiment;
    private final Analysis analysis;
    private final Wording wording;
    private final Path pages;

    private EvaluationExtension(Callable<Experiment> experiment, Analysis analysis, Wording wording, Path pages) {
        this.experiment = requireNonNull(experiment, "experiment");
        this.analysis = requireNonNull(analysis, "analysis");
        this.wording = requireNonNull(wording, "wording");
        this.pages = requireNonNull(pages, "pages");
    }

    /**
     * Returns an extension, for a static field with {@code @RegisterExtension}.
     *
     * @param experiment called once for a class, by the first test that asks for the result: after {@code @BeforeAll},
     *     where models can be opened and {@code @AfterAll} can close them
     */
    public static EvaluationExtension of(Callable<Experiment> experiment) {
        Path build = Path.of(Files.exists(Path.of("pom.xml")) ? "target" : "build");
        return new EvaluationExtension(experiment, Analysis.DEFAULT, Wording.ENGLISH, build.resolve("evaluation"));
    }

    /** Returns this extension with another level, number of resamples or seed. Default: {@link Analysis#DEFAULT}. */
    public EvaluationExtension withAnalysis(Analysis changed) {
        return new EvaluationExtension(experiment, changed, wording, pages);
    }

    /** Returns this extension with the page in another language. Default: English. */
    public EvaluationExtension withWording(Wording changed) {
        return new EvaluationExtension(experiment, analysis, changed, pages);
    }

    /**
     * Returns this extension with another folder for the page, which has the name of the test class. Default: {@code
     * target/evaluation}, or {@code build/evaluation} where there is no {@code pom.xml}.
     */
    public EvaluationExtension withPagesIn(Path folder) {
        return new EvaluationExtension(experiment, analysis, wording, folder);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        String name = context.getRequiredTestClass().getName() + ".html";
        store(context)
                .getOrComputeIfAbsent(
                        ClassRun.class,
                        type -> new ClassRun(experiment, analysis, wording, pages.resolve(name)),
                        ClassRun.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return GIVEN.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ClassRun run = Optional.ofNullable(store(context).get(ClassRun.class, ClassRun.class))
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "an EvaluationExtension must be in a static field but there is one that is not, in "
                                + context.getRequiredTestClass().getName()));
        Class<?> type = parameter.getParameter().getType();
        if (type == Results.class) {
            return run.results();
        }
        return type == Report.class ? run.report() : new Evaluation(run.report(), run.page(), updating(context));
    }

    private static boolean updating(ExtensionContext context) {
        String value = context.getConfigurationParameter(BASELINES).orElse("check");
        return switch (value) {
            case "check" -> false;
            case "update" -> true;
            default ->
                throw new ExtensionConfigurationException(
                        BASELINES + " must be check or update but is \"" + value + "\"");
        };
    }

    private ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(ExtensionContext.Namespace.create(EvaluationExtension.class, this));
    }
}
