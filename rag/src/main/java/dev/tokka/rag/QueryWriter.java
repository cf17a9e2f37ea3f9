// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import dev.tokka.Question;

/**
 * Says what to search with for a question: the step before a {@link dev.tokka.Retriever}, which sees no conversation.
 *
 * <pre>{@code
 * QueryWriter queries = QueryWriters.condensing(model).then(QueryWriters.expanding(vocabulary));
 * DomainModel expert = model.with(Retrieval.from(index).queries(queries));
 * }</pre>
 *
 * <p>Implementations are safe for use by many threads, keep the deadline of the question and end when the calling thread
 * is interrupted. The question itself is not changed: the model that answers sees it as it was asked.
 */
@FunctionalInterface
public interface QueryWriter {

    /** Returns a writer of the text of the question and nothing else: the identity of {@link #then}. */
    static QueryWriter asAsked() {
        return new AsAsked();
    }

    /**
     * Returns what to search with for {@code question}.
     *
     * @throws dev.tokka.ModelException if nothing could be written; what fails to improve a question falls back to it
     */
    Queries write(Question question);

    /** Returns what this writer is made of; {@linkplain Description#opaque opaque} unless it says more. */
    default Description describe() {
        return Description.opaque(this);
    }

    /**
     * Returns a writer that lets {@code next} write for each text of this one, so that costs multiply. Texts that were
     * written before are left out, and once there are {@value Queries#MAX_TEXTS} texts, {@code next} is not asked again.
     */
    default QueryWriter then(QueryWriter next) {
        return new Chained(this, requireNonNull(next, "next"));
    }

    /**
     * Returns a writer of the texts of this one and, behind them, those of {@code other} that are new, up to
     * {@value Queries#MAX_TEXTS} in all.
     */
    default QueryWriter and(QueryWriter other) {
        return new Joined(this, requireNonNull(other, "other"));
    }
}
