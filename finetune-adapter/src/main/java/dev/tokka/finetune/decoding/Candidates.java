// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The best ways to make several texts one token longer. */
final class Candidates {

    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparingDouble(Candidate::score)
            .reversed()
            .thenComparingInt(Candidate::row)
            .thenComparingInt(Candidate::token);

    private final int most;
    private final PriorityQueue<Candidate> worstFirst = new PriorityQueue<>(BEST_FIRST.reversed());

    /**
     * A text made one token longer.
     *
     * @param score the sum of the log-probabilities of all its tokens, as the settings make them
     */
    record Candidate(int row, int token, double score) {}

    Candidates(int most) {
        this.most = most;
    }

    /** Offers all tokens after the text {@code row}, whose score is {@code before}. */
    void offer(int row, double before, float[] scores, int n) {
        for (int token = 0; token < n; token++) {
            double score = before + scores[token];
            if (score > Double.NEGATIVE_INFINITY && (worstFirst.size() < most || score > worst())) {
                worstFirst.add(new Candidate(row, token, score));
                if (worstFirst.size() > most) {
                    worstFirst.remove();
                }
            }
        }
    }

    private double worst() {
        Candidate worst = worstFirst.peek();
        return worst == null ? Double.NEGATIVE_INFINITY : worst.score();
    }

    List<Candidate> bestFirst() {
        List<Candidate> sorted = new ArrayList<>(worstFirst);
        sorted.sort(BEST_FIRST);
        return sorted;
    }
}
