// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import dev.tokka.DomainModel;
import dev.tokka.Example;
import dev.tokka.prompting.optimization.Alternation.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** One run of an {@link Alternation}. */
final class Alternating {

    private final Settings settings;
    private final Cases cases;
    private final Meter meter;
    private final Searches searches;
    private final Trainings trainings;
    private final List<Step> steps;
    private final Folds folds;
    private final Standing start;
    private final List<Alternated.Stage> stages = new ArrayList<>();

    /** What all steps until now have come to. */
    private Reached reached;

    /** What it took to have the start answer all questions. */
    private Spent aPass = Spent.NOTHING;

    /**
     * What some steps have come to.
     *
     * @param byFold made without the questions of each fold
     * @param all made with all questions
     * @param scores by question, each by what was made without it
     * @param trained the weights of {@code all}; empty as long as they are those of the base
     */
    private record Reached(
            List<Standing> byFold, Standing all, Map<Integer, Double> scores, Optional<DomainModel> trained) {}

    /** What a step makes of a standing. */
    private record Made(Standing standing, Optional<DomainModel> trained) {}

    /** A step cannot be made with some questions, because nothing is known that a model could learn. */
    private static final class NothingToLearnException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    Alternating(Settings settings, PromptOptimizer.Bench bench, Trainings trainings, List<Step> steps) {
        this.settings = settings;
        this.cases = bench.cases();
        this.meter = bench.models().meter();
        this.searches = new Searches(settings, cases, bench.writer());
        this.trainings = trainings;
        this.steps = steps;
        this.folds = Folds.of(
                cases, settings.rules().folds(), new Random(settings.rules().seed()));
        this.start = new Standing(settings.start(), Pool.EMPTY, bench.models());
        this.reached =
                new Reached(folds.folds().stream().map(fold -> start).toList(), start, Map.of(), Optional.empty());
    }

    Alternated run() {
        HeldOut heldOut = HeldOut.UNKNOWN;
        try {
            Map<Integer, Double> before = start.scores(cases, folds.all());
            aPass = meter.spent();
            reached = new Reached(reached.byFold(), start, before, Optional.empty());
            for (int step = 0; step < steps.size(); step++) {
                make(step);
            }
            heldOut =
                    HeldOut.of(cases, before, reached.scores(), settings.rules().seed());
        } catch (BudgetReachedException e) {
            stages.clear(); // not even the start is known
        }
        Optimized.Chosen best = reached.all().chosen();
        boolean ofItsOwn = best.combination().variant().model().isPresent();
        Optional<DomainModel> trained = ofItsOwn ? Optional.empty() : reached.trained();
        return new Alternated(start.chosen(), best, trained, stages, heldOut, meter.spent());
    }

    /** Makes a step, and keeps what came of it if that is known to be better. */
    private void make(int step) {
        HeldOut heldOut = HeldOut.UNKNOWN;
        String name = "";
        boolean accepted = false;
        try {
            if (steps.get(step) == Step.WEIGHTS) {
                meter.requireRoom(trainingsOf(step).plus(answersFrom(step)));
            }
            Reached made = byFold(step);
            heldOut = HeldOut.of(
                    cases, reached.scores(), made.scores(), settings.rules().seed());
            if (heldOut.improvesAsOneOf(steps.size())) {
                allow(step, folds.folds().size(), 0);
                Made whole = made(step, reached.all(), folds.all());
                accepted = whole.trained().isPresent()
                        || !whole.standing().candidate().equals(reached.all().candidate());
                if (accepted) {
                    name = whole.standing().candidate().toString();
                    reached = new Reached(
                            made.byFold(),
                            whole.standing(),
                            made.scores(),
                            whole.trained().or(reached::trained));
                }
            }
        } catch (BudgetReachedException | NothingToLearnException e) {
            // The step was not made, so all goes on as before it.
        }
        meter.allowAll();
        stages.add(new Alternated.Stage(steps.get(step), name, heldOut, accepted, meter.spent()));
    }

    /** Makes a step for each fold, without its questions, and answers them. */
    private Reached byFold(int step) {
        List<Standing> standings = new ArrayList<>();
        Map<Integer, Double> scores = new HashMap<>();
        for (int fold = 0; fold < folds.folds().size(); fold++) {
            List<Integer> held = folds.folds().get(fold);
            allow(step, fold, folds.all().size() - scores.size());
            Standing standing =
                    made(step, reached.byFold().get(fold), folds.without(held)).standing();
            meter.allowAll();
            standings.add(standing);
            scores.putAll(standing.scores(cases, held));
        }
        return new Reached(standings, reached.all(), scores, Optional.empty());
    }

    private Made made(int step, Standing from, List<Integer> questions) {
        if (steps.get(step) == Step.PROMPT) {
            String label = step == 0 ? "" : "step " + (step + 1) + ", ";
            return new Made(searches.search(from, label, questions).best(), Optional.empty());
        }
        List<Example> examples = from.poolOf(cases, questions).examples();
        if (examples.isEmpty()) {
            throw new NothingToLearnException();
        }
        Combination combination = from.candidate().combination();
        DomainModel trained = trainings.train(new TrainingSet(
                examples,
                from.candidate().over(from.pool()),
                from.models().asked(combination.variant()),
                settings.rules().seed()));
        Combination on = new Combination(
                combination.wording(),
                combination.shots(),
                combination.reasoning(),
                combination.variant().trained());
        Candidate candidate = new Candidate(on, from.candidate().frame());
        return new Made(new Standing(candidate, from.pool(), from.models().on(trained)), Optional.of(trained));
    }

    /**
     * Lets the next search of a step spend an equal share of what is left for searches, after all held-out answers and all
     * trainings that are still to come.
     */
    private void allow(int step, int fold, int open) {
        if (steps.get(step) == Step.WEIGHTS) {
            return;
        }
        Spent aside = folds.answers(aPass, open, settings);
        int searchesLeft = folds.folds().size() + 1 - fold;
        for (int later = step + 1; later < steps.size(); later++) {
            aside = aside.plus(answersFrom(later)).plus(trainingsOf(later));
            searchesLeft += steps.get(later) == Step.PROMPT ? folds.folds().size() + 1 : 0;
        }
        meter.allow(meter.left().minus(aside).parts(1, searchesLeft));
    }

    /** Returns what the trainings of a step take. */
    private Spent trainingsOf(int step) {
        return steps.get(step) == Step.WEIGHTS
                ? trainings.cost().times(folds.folds().size() + 1)
                : Spent.NOTHING;
    }

    /** Returns what the answers of a step take: of each question once, and before a training of those without a known answer. */
    private Spent answersFrom(int step) {
        int all = folds.all().size();
        Spent heldOut = folds.answers(aPass, all, settings);
        if (steps.get(step) == Step.PROMPT) {
            return heldOut;
        }
        int unknown = (int) cases.questions().stream()
                .filter(question -> question.wanted().isEmpty())
                .count();
        return heldOut.plus(
                folds.answers(aPass, unknown, settings).times(folds.folds().size()));
    }
}
