// SPDX-License-Identifier: Apache-2.0
/**
 * Metrics of rankings of documents.
 *
 * <p>Where to start: {@link dev.tokka.evaluation.metric.ranking.RankedDocuments} makes a retriever a model whose replies
 * are rankings, and {@link dev.tokka.evaluation.metric.ranking.Ranking} scores them.
 */
@NullMarked
package dev.tokka.evaluation.metric.ranking;

import org.jspecify.annotations.NullMarked;
