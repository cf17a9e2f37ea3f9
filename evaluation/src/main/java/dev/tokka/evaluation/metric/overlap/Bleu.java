// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.overlap;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.util.Arrays;
import java.util.List;

/**
 * BLEU of a corpus, from 0 to 100, as sacrebleu 2 computes it: the geometric mean of the precisions of sequences of 1 to 4
 * tokens, summed over all cases first, times a penalty for replies that are shorter than their references.
 *
 * <p>A precision without a match is smoothed as mteval-v13a does ({@code exp}); without any match at all, and where no
 * reply has 4 tokens (0/0), BLEU is 0. Of several references, each sequence may match the one that has it most often, and
 * the one of the closest length counts for the penalty.
 *
 * <p>The value of a single case is sacrebleu's BLEU of a sentence: only lengths of sequences that the reply has are
 * counted ({@code effective_order}). The mean of these is not the BLEU of the corpus.
 *
 * @see <a href="https://aclanthology.org/P02-1040">Papineni et al., BLEU (2002)</a>
 * @see <a href="https://aclanthology.org/W18-6319">Post, A Call for Clarity in Reporting BLEU Scores (2018)</a>
 */
public final class Bleu implements AdditiveMetric {

    private static final int ORDERS = 4;
    private static final int FIRST_MATCHED = 2;
    private static final int FIRST_ALL = FIRST_MATCHED + ORDERS;

    private final Tokenizer tokenizer;

    private Bleu(Tokenizer tokenizer) {
        this.tokenizer = requireNonNull(tokenizer, "tokenizer");
    }

    /** Returns BLEU with sacrebleu's default tokenizer, 13a: for European languages. */
    public static Bleu standard() {
        return new Bleu(Tokenizers.MTEVAL_13A);
    }

    /** Returns BLEU of characters that are not white space, as sacrebleu's tokenizer {@code char}: for Japanese. */
    public static Bleu ofCharacters() {
        return new Bleu(Tokenizers.ALL_CHARACTERS);
    }

    /** Returns BLEU of other tokens. */
    public static Bleu of(Tokenizer tokenizer) {
        return new Bleu(tokenizer);
    }

    @Override
    public Description describe() {
        return Description.of("metric", "BLEU")
                .with("smoothing", "exp")
                .with("orders", ORDERS)
                .with("source", "Papineni et al. 2002, aclanthology.org/P02-1040; sacrebleu 2, Post 2018")
                .withPart(tokenizer.describe());
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        List<List<String>> references =
                References.of(item).stream().map(tokenizer::tokens).toList();
        double[] terms = terms(outcome.text().map(tokenizer::tokens).orElse(List.of()), references);
        return new Score(
                bleu(terms, true),
                outcome.text().isPresent(),
                outcome.text().orElse(""),
                Arrays.stream(terms).boxed().toList());
    }

    /** The terms are the lengths of reply and reference, the matches of each order, and all sequences of each order. */
    private static double[] terms(List<String> given, List<List<String>> references) {
        double[] terms = new double[FIRST_ALL + ORDERS];
        terms[0] = given.size();
        terms[1] = closest(given.size(), references);
        for (int n = 1; n <= ORDERS; n++) {
            NGrams wanted = NGrams.of(references.get(0), n);
            for (List<String> reference : references.subList(1, references.size())) {
                wanted = wanted.orMore(NGrams.of(reference, n));
            }
            NGrams grams = NGrams.of(given, n);
            terms[FIRST_MATCHED + n - 1] = grams.shared(wanted);
            terms[FIRST_ALL + n - 1] = grams.all();
        }
        return terms;
    }

    /** The length of the reference that is closest, and the shorter one of two. */
    private static int closest(int length, List<List<String>> references) {
        int best = references.get(0).size();
        for (List<String> reference : references) {
            int nearer = Math.abs(length - best) - Math.abs(length - reference.size());
            if (nearer > 0 || (nearer == 0 && reference.size() < best)) {
                best = reference.size();
            }
        }
        return best;
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return bleu(sums, false);
    }

    private static double bleu(double[] sums, boolean effectiveOrder) {
        double logs = 0;
        double smoothing = 1;
        boolean anyMatch = false;
        int orders = 0;
        for (int i = 0; i < ORDERS && sums[FIRST_ALL + i] > 0; i++) {
            double matched = sums[FIRST_MATCHED + i];
            anyMatch |= matched > 0;
            smoothing *= matched > 0 ? 1 : 2;
            logs += Math.log((matched > 0 ? matched : 1 / smoothing) / sums[FIRST_ALL + i]);
            orders++;
        }
        if (!anyMatch || (orders < ORDERS && !effectiveOrder)) {
            return 0;
        }
        double brevity = sums[0] < sums[1] ? 1 - sums[1] / sums[0] : 0;
        return 100 * Math.exp(brevity + logs / orders);
    }

    @Override
    public String toString() {
        return name();
    }
}
