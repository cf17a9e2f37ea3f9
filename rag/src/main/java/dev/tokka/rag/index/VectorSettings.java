// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;

/**
 * How vectors are stored and searched: in a graph of neighbours (HNSW), whole or quantized.
 *
 * @param precision how each number of a vector is stored in the graph
 * @param connections how many neighbours each vector of the graph has; 2 to 512
 * @param construction how many neighbours are looked at when a vector is added; 1 to 3,200
 * @param depth how many neighbours a search looks at, at least; more find more and take longer; at least 1
 * @param queries how the vector of a question is made; the embedded index only, other stores refuse all but the default
 * @see <a href="https://arxiv.org/abs/1603.09320">Malkov and Yashunin (2018), Efficient and robust approximate nearest
 *     neighbor search using hierarchical navigable small world graphs</a>
 */
public record VectorSettings(Precision precision, int connections, int construction, int depth, QueryVectors queries) {

    /** Floats, 16 connections, 100 looked at while building and while searching. */
    public static final VectorSettings DEFAULT =
            new VectorSettings(Precision.FLOAT, 16, 100, 100, QueryVectors.DEFAULT);

    private static final int MAX_CONNECTIONS = 512; // Lucene's bounds
    private static final int MAX_CONSTRUCTION = 3_200;

    /** How a number of a vector is stored. */
    public enum Precision {
        /** As it is, in four bytes. */
        FLOAT,

        /**
         * In one of 128 steps, one byte, so that the part that a search reads is a quarter as large. The whole number is
         * kept on the disk as well, and the passages found are ordered by it.
         */
        INT7
    }

    /** Checks the ranges above. */
    public VectorSettings {
        requireNonNull(precision, "precision");
        requireRange(2, connections, MAX_CONNECTIONS, "connections");
        requireRange(1, construction, MAX_CONSTRUCTION, "construction");
        Checks.requireAtLeast(1, depth, "depth");
        requireNonNull(queries, "queries");
    }

    private static void requireRange(int least, int value, int most, String name) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be in [" + least + ", " + most + "] but is " + value);
        }
    }

    /** Returns these settings with another precision. */
    public VectorSettings withPrecision(Precision newPrecision) {
        return new VectorSettings(newPrecision, connections, construction, depth, queries);
    }

    /** Returns these settings with another depth of search, at least 1. */
    public VectorSettings withDepth(int newDepth) {
        return new VectorSettings(precision, connections, construction, newDepth, queries);
    }

    /** Returns these settings with another way of making the vector of a question. */
    public VectorSettings withQueries(QueryVectors newQueries) {
        return new VectorSettings(precision, connections, construction, depth, newQueries);
    }

    /** Returns what decides how vectors are written, as the index remembers it. */
    String written() {
        return precision + " connections=" + connections + " construction=" + construction;
    }
}
