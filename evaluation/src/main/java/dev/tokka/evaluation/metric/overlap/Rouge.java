// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.overlap;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.util.List;

/**
 * ROUGE: the mean over cases of the F measure, from 0 to 1, of what reply and reference share.
 *
 * <p>{@code F = 2 PR / (P + R)}, where P is the shared part of the reply and R that of the reference; 0/0, as when one of
 * them has no token, gives 0. Of several references the best counts. With {@link Tokenizer#english} it gives what the
 * Python package {@code rouge_score} gives without stemming. A text of one token has no pair of tokens: its ROUGE-2 is 0
 * even with itself.
 *
 * @see <a href="https://aclanthology.org/W04-1013">Lin, ROUGE: A Package for Automatic Evaluation of Summaries (2004)</a>
 */
public final class Rouge implements AdditiveMetric {

    /** What two texts may share. */
    private enum Kind {
        UNIGRAMS("ROUGE-1"),
        BIGRAMS("ROUGE-2"),
        SUBSEQUENCE("ROUGE-L");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    private final Kind kind;
    private final Tokenizer tokenizer;

    private Rouge(Kind kind, Tokenizer tokenizer) {
        this.kind = kind;
        this.tokenizer = requireNonNull(tokenizer, "tokenizer");
    }

    /** Returns ROUGE-1: shared are tokens, wherever they stand. */
    public static Rouge rouge1(Tokenizer tokenizer) {
        return new Rouge(Kind.UNIGRAMS, tokenizer);
    }

    /** Returns ROUGE-2: shared are pairs of neighbouring tokens. */
    public static Rouge rouge2(Tokenizer tokenizer) {
        return new Rouge(Kind.BIGRAMS, tokenizer);
    }

    /**
     * Returns ROUGE-L: shared is the longest common subsequence of tokens, of the texts as a whole, not sentence by
     * sentence. Takes time that grows with the product of both lengths.
     */
    public static Rouge rougeL(Tokenizer tokenizer) {
        return new Rouge(Kind.SUBSEQUENCE, tokenizer);
    }

    @Override
    public Description describe() {
        return Description.of("metric", kind.label)
                .with("value", "F")
                .with("source", "Lin 2004, aclanthology.org/W04-1013; rouge_score without stemming")
                .withPart(tokenizer.describe());
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        List<String> references = References.of(item);
        return outcome.text().map(text -> score(text, references)).orElseGet(() -> Score.unreadable(0));
    }

    private Score score(String text, List<String> references) {
        List<String> given = tokenizer.tokens(text);
        double best = 0;
        for (String reference : references) {
            best = Math.max(best, f(given, tokenizer.tokens(reference)));
        }
        return Score.of(best, text);
    }

    private double f(List<String> given, List<String> wanted) {
        int all;
        int shared;
        if (kind == Kind.SUBSEQUENCE) {
            all = given.size() + wanted.size();
            shared = longestCommonSubsequence(given, wanted);
        } else {
            int n = kind == Kind.UNIGRAMS ? 1 : 2;
            NGrams givenGrams = NGrams.of(given, n);
            NGrams wantedGrams = NGrams.of(wanted, n);
            all = givenGrams.all() + wantedGrams.all();
            shared = givenGrams.shared(wantedGrams);
        }
        return shared == 0 ? 0 : 2.0 * shared / all; // 2 PR / (P + R)
    }

    private static int longestCommonSubsequence(List<String> one, List<String> other) {
        int[] before = new int[other.size() + 1];
        for (String token : one) {
            int[] now = new int[before.length];
            for (int j = 1; j < now.length; j++) {
                now[j] = token.equals(other.get(j - 1)) ? before[j - 1] + 1 : Math.max(before[j], now[j - 1]);
            }
            before = now;
        }
        return before[other.size()];
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return sums[0] / cases;
    }

    @Override
    public String toString() {
        return name();
    }
}
