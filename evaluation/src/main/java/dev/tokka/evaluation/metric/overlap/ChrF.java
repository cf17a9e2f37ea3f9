// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.overlap;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * chrF2 of a corpus, from 0 to 100, as sacrebleu 2 computes it: the F measure, with recall twice as heavy as precision, of
 * sequences of 1 to 6 characters; white space is left out.
 *
 * <p>Counts are summed over all cases first; precision and recall are then the means over those lengths of sequences that
 * replies and references both have. 0/0 gives 0. Of several references, the one with the best value for its reply counts,
 * and the first of equals. The value of a single case is its own chrF2, as sacrebleu's of a sentence.
 *
 * @see <a href="https://aclanthology.org/W15-3049">Popović, chrF (2015)</a>
 */
public final class ChrF implements AdditiveMetric {

    private static final int ORDERS = 6;
    private static final int COUNTS = 3;
    private static final double BETA_SQUARED = 4;

    private static final ChrF STANDARD = new ChrF();

    private ChrF() {}

    /** Returns chrF2. */
    public static ChrF standard() {
        return STANDARD;
    }

    @Override
    public Description describe() {
        return Description.of("metric", "chrF2")
                .with("orders", ORDERS)
                .with("beta", 2)
                .with("source", "Popović 2015, aclanthology.org/W15-3049; sacrebleu 2");
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        List<NGrams> given = grams(outcome.text().orElse(""));
        double[] best = {};
        double bestValue = -1;
        for (String reference : References.of(item)) {
            double[] terms = terms(given, grams(reference));
            double value = chrF(terms);
            if (value > bestValue) {
                best = terms;
                bestValue = value;
            }
        }
        return new Score(
                bestValue,
                outcome.text().isPresent(),
                outcome.text().orElse(""),
                Arrays.stream(best).boxed().toList());
    }

    private static List<NGrams> grams(String text) {
        String characters = String.join("", Tokenizers.ALL_CHARACTERS.tokens(text));
        List<NGrams> grams = new ArrayList<>();
        for (int n = 1; n <= ORDERS; n++) {
            grams.add(NGrams.ofCharacters(characters, n));
        }
        return grams;
    }

    /** The terms are, for each order, the sequences of the reply, those of the reference, and those they share. */
    private static double[] terms(List<NGrams> given, List<NGrams> wanted) {
        double[] terms = new double[COUNTS * ORDERS];
        for (int i = 0; i < ORDERS; i++) {
            // a reference too short for an order says nothing of the reply's sequences
            terms[COUNTS * i] = wanted.get(i).all() > 0 ? given.get(i).all() : 0;
            terms[COUNTS * i + 1] = wanted.get(i).all();
            terms[COUNTS * i + 2] = given.get(i).shared(wanted.get(i));
        }
        return terms;
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return chrF(sums);
    }

    private static double chrF(double[] sums) {
        double precision = 0;
        double recall = 0;
        int orders = 0;
        for (int i = 0; i < sums.length; i += COUNTS) {
            if (sums[i] > 0 && sums[i + 1] > 0) {
                precision += sums[i + 2] / sums[i];
                recall += sums[i + 2] / sums[i + 1];
                orders++;
            }
        }
        double below = BETA_SQUARED * precision + recall; // both are sums of as many shares
        return below == 0 ? 0 : 100 * (1 + BETA_SQUARED) * precision * recall / below / orders;
    }

    @Override
    public String toString() {
        return name();
    }
}
