// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.Description;
import dev.tokka.rag.text.Language;
import java.util.List;

/**
 * Turns texts into vectors whose dot product says how close their meanings are.
 *
 * <p>Implementations are safe for use by many threads, and a text's vector does not depend on the texts that are
 * encoded with it.
 */
public interface Encoder {

    /** What a text is to a search; some encoders write a prefix before one of the two. */
    enum Role {
        /** A text to search with. */
        QUERY,
        /** A text to be found. */
        PASSAGE
    }

    /**
     * Returns one vector of length 1 for each text, in the order of the texts.
     *
     * <p>A passage that is longer than the encoder takes is cut there: its later words have no part in its vector.
     *
     * @param role what all the texts are
     * @param texts none blank; may be empty
     * @return {@code [texts][dimension]}: new arrays
     * @throws dev.tokka.QuestionRejectedException if a query is longer than the encoder takes
     * @throws dev.tokka.ModelUnavailableException if the calling thread is interrupted; the flag stays set
     */
    List<float[]> encode(Role role, List<String> texts);

    /** Returns the length of every vector; at least 1. */
    int dimension();

    /** Returns what decides the vectors: the digest of the weights, pooling and prefixes. */
    Description describe();

    /**
     * Returns what decides the vectors of passages alone; an index that was written with it may be searched. Unless overridden,
     * that is all that decides vectors.
     */
    default Description describePassages() {
        return describe();
    }

    /** Returns whether texts of {@code language} get useful vectors; unless overridden, all do. */
    default boolean covers(Language language) {
        return true;
    }
}
