// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** The arrows and borders of the design, over the classes of all modules. */
@AnalyzeClasses(packages = "dev.tokka", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String CONTRACT = "dev.tokka";
    private static final String BRIDGE = "dev.tokka.langchain4j..";
    private static final String CONFIG = "dev.tokka.config..";
    private static final String EVALUATION = "dev.tokka.evaluation..";
    private static final String FINETUNE = "dev.tokka.finetune..";
    private static final String ONNX = "dev.tokka.onnx..";
    private static final String PROMPTING = "dev.tokka.prompting..";
    private static final String INDEX_OF_EXAMPLES =
            "dev\\.tokka\\.prompting\\.(Example(Fields|Files|Index|IndexBuild|Search|Vectors)|PieceStream)(\\$.*)?";
    private static final String RAG = "dev.tokka.rag..";
    private static final String TESTKIT = "dev.tokka.testkit..";
    private static final String EXAMPLES = "dev.tokka.examples..";

    @ArchTest
    static final ArchRule theContractKnowsNothingElse = noClasses()
            .that()
            .resideInAPackage(CONTRACT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    BRIDGE,
                    CONFIG,
                    EVALUATION,
                    FINETUNE,
                    ONNX,
                    PROMPTING,
                    RAG,
                    TESTKIT,
                    EXAMPLES,
                    "dev.langchain4j..",
                    "org.apache.lucene..");

    @ArchTest
    static final ArchRule theBridgeKnowsOnlyTheContract = noClasses()
            .that()
            .resideInAPackage(BRIDGE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(EVALUATION, FINETUNE, ONNX, PROMPTING, RAG, TESTKIT, EXAMPLES);

    @ArchTest
    static final ArchRule configurationKnowsOnlyTheContract = noClasses()
            .that()
            .resideInAPackage(CONFIG)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    BRIDGE, EVALUATION, FINETUNE, ONNX, PROMPTING, RAG, TESTKIT, EXAMPLES, "dev.langchain4j..");

    @ArchTest
    static final ArchRule theTransportKnowsNoBridge = noClasses()
            .that()
            .resideInAPackage("dev.tokka.langchain4j.http")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.tokka.langchain4j");

    @ArchTest
    static final ArchRule promptingKnowsOnlyCore = noClasses()
            .that()
            .resideInAPackage(PROMPTING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(EVALUATION, FINETUNE, ONNX, RAG, TESTKIT, EXAMPLES, "dev.langchain4j..");

    @ArchTest
    static final ArchRule ragKnowsOnlyCoreAndOnnx = noClasses()
            .that()
            .resideInAPackage(RAG)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(EVALUATION, FINETUNE, PROMPTING, TESTKIT, EXAMPLES);

    @ArchTest
    static final ArchRule fineTuningKnowsOnlyCoreAndOnnx = noClasses()
            .that()
            .resideInAPackage(FINETUNE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(EVALUATION, RAG, PROMPTING, TESTKIT, EXAMPLES, "org.apache.lucene..");

    @ArchTest
    static final ArchRule onnxKnowsOnlyCore = noClasses()
            .that()
            .resideInAPackage(ONNX)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(EVALUATION, FINETUNE, RAG, PROMPTING, TESTKIT, EXAMPLES, BRIDGE, "dev.langchain4j..");

    @ArchTest
    static final ArchRule evaluationKnowsOnlyCore = noClasses()
            .that()
            .resideInAPackage(EVALUATION)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    FINETUNE, ONNX, PROMPTING, RAG, TESTKIT, EXAMPLES, "dev.langchain4j..", "org.apache.lucene..");

    @ArchTest
    static final ArchRule theTestKitKnowsOnlyCore = noClasses()
            .that()
            .resideInAPackage(TESTKIT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(EVALUATION, FINETUNE, ONNX, PROMPTING, RAG, EXAMPLES);

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.tokka.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule langChain4jIsWhereAPartOfItIsTaken = noClasses()
            .that(resideOutsideOfPackages(
                    BRIDGE, TESTKIT, EXAMPLES, "dev.tokka.finetune", "dev.tokka.finetune.onnx", "dev.tokka.rag.store"))
            .and()
            .doNotHaveFullyQualifiedName("dev.tokka.rag.document.SourceDocument")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.langchain4j..");

    @ArchTest
    static final ArchRule luceneIsBehindTheIndexesAndTheAnalyzers = noClasses()
            .that(resideInAnyPackage("dev.tokka..", "dev.tokka.rag.."))
            .and(resideOutsideOfPackages("dev.tokka.rag.index", "dev.tokka.rag.text"))
            .and()
            .haveNameNotMatching(INDEX_OF_EXAMPLES)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.lucene..");

    @ArchTest
    static final ArchRule onlyExamplesPrint =
            noClasses().that().resideOutsideOfPackage(EXAMPLES).should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule nothingStaticChanges =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule nobodySleepsOrExits = noClasses()
            .that()
            .resideOutsideOfPackage(EXAMPLES)
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule concretePublicClassesAreFinal = classes()
            .that()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .areNotAnnotations()
            .and()
            .haveModifier(PUBLIC)
            .and()
            .doNotHaveModifier(ABSTRACT)
            .should()
            .haveModifier(FINAL);

    @ArchTest
    static final ArchRule interfacesAreSmall = classes()
            .that()
            .areInterfaces()
            .and()
            .areNotAnnotations()
            .and()
            .haveModifier(PUBLIC)
            .and()
            // A store must say what it holds and take, drop and keep documents; half of these would be of no use.
            .doNotHaveFullyQualifiedName("dev.tokka.rag.index.IndexChange")
            .should(new ArchCondition<>("have at most 3 abstract methods") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    long methods = type.getMethods().stream()
                            .filter(method -> method.getModifiers().contains(ABSTRACT))
                            .count();
                    events.add(new SimpleConditionEvent(
                            type, methods <= 3, type.getName() + " has " + methods + " abstract methods"));
                }
            });

    @ArchTest
    static final ArchRule nullIsMarkedEverywhere = classes()
            .that(DescribedPredicate.not(resideInAnyPackage(EXAMPLES)))
            .should(new ArchCondition<>("stand in a package that is @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                    events.add(new SimpleConditionEvent(type, marked, type.getPackageName() + " is not @NullMarked"));
                }
            });

    @ArchTest
    static void allModulesAreLookedAt(JavaClasses classes) {
        assertThat(classes.contain("dev.tokka.DomainModel")).isTrue();
        assertThat(classes.contain("dev.tokka.config.ConfigLoader")).isTrue();
        assertThat(classes.contain("dev.tokka.langchain4j.ChatDomainModel")).isTrue();
        assertThat(classes.contain("dev.tokka.prompting.Prompting")).isTrue();
        assertThat(classes.contain("dev.tokka.finetune.onnx.OnnxChatModel")).isTrue();
        assertThat(classes.contain("dev.tokka.onnx.GuardedSession")).isTrue();
        assertThat(classes.contain("dev.tokka.rag.index.LuceneIndex")).isTrue();
        assertThat(classes.contain("dev.tokka.testkit.DomainModelContract")).isTrue();
    }
}
