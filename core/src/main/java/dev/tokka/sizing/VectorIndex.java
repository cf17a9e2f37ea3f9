// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import dev.tokka.Checks;

/**
 * Vectors of passages with a graph of neighbours (HNSW), held in memory: {@code 1.1 * (dimensions * bytes + 8 * neighbours)}
 * bytes for each passage, which is OpenSearch's rule for 4 bytes. The text of the passages is on the disk and not counted.
 *
 * @param passages how many; at least 0
 * @param dimensions of a vector; at least 1
 * @param bytesPerDimension 4 for floats, 1 for quantized vectors; in [1, 8]
 * @param neighbours how many a vector has in the graph; at least 1; 16 is usual
 * @see <a href="https://docs.opensearch.org/latest/vector-search/creating-vector-index/">OpenSearch, memory estimation</a>
 */
public record VectorIndex(long passages, int dimensions, int bytesPerDimension, int neighbours) {

    private static final int PER_NEIGHBOUR = 8;

    /** Checks the ranges above. */
    public VectorIndex {
        if (passages < 0) {
            throw new IllegalArgumentException("passages must be at least 0 but is " + passages);
        }
        Checks.requireAtLeast(1, dimensions, "dimensions");
        Checks.requireIn(1, 8, bytesPerDimension, "bytesPerDimension");
        Checks.requireAtLeast(1, neighbours, "neighbours");
    }

    /** Returns how many bytes it takes. */
    public long bytes() {
        long vector = (long) dimensions * bytesPerDimension + (long) PER_NEIGHBOUR * neighbours;
        long exact = Math.multiplyExact(Math.multiplyExact(passages, vector), 11L);
        return exact / 10 + (exact % 10 == 0 ? 0 : 1);
    }
}
