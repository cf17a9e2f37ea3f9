// SPDX-License-Identifier: Apache-2.0
/**
 * Measurements of Tokka, where there is a peer side by side with it in one run.
 *
 * <p>Start at {@link dev.tokka.benchmarks.RetrievalBenchmark}: quality of retrieval and of answers, cost of an
 * ingestion, latency of a query. Each figure stands beside its target, if it has one.
 *
 * <p>References are never {@code null}; values are immutable. The programs here write to the standard streams.
 */
@NullMarked
package dev.tokka.benchmarks;

import org.jspecify.annotations.NullMarked;
