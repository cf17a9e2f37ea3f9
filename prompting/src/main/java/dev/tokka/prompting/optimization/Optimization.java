// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import dev.tokka.Example;
import dev.tokka.MeanInterval;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** One run of a {@link PromptOptimizer}. */
final class Optimization {

    /** One of so many parts of the questions is for lessons, if instructions are to be written. */
    private static final int LESSONS = 3;

    /** What answers to held-out questions may cost, as a multiple of the start's, which may show fewer examples. */
    private static final int DEARER = 2;

    private final Settings settings;
    private final Cases cases;
    private final Meter meter;
    private final Optional<InstructionWriter> writer;
    private final List<Optimized.Progress> curve = new ArrayList<>();
    private int searches;

    Optimization(Settings settings, Cases cases, Meter meter, Optional<InstructionWriter> writer) {
        this.settings = settings;
        this.cases = cases;
        this.meter = meter;
        this.writer = writer;
    }

    /** What one search found, and with which examples. */
    private record Found(Map<Candidate, double[]> complete, Trials trials, List<Integer> questions) {

        Candidate best() {
            return complete.keySet().iterator().next();
        }
    }

    Optimized run() {
        Candidate start = settings.start();
        List<Integer> all = IntStream.range(0, cases.questions().size()).boxed().toList();
        Random random = new Random(settings.rules().seed());
        List<List<Integer>> folds = cases.deal(all, settings.rules().folds(), random);
        try {
            Trials first = new Trials(cases, Pool.EMPTY);
            Map<Integer, Double> before = first.scores(start, all);
            Spent aQuestion = meter.spent();
            Map<Integer, Double> after = new HashMap<>();
            for (List<Integer> fold : folds) {
                meter.allow(share(aQuestion, all.size() - after.size()));
                Found found = search(all.stream().filter(q -> !fold.contains(q)).toList());
                meter.allowAll();
                after.putAll(found.trials().scores(found.best(), fold));
            }
            meter.allowAll();
            return optimized(search(all), heldOut(before, after, random));
        } catch (BudgetReachedException e) {
            // All that was promised is the figure on held-out questions, and that is not known.
            Optimized.Chosen kept = new Optimized.Chosen(start.toString(), start.frame(), Shots.asGiven(), List.of());
            return new Optimized(start.frame(), kept, List.of(), HeldOut.UNKNOWN, curve, meter.spent());
        }
    }

    /**
     * Returns what the next search may spend: an equal share of what is left for searches, after what it takes to answer the
     * held-out questions.
     *
     * @param start what it took to have the start answer all questions
     * @param open how many questions are not answered yet
     */
    private Spent share(Spent start, int open) {
        Spent answers = start.parts(open, cases.questions().size());
        Spent dear = new Spent(
                answers.calls() + 1, // rounded up
                answers.tokens() * DEARER,
                answers.money().multiply(BigDecimal.valueOf(DEARER)),
                answers.time().multipliedBy(DEARER));
        int left = settings.rules().folds() + 1 - searches;
        return meter.left().minus(dear).parts(1, left);
    }

    /** Searches what is best for {@code questions}. */
    private Found search(List<Integer> questions) {
        searches++;
        Random random = new Random(settings.rules().seed() + searches);
        Trials first = new Trials(cases, Pool.EMPTY);
        Trials trials = new Trials(cases, Pool.of(cases, questions, first, settings.start()));
        Search.Parts parts = parts(questions, random);
        int search = searches;
        Search.Tools tools = new Search.Tools(
                writer,
                meter,
                random,
                (candidate, best) -> curve.add(new Optimized.Progress(search, meter.spent(), best)));
        return new Found(new Search(settings, trials, parts, tools).run(), trials, parts.trials());
    }

    private Search.Parts parts(List<Integer> questions, Random random) {
        if (writer.isEmpty()) {
            List<Integer> shuffled = new ArrayList<>(questions);
            Collections.shuffle(shuffled, random);
            return new Search.Parts(List.of(), shuffled);
        }
        List<List<Integer>> dealt = cases.deal(questions, LESSONS, random);
        List<Integer> trials = new ArrayList<>();
        // The first part is never empty.
        trials.addAll(dealt.get(0));
        trials.addAll(dealt.get(1));
        Collections.shuffle(trials, random);
        return new Search.Parts(dealt.get(LESSONS - 1), trials);
    }

    private HeldOut heldOut(Map<Integer, Double> before, Map<Integer, Double> after, Random random) {
        List<double[]> gains = cases.byCluster(differences(before, after));
        return new HeldOut(
                MeanInterval.bootstrap(cases.byCluster(before), resampling()),
                MeanInterval.bootstrap(cases.byCluster(after), resampling()),
                MeanInterval.bootstrap(gains, resampling()),
                MeanInterval.signFlip(gains, random),
                true);
    }

    private static Map<Integer, Double> differences(Map<Integer, Double> before, Map<Integer, Double> after) {
        Map<Integer, Double> differences = new HashMap<>();
        after.forEach((question, score) -> differences.put(question, score - before.getOrDefault(question, 0.0)));
        return differences;
    }

    /** Returns the same chance for each figure, whatever the others are. */
    private Random resampling() {
        return new Random(settings.rules().seed());
    }

    private Optimized optimized(Found found, HeldOut heldOut) {
        Candidate best = found.best();
        Pool pool = found.trials().pool();
        List<Optimized.Row> table = found.complete().keySet().stream()
                .map(candidate -> row(candidate, found))
                .toList();
        List<Example> examples = switch (best.shots().choice()) {
            case AS_GIVEN -> List.of();
            case FIXED -> {
                List<Example> order = best.shots().order(pool.examples());
                yield order.subList(0, Math.min(best.shots().count(), order.size()));
            }
            case NEAREST, VARIED -> pool.examples();
        };
        Optimized.Chosen chosen = new Optimized.Chosen(best.toString(), best.over(pool), best.shots(), examples);
        return new Optimized(settings.start().frame(), chosen, table, heldOut, curve, meter.spent());
    }

    private Optimized.Row row(Candidate candidate, Found found) {
        Map<Integer, Double> scores = found.trials().scores(candidate, found.questions());
        Map<Integer, Double> before = found.trials().scores(settings.start(), found.questions());
        double tokens = found.questions().stream()
                .mapToLong(q -> found.trials().outcome(candidate, q).tokens())
                .average()
                .orElse(0);
        return new Optimized.Row(
                candidate.toString(),
                candidate.frame().instructions(),
                MeanInterval.bootstrap(cases.byCluster(scores), resampling()),
                MeanInterval.bootstrap(cases.byCluster(differences(before, scores)), resampling()),
                tokens);
    }
}
