// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The laws of {@link Recommendation}, over strategies whose values collide and are often unknown. */
class RecommendationLawsTest {

    @Property
    void theChosenIsAdmissibleAndOnTheFrontOrTied(@ForAll long seed) {
        Drawn drawn = new Drawn(seed);
        Recommendation recommendation = drawn.recommendation();

        assertThat(recommendation.choice().isPresent())
                .isEqualTo(!recommendation.admissible().isEmpty());
        recommendation.choice().ifPresent(choice -> {
            assertThat(recommendation.admissible()).contains(choice.chosen());
            assertThat(drawn.constraints.misses(choice.chosen())).isEmpty();
            assertThat(recommendation.front().contains(choice.chosen())
                            || choice.tied().contains(choice.chosen()))
                    .isTrue();
            assertThat(recommendation.admissible().stream()
                            .mapToDouble(option -> option.quality().goodness())
                            .max())
                    .hasValue(choice.best().quality().goodness());
        });
    }

    @Property
    void whatIsDominatedIsNeverChosenUnlessItIsTied(@ForAll long seed) {
        Recommendation recommendation = new Drawn(seed).recommendation();

        recommendation.choice().ifPresent(choice -> {
            if (!recommendation.front().contains(choice.chosen())) {
                assertThat(choice.tied()).hasSizeGreaterThan(1).contains(choice.chosen());
            }
        });
        assertThat(recommendation.front().isEmpty())
                .isEqualTo(recommendation.admissible().isEmpty());
    }

    @Property
    void noTiedStrategyDominatesTheChosen(@ForAll long seed) {
        new Drawn(seed)
                .recommendation()
                .choice()
                .ifPresent(choice -> assertThat(Axis.front(choice.tied())).contains(choice.chosen()));
    }

    @Property
    void everyOptionIsAdmissibleOrExcludedWithAReason(@ForAll long seed) {
        Drawn drawn = new Drawn(seed);
        Recommendation recommendation = drawn.recommendation();

        List<StrategyProfile> all = new ArrayList<>(recommendation.admissible());
        recommendation.excluded().forEach(excluded -> all.add(excluded.option()));
        assertThat(all).containsExactlyInAnyOrderElementsOf(drawn.options);
        assertThat(recommendation.admissible()).containsAll(recommendation.front());
    }

    @Property
    void looseningAConstraintNeverRemovesAnAdmissibleOption(@ForAll long seed, @ForAll Limit limit) {
        Drawn drawn = new Drawn(seed);

        List<StrategyProfile> admissible = drawn.recommendation().admissible();
        for (Constraints looser : List.of(drawn.constraints.waive(limit), drawn.looser())) {
            assertThat(Recommendation.of(drawn.options, looser, drawn.comparisons)
                            .admissible())
                    .containsAll(admissible);
        }
    }

    @Property
    void theOrderOfTheOptionsDoesNotMatter(@ForAll long seed, @ForAll @IntRange(max = 100) int shuffle) {
        Drawn drawn = new Drawn(seed);
        List<StrategyProfile> shuffled = new ArrayList<>(drawn.options);
        Collections.shuffle(shuffled, new Random(shuffle));

        assertThat(Recommendation.of(shuffled, drawn.constraints, drawn.comparisons))
                .isEqualTo(drawn.recommendation());
    }

    /** Options, constraints and comparisons drawn from a seed. */
    private static final class Drawn {

        private final Random random;
        private final List<StrategyProfile> options = new ArrayList<>();
        private final Constraints constraints;
        private final Comparisons comparisons;

        Drawn(long seed) {
            random = new Random(seed);
            int count = 1 + random.nextInt(6);
            for (int i = 0; i < count; i++) {
                options.add(option("s" + i));
            }
            constraints = constraints(0);
            List<PairedDifference> pairs = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                for (int j = i + 1; j < count; j++) {
                    if (random.nextInt(4) > 0) {
                        double p = random.nextBoolean() ? 0.01 : 0.4;
                        pairs.add(new PairedDifference("s" + j, "s" + i, 0.1, 0, 0.2, p));
                    }
                }
            }
            comparisons = Comparisons.of(pairs);
        }

        Recommendation recommendation() {
            return Recommendation.of(options, constraints, comparisons);
        }

        Constraints looser() {
            return constraints(1);
        }

        private Constraints constraints(int by) {
            return Constraints.NONE
                    .maxMemory(3L + by)
                    .maxLatency(Duration.ofSeconds(3L + by))
                    .maxMoneyPerThousand(money(3 + by))
                    .mustCite(0.5 - by * 0.25)
                    .minQuality(0.25 - by * 0.25)
                    .allowedLicences(by == 0 ? Set.of("MIT") : new TreeSet<>(Set.of("MIT", "Apache-2.0")));
        }

        private StrategyProfile option(String name) {
            double quality = random.nextInt(5) / 4.0;
            Operations operations = new Operations(
                    Optional.empty(),
                    maybe(Duration.ofSeconds(random.nextInt(5))),
                    maybe(money(random.nextInt(5))),
                    random.nextInt(8) > 0 ? OptionalLong.of(random.nextInt(5)) : OptionalLong.empty(),
                    OptionalLong.empty());
            return StrategyProfile.of(name, new Quality("F1", true, quality, quality, quality, 10))
                    .with(operations)
                    .with(Terms.UNKNOWN.withLicence(random.nextInt(5) > 0 ? "MIT" : "Apache-2.0"))
                    .with(new Abilities(OptionalDouble.of(random.nextInt(3) / 2.0), OptionalDouble.empty()));
        }

        private <T> Optional<T> maybe(T value) {
            return random.nextInt(8) > 0 ? Optional.of(value) : Optional.empty();
        }

        private static dev.tokka.Money money(int amount) {
            return new dev.tokka.Money(BigDecimal.valueOf(amount), Currency.getInstance("USD"));
        }
    }
}
