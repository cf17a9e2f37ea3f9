// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.recommendation;

import dev.tokka.DataClass;
import dev.tokka.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Set;

/** Four strategies of a bank, as the worked examples use them. */
final class Profiles {

    static final long GIB = 1L << 30;

    static final StrategyProfile BASE = profile("base", 0.52, "0.90", 1)
            .with(Terms.UNKNOWN
                    .withLicence("proprietary")
                    .withHighestDataClass(DataClass.INTERNAL)
                    .withEgress(Set.of("api.example.com")))
            .with(Abilities.of(0, 0.1));
    static final StrategyProfile RAG = profile("RAG", 0.81, "1.20", 4)
            .with(Terms.UNKNOWN
                    .withLicence("Apache-2.0")
                    .withHighestDataClass(DataClass.CONFIDENTIAL)
                    .withoutEgress())
            .with(Abilities.of(0.99, 0.9));
    static final StrategyProfile TUNED = profile("tuned", 0.79, "0.40", 8)
            .with(Terms.UNKNOWN
                    .withLicence("apache-2.0")
                    .withHighestDataClass(DataClass.RESTRICTED)
                    .withoutEgress())
            .with(Abilities.of(0, 0.5));
    static final StrategyProfile BOTH = profile("tuned + RAG", 0.83, "2.00", 12);

    static final List<StrategyProfile> ALL = List.of(BASE, RAG, TUNED, BOTH);

    static final Comparisons COMPARISONS = Comparisons.of(List.of(
            new PairedDifference("tuned + RAG", "base", 0.31, 0.25, 0.37, 0.0001),
            new PairedDifference("tuned + RAG", "RAG", 0.02, -0.01, 0.05, 0.21),
            new PairedDifference("tuned", "tuned + RAG", -0.04, -0.08, 0, 0.06),
            new PairedDifference("RAG", "base", 0.29, 0.23, 0.35, 0.0001)));

    private Profiles() {}

    static StrategyProfile profile(String name, double accuracy, String dollars, int gib) {
        return StrategyProfile.of(name, accuracy(accuracy))
                .with(Operations.UNKNOWN
                        .withLatency(Duration.ofMillis(100L * gib), Duration.ofMillis(200L * gib))
                        .withMoneyPerThousand(dollars(dollars))
                        .withMemory(gib * GIB, 0));
    }

    static Quality accuracy(double value) {
        return new Quality("accuracy", true, value, value - 0.04, value + 0.04, 400);
    }

    static Money dollars(String amount) {
        return new Money(new BigDecimal(amount), Currency.getInstance("USD"));
    }
}
