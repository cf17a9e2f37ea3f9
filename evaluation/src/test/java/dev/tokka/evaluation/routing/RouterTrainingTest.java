// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Money;
import dev.tokka.Question;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Protocol;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.RightWords;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.metric.behaviour.Effort;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class RouterTrainingTest {

    private static final Studies.Strategy SMALL = new Studies.Strategy("small", 0.9, 0.3, 1);
    private static final Studies.Strategy RAG = new Studies.Strategy("rag", 0.4, 0.9, 5);
    private static final Question FEE = Question.of("What is the fee for a locker?");

    @Property(tries = 15)
    void theSameResultsGiveTheSameRouterInWhateverOrder(@ForAll long seed) {
        Results results = Studies.of(60, seed, SMALL, RAG);
        List<Case> cases = new ArrayList<>(results.benchmark().cases());
        Collections.shuffle(cases, new Random(seed));
        Results shuffled =
                new Results(Benchmark.of("study", cases, new RightWords()), results.fingerprints(), results.entries());

        LearnedRouter router = training(results).train();

        assertThat(training(results).train()).isEqualTo(router);
        assertThat(training(shuffled).train()).isEqualTo(router);
    }

    @Property(tries = 15)
    void whatIsAlwaysRightAndCheapestIsAlwaysAsked(
            @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 0.8) double fees) {
        Results results = Studies.of(
                60,
                seed,
                new Studies.Strategy("dear", fees, 1, 9),
                new Studies.Strategy("sure", 1, 1, 1),
                new Studies.Strategy("odd", 1, fees, 2));
        RouterTraining training = training(results);

        for (RoutingRule rule : List.of(RoutingRule.within(0), RoutingRule.enough(1), RoutingRule.within(0.1))) {
            LearnedRouter router = training.withRule(rule).train();
            for (Case item : results.benchmark().cases()) {
                assertThat(router.route(item.question()).name()).isEqualTo("sure");
            }
        }
    }

    @Property(tries = 15)
    void nobodyIsSurerThanTheQuestionsAllow(@ForAll long seed, @ForAll @IntRange(min = 30, max = 60) int questions) {
        Results results = Studies.of(
                questions, seed, new Studies.Strategy("small", 1, 0, 1), new Studies.Strategy("rag", 0, 1, 1));
        LearnedRouter router = training(results).train();

        for (Case item : results.benchmark().cases()) {
            assertThat(router.chances(item.question()).values())
                    .allMatch(chance -> chance >= 1 / (questions + 2.0) - 1e-12)
                    .allMatch(chance -> chance <= (questions + 1) / (questions + 2.0));
        }
    }

    @Example
    void costsDecideBetweenEquals() {
        Results results =
                Studies.of(60, 1, new Studies.Strategy("dear", 1, 0.5, 9), new Studies.Strategy("cheap", 1, 0, 1));
        Costs others = Costs.MEASURED.withMoney("cheap", new Money(BigDecimal.TEN, Currency.getInstance("EUR")));
        RoutingRule rule = RoutingRule.within(0.2);

        assertThat(training(results).withRule(rule).train().route(FEE).name()).isEqualTo("cheap");
        assertThat(RouterTraining.of(results, new RightWords(), others)
                        .withRule(rule)
                        .train()
                        .route(FEE)
                        .name())
                .isEqualTo("dear");
    }

    @Example
    void theSeedDealsTheFolds() {
        Results results = Studies.of(60, 1, SMALL, RAG);

        assertThat(training(results).withSeed(7).train())
                .isEqualTo(training(results).withSeed(7).train())
                .isNotEqualTo(training(results).train());
    }

    @Example
    void moreResultsTeachMore() {
        Results first = Studies.of(40, 1, SMALL, RAG);
        Results second = Studies.of(40, 2, SMALL, RAG);

        LearnedRouter router = training(first).and(second).train();

        assertThat(router.questions()).isEqualTo(80);
        assertThat(training(second).and(first).train()).isEqualTo(router);
        assertThat(training(first).and(second).and(second).train()).isEqualTo(router);
    }

    @Example
    void newAnswersToTheSameCaseReplaceTheOld() {
        Results before = Studies.of(40, 1, SMALL, RAG);
        Results after = Studies.of(40, 1, new Studies.Strategy("small", 0, 1, 1), new Studies.Strategy("rag", 1, 0, 5));
        Results sameCases = new Results(before.benchmark(), after.fingerprints(), after.entries());

        assertThat(training(before).and(sameCases).train())
                .isEqualTo(training(sameCases).train());
    }

    @Example
    void resultsOfOtherStrategiesCasesOrProtocolsAreRefused() {
        RouterTraining training = training(Studies.of(40, 1, SMALL, RAG));
        Results more = Studies.of(40, 2, SMALL, RAG);
        Map<String, String> changed = new LinkedHashMap<>(more.fingerprints());
        changed.put("rag", "of another rag");
        Results otherRag = new Results(more.benchmark(), changed, more.entries());
        Results otherProtocol = new Results(
                more.benchmark().withProtocol(Protocol.ZERO_SHOT.withInstructions(List.of("Be brief."))),
                more.fingerprints(),
                more.entries());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> training.and(otherRag))
                .withMessageContaining("must be the same, by name and fingerprint, but are")
                .withMessageContaining("of another rag");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> training.and(otherProtocol))
                .withMessageContaining("by the same protocol");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> training.and(Studies.of(40, 1, item -> item.withTag("a", "b"), SMALL, RAG)))
                .withMessage("a case must be the same in both results but is not: 1-0");
    }

    @Example
    void tooLittleIsRefused() {
        refused(
                Studies.of(29, 1, SMALL, RAG),
                "a router needs at least 30 questions to learn from but there are 29: "
                        + "ask one strategy until there are more");
        refused(Studies.of(40, 1, SMALL), "a router needs at least two strategies to choose from but there is [small]");
        refused(
                Studies.of(40, 1, item -> item.withTag(Tags.CLUSTER, item.id().substring(0, 2)), SMALL, RAG),
                "a router needs at least 10 clusters of questions to learn from but there are 1: "
                        + "ask one strategy until there are more");
        Results all = Studies.of(40, 1, SMALL, RAG);
        refused(
                new Results(all.benchmark(), all.fingerprints(), all.entries().subList(1, 80)),
                "every strategy must have been asked every question but some were not;"
                        + " take the common ones, or resume the experiment");
    }

    @Example
    void strategiesThatAreRightOnTheSameQuestionsTeachNothing() {
        RouterTraining training = training(
                Studies.of(40, 1, new Studies.Strategy("dear", 1, 0, 5), new Studies.Strategy("cheap", 1, 0, 1)));

        assertThatIllegalArgumentException()
                .isThrownBy(training::train)
                .withMessage("strategies must differ in what they answer right but [cheap, dear] are right on the same"
                        + " questions: ask the cheapest, cheap");
    }

    @Example
    void moreMustBeBetter() {
        Results results = Studies.of(40, 1, SMALL, RAG);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouterTraining.of(results, Effort.meanLatency(), Costs.MEASURED))
                .withMessage("more must be better, and enough must be finite, but they are mean latency (s) and 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> training(results).withEnough(Double.NaN))
                .withMessageContaining("enough must be finite");
    }

    @Example
    void enoughIsWhatCountsAsRight() {
        // By 0 everything is right, so the strategies no longer differ.
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        training(Studies.of(40, 1, SMALL, RAG)).withEnough(0).train())
                .withMessageContaining("are right on the same questions");
    }

    private static void refused(Results results, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> training(results)).withMessage(message);
    }

    private static RouterTraining training(Results results) {
        return RouterTraining.of(results, new RightWords(), Costs.MEASURED);
    }
}
