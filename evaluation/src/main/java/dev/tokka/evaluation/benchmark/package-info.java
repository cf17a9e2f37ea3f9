// SPDX-License-Identifier: Apache-2.0
/**
 * Benchmarks out of the files in which data sets are published: rows of CSV, TSV, JSON, JSON lines and Parquet, read
 * strictly. A file that is not as expected is refused with the row, the column, what was expected and what was seen.
 * {@link dev.tokka.evaluation.benchmark.NumpyPermutation} tells which rows a published program drew by a seed.
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws {@link NullPointerException}.
 */
@NullMarked
package dev.tokka.evaluation.benchmark;

import org.jspecify.annotations.NullMarked;
