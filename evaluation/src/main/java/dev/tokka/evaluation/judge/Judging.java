// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Generation;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Results;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How answers are judged: makes the cases that a judge is asked, and reads its replies.
 *
 * <pre>{@code
 * Judging judging = Judging.by(Rubric.elyzaTasks100()).withRepeats(3);
 * Results judged = Experiment.of(judging.benchmark(results), List.of(new Candidate("judge", judge)), ledger).run(executor);
 * List<JudgedGrade> grades = judging.read(CaseOutcome.all(judged, "judge"));
 * }</pre>
 *
 * <p>The same answers make equal cases with equal ids, so that a stored judgement need not be asked again. A candidate's
 * text is put between fences that it cannot contain. An answer that is missing, because the candidate failed or
 * abstained, is judged all the same, so that no case is lost, but gets the least grade whatever the judge says; of two
 * answers the missing one loses. A judgement that is missing or cannot be read has the {@linkplain Scale#fallback()
 * worst grade}, or for two answers is a tie.
 *
 * @param rubric what the judge is told
 * @param repeats how often each is judged, each with a seed of its own; at least 1. Two are needed to know the noise
 * @param temperature the judge's variety; from 0 to 2
 * @param seed the seed of the first repeat; those after it count on
 */
public record Judging(Rubric rubric, int repeats, double temperature, long seed) {

    /** Checks the ranges above. */
    public Judging {
        requireNonNull(rubric, "rubric");
        Checks.requireAtLeast(1, repeats, "repeats");
        Generation.DEFAULT.withTemperature(temperature); // refuses what is not in [0, 2]
    }

    /** Returns how to judge once by {@code rubric}, with temperature 0 and seed 1. */
    public static Judging by(Rubric rubric) {
        return new Judging(rubric, 1, 0, 1);
    }

    /** Returns this with so many repeats, at least 1. */
    public Judging withRepeats(int newRepeats) {
        return new Judging(rubric, newRepeats, temperature, seed);
    }

    /** Returns this with another temperature, from 0 to 2. */
    public Judging withTemperature(double newTemperature) {
        return new Judging(rubric, repeats, newTemperature, seed);
    }

    /** Returns this with another seed. */
    public Judging withSeed(long newSeed) {
        return new Judging(rubric, repeats, temperature, newSeed);
    }

    /** Returns kind {@code "judging"} with the settings, and the rubric as its part. */
    public Description describe() {
        return Description.of("judging")
                .with("repeats", repeats)
                .with("temperature", temperature)
                .with("seed", seed)
                .withPart(rubric.describe());
    }

    /**
     * Returns the cases that ask a judge to grade the answers of one model, {@link #repeats} for each.
     *
     * @param model the name of the model that answered; not blank
     * @throws IllegalArgumentException if the rubric compares two answers, or two of the answers are to the same case
     */
    public List<Case> cases(String model, List<CaseOutcome> answers) {
        Checks.requireText(model, "model");
        requireScale(rubric.scale() != Scale.PAIRWISE, "cases(model, answers) needs a rubric that grades one answer");
        requireDistinct(answers);
        List<Case> cases = new ArrayList<>();
        for (CaseOutcome answer : answers) {
            for (int repeat = 1; repeat <= repeats; repeat++) {
                cases.add(JudgingCase.single(this, new JudgedGrade.Sides(model, "", false), repeat, answer));
            }
        }
        return List.copyOf(cases);
    }

    /**
     * Returns the cases that ask a judge to compare the answers of two models, {@link #repeats} for each case in each of
     * the two orders.
     *
     * @param answers by the name of the model: exactly two, to the same cases; the grades are about the first name in
     *     alphabetical order
     * @throws IllegalArgumentException if the rubric grades one answer, there are not two models, or they did not answer
     *     the same cases
     */
    public List<Case> pairs(Map<String, List<CaseOutcome>> answers) {
        requireScale(rubric.scale() == Scale.PAIRWISE, "pairs(answers) needs a rubric that compares two answers");
        List<String> names = answers.keySet().stream().sorted().toList();
        if (names.size() != 2) {
            throw new IllegalArgumentException("answers must be of two models but are of " + names);
        }
        List<CaseOutcome> first = requireNonNull(answers.get(names.get(0)));
        Map<String, CaseOutcome> second = new HashMap<>();
        requireNonNull(answers.get(names.get(1)))
                .forEach(answer -> second.put(answer.item().id(), answer));
        requireDistinct(first);
        requireDistinct(requireNonNull(answers.get(names.get(1))));
        requireSameCases(first, second, names);
        List<Case> cases = new ArrayList<>();
        for (CaseOutcome answer : first) {
            CaseOutcome other = requireNonNull(second.get(answer.item().id()));
            for (int repeat = 1; repeat <= repeats; repeat++) {
                for (boolean swapped : new boolean[] {false, true}) {
                    JudgedGrade.Sides sides = new JudgedGrade.Sides(names.get(0), names.get(1), swapped);
                    cases.add(JudgingCase.pair(this, sides, repeat, List.of(answer, other)));
                }
            }
        }
        return List.copyOf(cases);
    }

    /**
     * Returns the benchmark that asks a judge about the answers of all models: each by itself, or each against the other
     * where the rubric compares two.
     *
     * @throws IllegalArgumentException as {@link #cases} and {@link #pairs} do
     */
    public Benchmark benchmark(Results results) {
        List<Case> all = new ArrayList<>();
        if (rubric.scale() == Scale.PAIRWISE) {
            Map<String, List<CaseOutcome>> answers = new HashMap<>();
            results.models().forEach(model -> answers.put(model, CaseOutcome.all(results, model)));
            all.addAll(pairs(answers));
        } else {
            results.models().forEach(model -> all.addAll(cases(model, CaseOutcome.all(results, model))));
        }
        String name = results.benchmark().name() + ", graded by " + rubric.name();
        return Benchmark.of(name, all, GradeMetric.of(rubric.scale()));
    }

    /**
     * Returns what the judge's replies to cases of this judging say, in the same order.
     *
     * @throws IllegalArgumentException if a case was not made by {@link #cases} or {@link #pairs}
     */
    public List<JudgedGrade> read(List<CaseOutcome> judgements) {
        GradeMetric metric = GradeMetric.of(rubric.scale());
        return judgements.stream()
                .map(judgement -> JudgingCase.read(judgement, metric))
                .toList();
    }

    private static void requireScale(boolean fits, String message) {
        if (!fits) {
            throw new IllegalArgumentException(message);
        }
    }

    private static void requireDistinct(List<CaseOutcome> answers) {
        Set<String> ids = new HashSet<>();
        for (CaseOutcome answer : answers) {
            if (!ids.add(answer.item().id())) {
                throw new IllegalArgumentException(
                        "case ids must be unique but " + answer.item().id() + " occurs twice");
            }
        }
    }

    private static void requireSameCases(List<CaseOutcome> first, Map<String, CaseOutcome> second, List<String> names) {
        Set<String> ids = new HashSet<>();
        first.forEach(answer -> ids.add(answer.item().id()));
        if (!ids.equals(second.keySet())) {
            throw new IllegalArgumentException(
                    names + " must have answered the same cases but answered " + ids.size() + " and " + second.size());
        }
    }
}
