// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Searches, one after another, each with a chance of its own. Used by one thread. */
final class Searches {

    /** One of so many parts of the questions is for lessons, if instructions are to be written. */
    private static final int LESSONS = 3;

    private final Settings settings;
    private final Cases cases;
    private final Optional<InstructionWriter> writer;
    private final List<Optimized.Progress> curve = new ArrayList<>();
    private int made;

    Searches(Settings settings, Cases cases, Optional<InstructionWriter> writer) {
        this.settings = settings;
        this.cases = cases;
        this.writer = writer;
    }

    /**
     * What one search found.
     *
     * @param complete the candidates that were tried on all questions, the best first
     * @param trials of these candidates
     * @param questions by which they are compared
     */
    record Found(Map<Candidate, double[]> complete, Trials trials, List<Integer> questions) {

        Standing best() {
            return new Standing(complete.keySet().iterator().next(), trials.pool(), trials.models());
        }
    }

    List<Optimized.Progress> curve() {
        return List.copyOf(curve);
    }

    /** Returns how many searches have begun. */
    int made() {
        return made;
    }

    /**
     * Searches what is best for {@code questions}.
     *
     * @param start where it begins, and what wins ties
     * @param label in front of the numbers of written instructions
     */
    Found search(Standing start, String label, List<Integer> questions) {
        int search = ++made;
        Random random = new Random(settings.rules().seed() + search);
        Meter meter = start.models().meter();
        Trials trials = new Trials(cases, start.models(), start.poolOf(cases, questions));
        Search.Tools tools = new Search.Tools(
                writer,
                meter,
                random,
                (candidate, best) -> curve.add(new Optimized.Progress(search, meter.spent(), best)));
        Search.Start from = new Search.Start(start.candidate(), trials, label);
        Search.Parts parts = parts(questions, random);
        return new Found(new Search(settings, from, parts, tools).run(), trials, parts.trials());
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
}
