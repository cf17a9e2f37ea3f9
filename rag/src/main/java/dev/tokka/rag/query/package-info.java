// SPDX-License-Identifier: Apache-2.0

/**
 * What may precede a search: small pieces that write queries for a question.
 *
 * <p>{@link dev.tokka.rag.query.QueryWriters} makes them; {@link dev.tokka.rag.Retrieval#queries} uses them:
 *
 * <pre>{@code
 * Retrieval retrieval = Retrieval.from(index)
 *         .queries(QueryWriters.condensing(model).then(QueryWriters.expanding(vocabulary)));
 * }</pre>
 *
 * <p>A model that fails, abstains or writes too much does not end a search: the question is searched for as it is, and
 * the trace says so. Only an interrupt, a deadline that has passed and a policy end it.
 */
@NullMarked
package dev.tokka.rag.query;

import org.jspecify.annotations.NullMarked;
