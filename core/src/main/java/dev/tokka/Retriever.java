// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import java.util.List;

/**
 * Finds the passages of a body of documents that fit a query.
 *
 * <h2>Contract</h2>
 *
 * <p>Callers rely on these rules; {@code RetrieverContract} in the test kit checks them by number.
 *
 * <ol>
 *   <li>The result is never {@code null} and holds no {@code null}; where nothing fits it is empty.
 *   <li>A {@code null} query is refused with {@link NullPointerException} before any work.
 *   <li>At most {@link Query#limit} passages, best first by score, no id twice.
 *   <li>A retriever may be called by many threads at once, and earlier calls do not change what a later one finds.
 *   <li>A failure to retrieve is a {@link ModelException}; any other exception is a bug.
 *   <li>The query's deadline is kept, plus one second at most, and interrupting the calling thread ends the call within
 *       100 ms with the interrupt flag set.
 *   <li>A smaller limit gives the beginning of what a larger one gives.
 *   <li>Retrievers built alike over the same documents have equal {@linkplain #describe descriptions}; a change of
 *       anything that can change results changes the description.
 * </ol>
 */
@FunctionalInterface
public interface Retriever {

    /**
     * Returns the passages that fit {@code query}, best first.
     *
     * @throws ModelException if nothing could be retrieved; see its subclasses for what to do next
     */
    List<Passage> retrieve(Query query);

    /** Returns what this retriever is made of; {@linkplain Description#opaque opaque} unless it says more. */
    default Description describe() {
        return Description.opaque(this);
    }

    /**
     * Returns this retriever, whose passages are of class {@code dataClass}: a question that carries any of them is of that
     * class too, unless it is of a higher one. Several classes of one retriever count as the highest.
     */
    default Retriever classified(DataClass dataClass) {
        return new ClassifiedRetriever(this, dataClass);
    }
}
