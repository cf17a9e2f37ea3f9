// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Span;
import java.util.Optional;

/**
 * Measures how far a passage supports a claim.
 *
 * <p>Whatever the scorer, a claim that says the opposite of the words it rests on, by one "not" more or less, or names
 * another date or unit, keeps a quarter of its support, and one with a number that those words do not hold keeps 0.4 of it.
 * Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface SupportScorer {

    /**
     * The words of a passage that support a claim best.
     *
     * @param quote where they stand in the passage's text; not empty
     * @param score how much of the claim they support, from 0 to 1
     */
    record Found(Span quote, double score) {

        /** Checks the ranges above. */
        public Found {
            Checks.requireAtLeast(1, quote.length(), "length of the quote");
            Checks.requireShare(score, "score");
        }
    }

    /**
     * Returns the best support that {@code passage} has for {@code claim}, or empty if it has none.
     *
     * @param claim one sentence of a reply, without citation markers; not blank
     * @throws dev.tokka.ModelException if a model that is asked fails
     */
    Optional<Found> of(String claim, Passage passage);

    /** Returns what decides the scores; {@linkplain Description#opaque opaque} unless overridden. */
    default Description describe() {
        return Description.opaque(this);
    }

    /**
     * Returns the scorer that compares words, each as heavy as {@code weights} says.
     *
     * <pre>{@code
     * support = weight of the claim's terms that the quote holds / weight of all terms of the claim
     * }</pre>
     *
     * <p>The quote is the run of one to three sentences of the passage that supports most, the shortest such run. Words
     * that stand in the passage's headings count too. A claim that stands in the passage word for word has a support of 1.
     * It costs no model, and what it takes for support is worded as the passage is.
     */
    static SupportScorer words(TermWeights weights) {
        return new Support(new Lexicon(requireNonNull(weights, "weights")));
    }

    /**
     * Returns the scorer that compares meaning by {@code encoder} and words as {@link #words} does, half each: the
     * cosine of claim and quote, with 0.5 and less counting nothing and 0.9 and more fully, is the meaning's part.
     *
     * <p>It sees through other wordings. Each claim and passage cost up to 17 texts to encode. In a language that the
     * encoder does not cover, it is {@link #words}.
     */
    static SupportScorer meaning(Encoder encoder, TermWeights weights) {
        return new MeaningSupport(new Support(new Lexicon(requireNonNull(weights, "weights"))), encoder);
    }

    /**
     * Returns the scorer that has {@code reranker} read the claim with runs of the passage's sentences.
     *
     * <p>Each claim and passage cost up to 16 pairs to read. A claim that stands in the passage word for word has a
     * support of 1 and is not read.
     *
     * @param calibration what a score of the reranker means; see {@link LogisticMap#MS_MARCO}
     */
    static SupportScorer crossEncoder(Reranker reranker, LogisticMap calibration) {
        return new CrossEncoderSupport(reranker, calibration);
    }
}
