// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.Description;
import dev.tokka.rag.text.Language;

/**
 * Says how much a term tells: a rare one tells more than one that stands in every document.
 *
 * <p>Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface TermWeights {

    /**
     * Returns the weight of {@code term}, an index term as {@link dev.tokka.rag.text.Terms} makes it; more than 0 and
     * finite.
     */
    double weight(Language language, String term);

    /** Returns what decides the weights; {@linkplain Description#opaque opaque} unless overridden. */
    default Description describe() {
        return Description.opaque(this);
    }

    /** Returns weights of 1 for every term. */
    static TermWeights uniform() {
        return new UniformWeights();
    }
}
