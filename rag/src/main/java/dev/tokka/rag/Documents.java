// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.Attributes;
import dev.tokka.Passage;
import java.util.List;
import java.util.Optional;

/** Gives whole documents to what reads more of them than was found. Safe for use by many threads. */
@FunctionalInterface
public interface Documents {

    /**
     * Returns all passages of a document in order, each with score 0.
     *
     * @param document its id
     * @param asker the attributes of the query, with caller and tenant
     * @return empty if there is no such document, or the asker may not find it
     */
    List<Passage> passages(String document, Attributes asker);

    /**
     * Returns the text of a document, to which the spans of its passages refer, for what reads between passages.
     *
     * @param document its id
     * @param asker the attributes of the query, with caller and tenant
     * @return empty if there is no such document, the asker may not find it, or, as by default, texts are not kept
     */
    default Optional<String> text(String document, Attributes asker) {
        return Optional.empty();
    }
}
