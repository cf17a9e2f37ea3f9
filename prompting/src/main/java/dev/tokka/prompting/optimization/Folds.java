// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The questions, dealt into folds, and what it takes to answer them.
 *
 * @param all the numbers of the questions
 * @param folds the same in parts, no cluster in two
 */
record Folds(List<Integer> all, List<List<Integer>> folds) {

    /** What answers to held-out questions may cost, as a multiple of the start's, which may show fewer examples. */
    private static final int DEARER = 2;

    static Folds of(Cases cases, int count, Random random) {
        List<Integer> all = IntStream.range(0, cases.questions().size()).boxed().toList();
        return new Folds(all, cases.deal(all, count, random));
    }

    /** Returns all questions but those of {@code fold}. */
    List<Integer> without(List<Integer> fold) {
        return all.stream().filter(question -> !fold.contains(question)).toList();
    }

    /**
     * Returns what is put aside to answer some questions, whatever was chosen.
     *
     * @param start what it took to have the start answer all of them
     * @param open how many are to be answered
     * @param settings which know how many calls a question may take
     */
    Spent answers(Spent start, int open, Settings settings) {
        int calls = settings.space().reasonings().stream()
                .mapToInt(ReasoningChoice::calls)
                .max()
                .orElse(1);
        int before = settings.start().calls();
        int times = Math.max(1, (calls + before - 1) / before);
        Spent answers = start.parts(open, all.size());
        return new Spent(
                Math.min(answers.calls(), Integer.MAX_VALUE / times - 1) * times + 1, // rounded up
                answers.tokens() * DEARER * times,
                answers.money().multiply(BigDecimal.valueOf((long) DEARER * times)),
                answers.time().multipliedBy((long) DEARER * times));
    }
}
