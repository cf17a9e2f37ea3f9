// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.tuning;

import dev.tokka.Checks;
import dev.tokka.Passage;
import java.util.List;

/** Says how good a ranking is for one question. Its {@code toString} names it. Safe for use by many threads. */
public interface TuningMetric {

    /** Returns how many passages are looked at; at least 1. */
    int limit();

    /** Returns how good {@code ranking}, best first, is for {@code question}: from 0 (useless) to 1. */
    double score(TuningQuestion question, List<Passage> ranking);

    /**
     * Returns 1 / rank of the first passage that answers, 0 if none of the first {@code limit} does. It favours large
     * passages, of which fewer compete: use it where the size of passages is not varied.
     */
    static TuningMetric reciprocalRank(int limit) {
        return new ReciprocalRank(Checks.requireAtLeast(1, limit, "limit"));
    }

    /**
     * Returns how early in what a model would read the answer stands, which is fair to small and large passages.
     *
     * <pre>{@code
     * score = 1 - characters of the passages before the one that answers and of half of itself / characters
     * }</pre>
     *
     * <p>and 0 where that is negative or no passage answers.
     *
     * @param characters how much a model reads at most; at least 1
     */
    static TuningMetric early(int characters) {
        return new Early(Checks.requireAtLeast(1, characters, "characters"));
    }

    /**
     * See {@link #reciprocalRank}.
     *
     * @param limit how many passages are looked at
     */
    record ReciprocalRank(int limit) implements TuningMetric {

        @Override
        public double score(TuningQuestion question, List<Passage> ranking) {
            for (int i = 0; i < Math.min(limit, ranking.size()); i++) {
                if (question.isAnsweredBy(ranking.get(i))) {
                    return 1.0 / (i + 1);
                }
            }
            return 0;
        }
    }

    /**
     * See {@link #early}.
     *
     * @param characters how much a model reads at most
     */
    record Early(int characters) implements TuningMetric {

        private static final int PASSAGES = 50;

        @Override
        public int limit() {
            return PASSAGES;
        }

        @Override
        public double score(TuningQuestion question, List<Passage> ranking) {
            double read = 0;
            for (Passage passage : ranking) {
                int length = passage.text().length();
                if (question.isAnsweredBy(passage)) {
                    return Math.max(0, 1 - (read + length / 2.0) / characters);
                }
                read += length;
            }
            return 0;
        }
    }
}
