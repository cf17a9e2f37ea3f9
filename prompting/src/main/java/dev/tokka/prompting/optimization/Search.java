// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import dev.tokka.prompting.Prompting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.ObjDoubleConsumer;

/**
 * Searches the candidate that answers some questions best.
 *
 * <p>The questions are of two kinds: from the mistakes on <em>lessons</em> instructions are written, by <em>trials</em>
 * candidates are compared. So instructions that repeat what they were made from gain nothing by it. The start is always among
 * what is compared, and wins ties.
 */
final class Search {

    /** So many mistakes are shown at once. */
    private static final int MISTAKES = 5;

    /** On so many lessons what was bred must beat its parent, before it is tried on more. */
    private static final int LESSONS = 8;

    /** The part of the calls that halving may take if breeding follows: 3 of 5. */
    private static final int HALVING = 3;

    private static final int OF = 5;

    private final Settings settings;
    private final Start start;
    private final Trials trials;
    private final Parts parts;
    private final Tools tools;
    private final Map<Candidate, double[]> complete = new LinkedHashMap<>();
    private final Set<Candidate> seen = new HashSet<>();
    private final Set<List<String>> wordings = new HashSet<>();
    private int written;

    /**
     * Where a search begins.
     *
     * @param candidate what all others are compared with
     * @param trials by which it is tried, and all others
     * @param label in front of the numbers of written instructions
     */
    record Start(Candidate candidate, Trials trials, String label) {}

    /** Which questions are for what, in the order in which they are used. */
    record Parts(List<Integer> lessons, List<Integer> trials) {}

    /**
     * What a search works with.
     *
     * @param writer writes instructions, if any are to be written
     * @param meter knows what is left
     * @param random of this search
     * @param listener is told the mean of the best candidate each time one was tried on all questions
     */
    record Tools(
            Optional<InstructionWriter> writer, Meter meter, Random random, ObjDoubleConsumer<Candidate> listener) {}

    Search(Settings settings, Start start, Parts parts, Tools tools) {
        this.settings = settings;
        this.start = start;
        this.trials = start.trials();
        this.parts = parts;
        this.tools = tools;
    }

