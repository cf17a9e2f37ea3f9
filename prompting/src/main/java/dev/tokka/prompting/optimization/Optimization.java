// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import dev.tokka.MeanInterval;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** One run of a {@link PromptOptimizer}. */
final class Optimization {

    private final Settings settings;
    private final Cases cases;
    private final Models models;
    private final Searches searches;

    Optimization(Settings settings, Cases cases, Models models, Optional<InstructionWriter> writer) {
        this.settings = settings;
        this.cases = cases;
        this.models = models;
        this.searches = new Searches(settings, cases, writer);
    }

    Optimized run() {
        Meter meter = models.meter();
        Standing start = new Standing(settings.start(), Pool.EMPTY, models);
        Random random = new Random(settings.rules().seed());
        Folds folds = Folds.of(cases, settings.rules().folds(), random);
        try {
            Map<Integer, Double> before = start.scores(cases, folds.all());
            Spent aPass = meter.spent();
            Map<Integer, Double> after = new HashMap<>();
            for (List<Integer> fold : folds.folds()) {
                Spent aside = folds.answers(aPass, folds.all().size() - after.size(), settings);
                int left = settings.rules().folds() + 1 - searches.made();
                meter.allow(meter.left().minus(aside).parts(1, left));
                Standing chosen =
                        searches.search(start, "", folds.without(fold)).best();
                meter.allowAll();
                after.putAll(chosen.scores(cases, fold));
            }
            Searches.Found found = searches.search(start, "", folds.all());
            return optimized(
                    start,
                    found,
                    HeldOut.of(cases, before, after, settings.rules().seed()));
        } catch (BudgetReachedException e) {
            // All that was promised is the figure on held-out questions, and that is not known.
            Optimized.Chosen kept = start.chosen();
            return new Optimized(kept, kept, List.of(), HeldOut.UNKNOWN, searches.curve(), meter.spent());
        }
    }

    private Optimized optimized(Standing start, Searches.Found found, HeldOut heldOut) {
        List<Optimized.Row> table = found.complete().keySet().stream()
                .map(candidate -> row(candidate, found))
                .toList();
        return new Optimized(
                start.chosen(),
                found.best().chosen(),
                table,
                heldOut,
                searches.curve(),
                models.meter().spent());
    }

    private Optimized.Row row(Candidate candidate, Searches.Found found) {
        Map<Integer, Double> scores = found.trials().scores(candidate, found.questions());
        Map<Integer, Double> before = found.trials().scores(settings.start(), found.questions());
        double tokens = found.questions().stream()
                .mapToLong(q -> found.trials().outcome(candidate, q).tokens())
                .average()
                .orElse(0);
        long seed = settings.rules().seed();
        return new Optimized.Row(
                candidate.combination(),
                candidate.frame().instructions(),
                MeanInterval.bootstrap(cases.byCluster(scores), new Random(seed)),
                MeanInterval.bootstrap(cases.byCluster(HeldOut.differences(before, scores)), new Random(seed)),
                tokens);
    }
}
