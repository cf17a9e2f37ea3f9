// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.recommendation;

import static dev.tokka.evaluation.recommendation.Profiles.ALL;
import static dev.tokka.evaluation.recommendation.Profiles.BASE;
import static dev.tokka.evaluation.recommendation.Profiles.BOTH;
import static dev.tokka.evaluation.recommendation.Profiles.COMPARISONS;
import static dev.tokka.evaluation.recommendation.Profiles.RAG;
import static dev.tokka.evaluation.recommendation.Profiles.TUNED;
import static dev.tokka.evaluation.recommendation.Profiles.accuracy;
import static dev.tokka.evaluation.recommendation.Profiles.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.DataClass;
import dev.tokka.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecommendationTest {

    @Test
    void theCheapestOfThoseThatAreNotDistinguishableFromTheBestIsChosen() {
        Recommendation recommendation = Recommendation.of(ALL, Constraints.NONE, COMPARISONS);

        Choice choice = recommendation.choice().orElseThrow();
        assertThat(choice.best()).isEqualTo(BOTH);
        assertThat(choice.tied()).containsExactly(TUNED, RAG, BOTH);
        assertThat(choice.chosen()).isEqualTo(TUNED);
        assertThat(recommendation.admissible()).containsExactly(BOTH, RAG, TUNED, BASE);
    }

    @Test
    void latenciesThatHardlyDifferDoNotDecide() {
        StrategyProfile quick = lasting("quick", 0.80, 100);
        StrategyProfile hardlySlower = lasting("hardly slower", 0.82, 120);
        StrategyProfile slower = lasting("slower", 0.84, 121);

        assertThat(chosen(quick, hardlySlower, slower)).isEqualTo("hardly slower");
        assertThat(chosen(quick, slower)).isEqualTo("quick");
    }

    @Test
    void noMillisecondDecidesEither() {
        StrategyProfile quick = lasting("quick", 0.80, 1);

        assertThat(chosen(quick, lasting("twice as long", 0.82, 2))).isEqualTo("twice as long");
        assertThat(chosen(quick, lasting("three times as long", 0.82, 3))).isEqualTo("quick");
    }

    private static String chosen(StrategyProfile... options) {
        return Recommendation.of(List.of(options), Constraints.NONE, Comparisons.of(List.of()))
                .chosen()
                .orElseThrow()
                .name();
    }

    private static StrategyProfile lasting(String name, double accuracy, int millis) {
        Duration latency = Duration.ofMillis(millis);
        return StrategyProfile.of(name, Profiles.accuracy(accuracy))
                .with(Operations.UNKNOWN.withLatency(latency, latency));
    }

    @Test
    void aBestThatIsDistinguishableIsChosenHoweverDear() {
        Recommendation recommendation = Recommendation.of(List.of(BASE, RAG), Constraints.NONE, between(BASE, RAG));

        assertThat(recommendation.chosen()).contains(RAG);
        assertThat(recommendation.choice().orElseThrow().tied()).containsExactly(RAG);
    }

    @Test
    void whatWasNotComparedIsTied() {
        Recommendation recommendation =
                Recommendation.of(List.of(BASE, RAG), Constraints.NONE, Comparisons.of(List.of()));

        assertThat(recommendation.chosen()).contains(BASE);
    }

    @Test
    void constraintsComeBeforeQuality() {
        Constraints constraints = Constraints.NONE.mustCite(0.95).dataClass(DataClass.CONFIDENTIAL);

        Recommendation recommendation = Recommendation.of(ALL, constraints, COMPARISONS);

        assertThat(recommendation.chosen()).contains(RAG);
        assertThat(recommendation.excluded())
                .extracting(excluded -> excluded.option().name())
                .containsExactly("tuned", "base", "tuned + RAG");
    }

    @Test
    void whatIsNotKnownIsNotAdmissible() {
        Recommendation recommendation =
                Recommendation.of(List.of(BOTH), Constraints.NONE.mustCite(0), Comparisons.of(List.of()));

        assertThat(recommendation.chosen()).isEmpty();
        Miss miss = recommendation.excluded().get(0).misses().get(0);
        assertThat(miss.limit()).isEqualTo(Limit.CITES);
        assertThat(miss.seen()).isEmpty();
        assertThat(Constraints.NONE.mustCite(0).waive(Limit.CITES).misses(BOTH)).isEmpty();
    }

    @Test
    void ifNothingIsAdmissibleTheNearestMissComesFirst() {
        Constraints constraints = Constraints.NONE.maxMemory(Profiles.GIB / 2).maxLatency(Duration.ofMillis(150));

        Recommendation recommendation = Recommendation.of(ALL, constraints, COMPARISONS);

        assertThat(recommendation.choice()).isEmpty();
        assertThat(recommendation.front()).isEmpty();
        assertThat(recommendation.excluded())
                .extracting(excluded -> excluded.option().name())
                .containsExactly("base", "RAG", "tuned", "tuned + RAG");
    }

    @Test
    void theFrontHoldsWhatNothingDominates() {
        StrategyProfile dominated = profile("old RAG", 0.80, "1.30", 4);
        StrategyProfile unknown = StrategyProfile.of("unmeasured", accuracy(0.5));

        Recommendation recommendation =
                Recommendation.of(List.of(BASE, RAG, dominated, unknown), Constraints.NONE, Comparisons.of(List.of()));

        assertThat(recommendation.front()).containsExactly(RAG, BASE, unknown);
    }

    @Test
    void anUnknownCostIsNoLowCost() {
        StrategyProfile unknown = StrategyProfile.of("A", accuracy(0.8));

        assertThat(Recommendation.of(List.of(unknown, RAG), Constraints.NONE, Comparisons.of(List.of()))
                        .chosen())
                .contains(RAG);
    }

    @Test
    void lessIsBetterForErrors() {
        StrategyProfile large = StrategyProfile.of("large", new Quality("RMSE", false, 2, 1.5, 2.5, 30));
        StrategyProfile small = StrategyProfile.of("small", new Quality("RMSE", false, 1, 0.5, 1.5, 30));

        Recommendation recommendation =
                Recommendation.of(List.of(large, small), Constraints.NONE.minQuality(1.2), between(large, small));

        assertThat(recommendation.chosen()).contains(small);
        assertThat(recommendation.excluded().get(0).misses().get(0).seen()).contains("2");
    }

    @Test
    void optionsThatCannotBeComparedAreRefused() {
        Comparisons none = Comparisons.of(List.of());
        StrategyProfile other = StrategyProfile.of("other", new Quality("F1", true, 0.5, 0.4, 0.6, 10));
        Money yen = new Money(BigDecimal.TEN, Currency.getInstance("JPY"));

        assertThatThrownBy(() -> Recommendation.of(List.of(), Constraints.NONE, none))
                .hasMessageContaining("at least one");
        assertThatThrownBy(() -> Recommendation.of(List.of(RAG, RAG), Constraints.NONE, none))
                .hasMessageContaining("RAG");
        assertThatThrownBy(() -> Recommendation.of(List.of(RAG, other), Constraints.NONE, none))
                .hasMessageContaining("accuracy and, other, by F1");
        assertThatThrownBy(() -> Recommendation.of(List.of(RAG), Constraints.NONE.maxMoneyPerThousand(yen), none))
                .hasMessageContaining("[JPY, USD]");
        assertThatThrownBy(() -> Recommendation.of(List.of(RAG), Constraints.NONE, COMPARISONS))
                .hasMessageContaining("tuned + RAG");
    }

    @Test
    void eachConstraintSaysWhatIsMissed() {
        Constraints constraints = Constraints.NONE
                .maxMemory(2 * Profiles.GIB)
                .maxGpuMemory(0)
                .maxLatency(Duration.ofMillis(500))
                .maxMoneyPerThousand(Profiles.dollars("1"))
                .allowedLicences(Set.of("MIT"))
                .dataClass(DataClass.RESTRICTED)
                .noEgress()
                .mustCite(1)
                .mustAbstain(0.95)
                .minQuality(0.9);

        assertThat(constraints.misses(RAG).stream().map(Miss::limit))
                .containsExactly(
                        Limit.MEMORY,
                        Limit.LATENCY,
                        Limit.MONEY,
                        Limit.LICENCE,
                        Limit.DATA_CLASS,
                        Limit.CITES,
                        Limit.ABSTAINS,
                        Limit.QUALITY);
        assertThat(constraints.misses(RAG).get(0))
                .satisfies(miss -> assertThat(miss.excess()).isEqualTo(1));
        assertThat(constraints.misses(BASE)).extracting(Miss::limit).contains(Limit.EGRESS);
        assertThat(constraints.misses(StrategyProfile.of("unmeasured", accuracy(0.95))))
                .hasSize(9)
                .allSatisfy(miss -> assertThat(miss.seen()).isEmpty());
        assertThat(Constraints.NONE.allowedLicences(Set.of("APACHE-2.0")).misses(RAG))
                .isEmpty();
    }

    @Test
    void wrongValuesAreRefusedWhereTheyAreGiven() {
        assertThatThrownBy(() -> new Quality("F1", true, Double.NaN, 0, 1, 3)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new Quality("F1", true, 0.5, 0.6, 1, 3)).hasMessageContaining("low <= value");
        assertThatThrownBy(() -> Constraints.NONE.mustCite(1.1)).hasMessageContaining("1.1");
        assertThatThrownBy(() -> Constraints.NONE.maxMemory(0)).hasMessageContaining("bytes");
        assertThatThrownBy(() -> Constraints.NONE.maxLatency(Duration.ZERO)).hasMessageContaining("p95");
        assertThatThrownBy(() -> Constraints.NONE.maxGpuMemory(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> Constraints.NONE.allowedLicences(Set.of())).hasMessageContaining("licences");
        assertThatThrownBy(() -> Constraints.NONE.minQuality(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new PairedDifference("a", "a", 0, 0, 0, 1)).hasMessageContaining("itself");
        assertThatThrownBy(() -> new PairedDifference("a", "b", 0, 0, 0, 2)).hasMessageContaining("2.0");
        assertThatThrownBy(() -> new PairedDifference("a", "b", 0, 1, 2, 1)).hasMessageContaining("low <=");
        assertThatThrownBy(() -> Operations.UNKNOWN.withMemory(-1, 0)).hasMessageContaining("memoryBytes");
        assertThatThrownBy(() -> Operations.UNKNOWN.withLatency(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("p50 must be at most p95");
        PairedDifference pair = new PairedDifference("a", "b", 0, 0, 0, 1);
        assertThatThrownBy(() -> Comparisons.of(List.of(pair, new PairedDifference("b", "a", 0, 0, 0, 1))))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> Comparisons.of(List.of()).withMinimumDetectableEffect(0))
                .hasMessageContaining("minimumDetectableEffect");
    }

    private static Comparisons between(StrategyProfile first, StrategyProfile second) {
        double difference = first.quality().value() - second.quality().value();
        return Comparisons.of(
                List.of(new PairedDifference(first.name(), second.name(), difference, difference, difference, 0.001)));
    }
}