    /**
     * Returns the candidates that were tried on all trials with their scores, the best first, of equal ones the earliest.
     *
     * @throws BudgetReachedException if the start has not been asked all questions before
     */
    Map<Candidate, double[]> run() {
        complete(start.candidate());
        try {
            halve(grid(frames()));
            breed();
        } catch (BudgetReachedException e) {
            // What is known by now decides.
        }
        Map<Candidate, double[]> sorted = new LinkedHashMap<>();
        complete.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> -mean(entry.getValue())))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    static double mean(double[] scores) {
        double sum = 0;
        for (double score : scores) {
            sum += score;
        }
        return scores.length == 0 ? 0 : sum / scores.length;
    }

    private void complete(Candidate candidate) {
        complete.put(
                candidate,
                parts.trials().stream()
                        .mapToDouble(question -> trials.score(candidate, question))
                        .toArray());
        seen.add(candidate);
        double best = complete.values().stream().mapToDouble(Search::mean).max().orElse(0);
        tools.listener().accept(candidate, best);
    }

    /** Returns the instructions to begin with, with the rest of their prompting, by their names. */
    private Map<String, Prompting> frames() {
        Map<String, Prompting> frames = new LinkedHashMap<>();
        Candidate first = start.candidate();
        frames.put(first.combination().wording(), first.frame());
        for (int i = 1; i < settings.starts().size(); i++) {
            frames.putIfAbsent("start " + (i + 1), settings.starts().get(i));
        }
        frames.values().forEach(frame -> wordings.add(frame.instructions()));
        for (int i = 0; i < settings.space().proposals() && tools.writer().isPresent(); i++) {
            written(first, sample(parts.lessons(), parts.lessons().size()))
                    .ifPresent(candidate -> frames.put(candidate.combination().wording(), candidate.frame()));
        }
        return frames;
    }

    /** Returns {@code candidate} with instructions written from its mistakes on {@code lessons}, if there are new ones. */
    private Optional<Candidate> written(Candidate candidate, List<Integer> lessons) {
        List<Mistake> mistakes = lessons.stream()
                .filter(question -> !trials.outcome(candidate, question).grade().isRight())
                .limit(MISTAKES)
                .map(question ->
                        Mistake.of(trials.cases().questions().get(question), trials.outcome(candidate, question)))
                .toList();
        return tools.writer()
                .orElseThrow()
                .write(candidate.frame(), mistakes, tools.random().nextInt(Integer.MAX_VALUE))
                .filter(text -> wordings.add(List.of(text)))
                .map(text -> told(candidate, start.label() + "written " + ++written, text));
    }

    private static Candidate told(Candidate parent, String name, String instructions) {
        Prompting frame = parent.frame();
        Combination like = parent.combination();
        return new Candidate(
                new Combination(name, like.shots(), like.reasoning(), like.variant()),
                new Prompting(
                        List.of(instructions),
                        frame.glossary(),
                        frame.examples(),
                        frame.budget(),
                        frame.form(),
                        frame.repairs()));
    }

    private List<Candidate> grid(Map<String, Prompting> frames) {
        List<Shots> shots = new ArrayList<>(List.of(Shots.asGiven()));
        if (!trials.pool().isEmpty()) {
            shots.addAll(settings.space().shots());
        }
        Set<Variant> variants = new LinkedHashSet<>();
        variants.add(start.candidate().combination().variant());
        variants.addAll(settings.space().variants());
        Set<Candidate> grid = new LinkedHashSet<>();
        grid.add(start.candidate());
        frames.forEach((name, frame) -> shots.forEach(some -> settings.space()
                .reasonings()
                .forEach(reasoning -> variants.forEach(
                        variant -> grid.add(new Candidate(new Combination(name, some, reasoning, variant), frame))))));
        List<Candidate> different = new ArrayList<>(grid);
        // The start is always tried; where the budget is small, chance says which of the others are.
        Collections.shuffle(different.subList(1, different.size()), tools.random());
        return different;
    }

    private void halve(List<Candidate> candidates) {
        int calls = tools.meter().callsLeft();
        boolean breeds = settings.space().generations() > 0 && tools.writer().isPresent();
        int budget = breeds ? (int) ((long) calls * HALVING / OF) : calls;
        List<Integer> prices = candidates.stream().map(Candidate::calls).toList();
        List<Candidate> left = candidates;
        for (Halving.Round round :
                Halving.plan(prices, parts.trials().size(), budget).rounds()) {
            left = left.subList(0, Math.min(left.size(), round.candidates()));
            seen.addAll(left);
            List<Integer> questions = parts.trials().subList(0, round.questions());
            Map<Candidate, Double> sums = new LinkedHashMap<>();
            for (Candidate candidate : left) {
                sums.put(candidate, trials.sum(candidate, questions));
                if (round.questions() == parts.trials().size()) {
                    complete(candidate);
                }
            }
            left = left.stream()
                    .sorted(Comparator.comparingDouble(candidate -> -sums.getOrDefault(candidate, 0.0)))
                    .toList();
        }
    }

    private void breed() {
        for (int i = 0; i < settings.space().generations(); i++) {
            Front<Candidate> front = Front.of(complete);
            Candidate parent = front.draw(tools.random());
            Candidate other = front.draw(tools.random());
            boolean crossing = i % 2 == 1 || tools.writer().isEmpty();
            Optional<Candidate> child = crossing ? crossed(parent, other) : Optional.empty();
            if (child.isEmpty() && tools.writer().isPresent()) {
                child = taught(parent);
            }
            child.filter(seen::add).filter(bred -> isNotWorse(bred, parent)).ifPresent(this::complete);
        }
    }

    /**
     * Returns the instructions of one with the examples of the other, and reasoning and variant of either, if that is something
     * new.
     */
    private Optional<Candidate> crossed(Candidate one, Candidate other) {
        Combination mine = one.combination();
        Combination its = other.combination();
        Combination mixed = new Combination(
                mine.wording(),
                its.shots(),
                tools.random().nextBoolean() ? mine.reasoning() : its.reasoning(),
                tools.random().nextBoolean() ? mine.variant() : its.variant());
        Candidate crossed = new Candidate(mixed, one.frame());
        return seen.contains(crossed) ? Optional.empty() : Optional.of(crossed);
    }

    /** Returns {@code parent} with instructions from some of its mistakes, if they prevent some on the same questions. */
    private Optional<Candidate> taught(Candidate parent) {
        List<Integer> lessons = sample(parts.lessons(), LESSONS);
        double before = trials.sum(parent, lessons);
        if (before >= lessons.size()) {
            return Optional.empty(); // nothing to learn
        }
        return written(parent, lessons).filter(child -> trials.sum(child, lessons) > before);
    }

    private boolean isNotWorse(Candidate child, Candidate parent) {
        List<Integer> first =
                parts.trials().subList(0, Math.min(LESSONS, parts.trials().size()));
        return trials.sum(child, first) >= trials.sum(parent, first);
    }

    private List<Integer> sample(List<Integer> questions, int most) {
        List<Integer> shuffled = new ArrayList<>(questions);
        Collections.shuffle(shuffled, tools.random());
        return shuffled.subList(0, Math.min(most, shuffled.size()));
    }
}
