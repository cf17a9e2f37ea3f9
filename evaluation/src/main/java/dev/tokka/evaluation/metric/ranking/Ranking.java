// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.ranking;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * How well documents are ranked: the mean over cases of a measure from 0 to 1.
 *
 * <p>A reply is a ranking: the id of a document on each line, best first. Blank lines, and a document that was named
 * before, are passed over. A case expects {@link Expected.Relevance}, which names at least one relevant document, so
 * that nothing is divided by 0. A model that abstains or fails has ranked nothing: 0.
 */
public final class Ranking implements AdditiveMetric {

    /** A measure of one ranking. */
    @FunctionalInterface
    private interface Measure {
        double of(List<String> ranking, Map<String, Integer> grades);
    }

    private final Description description;
    private final Measure measure;

    private Ranking(String name, String source, Measure measure) {
        this.description = Description.of("metric", name).with("source", source);
        this.measure = measure;
    }

    /**
     * Returns the normalised discounted cumulative gain of the first {@code k} documents, as trec_eval computes it
     * ({@code ndcg_cut}; Järvelin and Kekäläinen 2002): the grade is the gain, discounted by log2(rank + 1), divided by
     * that of the best ranking.
     *
     * @param k at least 1
     */
    public static Ranking ndcg(int k) {
        return ndcg("nDCG@" + k, "trec_eval ndcg_cut", k, grade -> grade);
    }

    /**
     * Returns {@link #ndcg} with the gain 2<sup>grade</sup> - 1 (Burges et al. 2005), which weighs the best documents
     * more.
     *
     * @param k at least 1
     */
    public static Ranking ndcgExponential(int k) {
        // The gain of a grade beyond 1000 would overflow: such grades count as 1000.
        return ndcg("exponential nDCG@" + k, "Burges et al. 2005", k, grade -> Math.pow(2, Math.min(grade, 1000)) - 1);
    }

    /**
     * Returns the mean reciprocal rank (Voorhees 1999): 1 / the rank of the first relevant document, 0 if none of the
     * first {@code k} is relevant.
     *
     * @param k at least 1
     */
    public static Ranking mrr(int k) {
        Checks.requireAtLeast(1, k, "k");
        return new Ranking("MRR@" + k, "Voorhees 1999", (ranking, grades) -> {
            for (int i = 0; i < Math.min(k, ranking.size()); i++) {
                if (grades.containsKey(ranking.get(i))) {
                    return 1.0 / (i + 1);
                }
            }
            return 0;
        });
    }

    /**
     * Returns the mean average precision over whole rankings (trec_eval {@code map}): the mean over all relevant
     * documents of the precision at their ranks, 0 for those that are not ranked.
     */
    public static Ranking meanAveragePrecision() {
        return new Ranking("MAP", "trec_eval map", (ranking, grades) -> {
            int found = 0;
            double sum = 0;
            for (int i = 0; i < ranking.size(); i++) {
                if (grades.containsKey(ranking.get(i))) {
                    found++;
                    sum += (double) found / (i + 1);
                }
            }
            return sum / grades.size();
        });
    }

    /**
     * Returns the mean share of the relevant documents that are among the first {@code k} (trec_eval {@code recall}).
     *
     * @param k at least 1
     */
    public static Ranking recall(int k) {
        Checks.requireAtLeast(1, k, "k");
        return new Ranking(
                "recall@" + k,
                "trec_eval recall",
                (ranking, grades) -> (double) found(ranking, grades, k) / grades.size());
    }

    /**
     * Returns the mean share of {@code k} that relevant documents among the first {@code k} make up (trec_eval
     * {@code P}); a shorter ranking is not divided by its own length.
     *
     * @param k at least 1
     */
    public static Ranking precision(int k) {
        Checks.requireAtLeast(1, k, "k");
        return new Ranking(
                "precision@" + k, "trec_eval P", (ranking, grades) -> (double) found(ranking, grades, k) / k);
    }

    @Override
    public Description describe() {
        return description;
    }

    /** {@inheritDoc} Scores {@link Expected.Relevance} alone. */
    @Override
    public Score score(Case item, Outcome outcome) {
        if (!(item.expected() instanceof Expected.Relevance relevance)) {
            throw new IllegalArgumentException("rankings need cases that expect relevance but case " + item.id()
                    + " expects " + item.expected().getClass().getSimpleName());
        }
        Optional<String> text = outcome.text();
        if (text.isEmpty()) {
            return Score.unreadable(0);
        }
        List<String> ranking = text.orElseThrow()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
        return Score.of(measure.of(ranking, relevance.grades()), String.join("\n", ranking));
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return sums[0] / cases;
    }

    private static Ranking ndcg(String name, String source, int k, IntToDoubleFunction gain) {
        Checks.requireAtLeast(1, k, "k");
        return new Ranking(name, source, (ranking, grades) -> {
            List<Integer> given =
                    ranking.stream().map(id -> grades.getOrDefault(id, 0)).toList();
            List<Integer> best =
                    grades.values().stream().sorted(Comparator.reverseOrder()).toList();
            return discounted(given, k, gain) / discounted(best, k, gain);
        });
    }

    private static double discounted(List<Integer> grades, int k, IntToDoubleFunction gain) {
        double sum = 0;
        for (int i = 0; i < Math.min(k, grades.size()); i++) {
            sum += gain.applyAsDouble(grades.get(i)) * Math.log(2) / Math.log(i + 2);
        }
        return sum;
    }

    private static long found(List<String> ranking, Map<String, Integer> grades, int k) {
        return ranking.stream().limit(k).filter(grades::containsKey).count();
    }
}
