// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.recommendation;

import dev.tokka.Answer;
import dev.tokka.Money;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.analysis.Comparison;
import dev.tokka.evaluation.analysis.Measurement;
import dev.tokka.evaluation.analysis.Report;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** What a report says of its models, in the terms of a recommendation. */
final class Measured {

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private Measured() {}

    static StrategyProfile profile(Report report, String model) {
        String metric = report.primary().name();
        Measurement seen = report.measurement(model, metric)
                .orElseThrow(() -> new IllegalArgumentException(
                        "model must be one of " + report.results().models() + " but is " + model));
        Quality quality = new Quality(
                metric,
                report.primary().higherIsBetter(),
                seen.interval().estimate(),
                Math.min(seen.interval().low(), seen.interval().estimate()),
                Math.max(seen.interval().high(), seen.interval().estimate()),
                report.results().benchmark().cases().size());
        return StrategyProfile.of(model, quality)
                .with(operations(report, model))
                .with(abilities(report.results(), model));
    }

    static Comparisons comparisons(Report report) {
        List<PairedDifference> differences = new ArrayList<>();
        for (Comparison pair : report.comparisons(report.primary().name())) {
            // A report subtracts the first from the second; here it is the other way round.
            double difference = -pair.difference().estimate();
            differences.add(new PairedDifference(
                    pair.first(),
                    pair.second(),
                    difference,
                    Math.min(-pair.difference().high(), difference),
                    Math.max(-pair.difference().low(), difference),
                    pair.pValue().adjusted()));
        }
        Comparisons all = Comparisons.of(differences);
        OptionalDouble detectable = report.comparisons(report.primary().name()).stream()
                .flatMapToDouble(pair -> pair.sensitivity().detectable().stream())
                .max(); // of the pair in which the least could be seen
        return detectable.isPresent() ? all.withMinimumDetectableEffect(detectable.getAsDouble()) : all;
    }

    private static Operations operations(Report report, String model) {
        dev.tokka.evaluation.analysis.Operations took = report.operations().get(model);
        if (took == null) {
            return Operations.UNKNOWN;
        }
        Operations known = Operations.UNKNOWN.withLatency(took.p50(), took.p95());
        if (took.cost().size() != 1) {
            return known; // no price, or prices in two currencies, which nobody may add up
        }
        var cost = took.cost().entrySet().iterator().next();
        BigDecimal each =
                cost.getValue().divide(BigDecimal.valueOf(took.counts().all()), MathContext.DECIMAL64);
        return known.withMoneyPerThousand(new Money(each.multiply(THOUSAND), cost.getKey()));
    }

    private static Abilities abilities(Results results, String model) {
        List<Outcome> answerable = new ArrayList<>();
        List<Outcome> unanswerable = new ArrayList<>();
        Map<String, List<Outcome>> all = results.outcomes(model);
        for (Case item : results.benchmark().cases()) {
            List<Outcome> outcomes = all.getOrDefault(item.id(), List.of());
            (item.expected() instanceof Expected.NoAnswer ? unanswerable : answerable).addAll(outcomes);
        }
        List<Outcome> replies = answerable.stream()
                .filter(outcome -> outcome.text().isPresent())
                .toList();
        return new Abilities(share(replies, Measured::cites), share(unanswerable, Measured::abstains));
    }

    private static boolean cites(Outcome outcome) {
        return outcome.given()
                .filter(answer -> answer instanceof Answer.Reply reply
                        && !reply.citations().isEmpty())
                .isPresent();
    }

    private static boolean abstains(Outcome outcome) {
        return outcome.given().isPresent() && outcome.text().isEmpty();
    }

    private static OptionalDouble share(List<Outcome> outcomes, Predicate<Outcome> test) {
        return Optional.of(outcomes).filter(all -> !all.isEmpty()).stream()
                .mapToDouble(all -> (double) all.stream().filter(test).count() / all.size())
                .findFirst();
    }
}
