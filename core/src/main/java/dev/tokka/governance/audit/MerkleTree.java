// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * The hash tree of RFC 6962: one hash, the root, stands for a whole log, and short proofs say that a record is in it and
 * that a later log only added to an earlier one.
 *
 * <pre>{@code
 * MTH({})   = SHA-256()
 * MTH({d})  = SHA-256(0x00 || d)
 * MTH(D[n]) = SHA-256(0x01 || MTH(D[0:k]) || MTH(D[k:n])), k the largest power of two below n
 * }</pre>
 *
 * <p>A tree holds the hashes of its leaves, 32 bytes each; a root or a proof takes time proportional to its size.
 * Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6962#section-2.1">RFC 6962, section 2.1</a>
 */
public final class MerkleTree {

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private final List<Hash> leaves;

    /** Creates the tree with these leaf hashes, which must not change any more. */
    private MerkleTree(List<Hash> leaves) {
        this.leaves = leaves;
    }

    /** Returns the tree with these {@linkplain #leafHash leaf hashes}, in order. */
    public static MerkleTree of(List<Hash> leaves) {
        Hashes copy = new Hashes();
        copy.addAll(leaves);
        return new MerkleTree(copy);
    }

    /** Returns the hash of a leaf that holds {@code data}. */
    public static Hash leafHash(byte[] data) {
        return Hash.sha256(LEAF, data);
    }

    /** Returns the hash of a node with these children. */
    public static Hash nodeHash(Hash left, Hash right) {
        return Hash.sha256(NODE, left.shared(), right.shared());
    }

    /** Returns how many leaves the tree has. */
    public long size() {
        return leaves.size();
    }

    /** Returns the hash of a leaf, counted from 0. */
    public Hash leaf(long index) {
        return leaves.get(Math.toIntExact(index));
    }

    /** Returns the root; of an empty tree the hash of nothing. */
    public Hash root() {
        return root(size());
    }

    /**
     * Returns the root of the tree of the first {@code size} leaves.
     *
     * @throws IllegalArgumentException if there are not as many
     */
    public Hash root(long size) {
        requireSize(size);
        return size == 0 ? Hash.sha256() : root(0, (int) size);
    }

    /**
     * Returns the proof that a leaf is in the tree of the first {@code size} leaves.
     *
     * @param index of the leaf, from 0 to {@code size - 1}
     * @throws IllegalArgumentException if there is no such leaf or there are not as many
     */
    public InclusionProof inclusion(long index, long size) {
        requireSize(size);
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("index must be in [0, " + size + ") but is " + index);
        }
        List<Hash> path = new ArrayList<>();
        addPath((int) index, 0, (int) size, path);
        return new InclusionProof(index, size, path);
    }

    /**
     * Returns the proof that the tree of the first {@code size} leaves only adds to that of the first {@code first}.
     *
     * @throws IllegalArgumentException if {@code first} is larger than {@code size}, or there are not as many
     */
    public ConsistencyProof consistency(long first, long size) {
        requireSize(size);
        if (first < 0 || first > size) {
            throw new IllegalArgumentException("first must be in [0, " + size + "] but is " + first);
        }
        List<Hash> path = new ArrayList<>();
        if (first > 0 && first < size) {
            addConsistency((int) first, new Range(0, (int) size), true, path);
        }
        return new ConsistencyProof(first, size, path);
    }

    /** Some leaves, the last one excluded. */
    private record Range(int from, int to) {}

    /** The PATH of RFC 6962, 2.1.1. */
    private void addPath(int index, int from, int to, List<Hash> path) {
        if (to - from == 1) {
            return;
        }
        int middle = from + split(to - from);
        if (index < middle) {
            addPath(index, from, middle, path);
            path.add(root(middle, to));
        } else {
            addPath(index, middle, to, path);
            path.add(root(from, middle));
        }
    }

    /** The SUBPROOF of RFC 6962, 2.1.2; {@code known} is whether the root of the old tree is that of this range. */
    private void addConsistency(int first, Range range, boolean known, List<Hash> path) {
        if (first == range.to) {
            if (!known) {
                path.add(root(range.from, range.to));
            }
            return;
        }
        int middle = range.from + split(range.to - range.from);
        if (first <= middle) {
            addConsistency(first, new Range(range.from, middle), known, path);
            path.add(root(middle, range.to));
        } else {
            addConsistency(first, new Range(middle, range.to), false, path);
            path.add(root(range.from, middle));
        }
    }

    private Hash root(int from, int to) {
        if (to - from == 1) {
            return leaves.get(from);
        }
        int middle = from + split(to - from);
        return nodeHash(root(from, middle), root(middle, to));
    }

    /** Returns the largest power of two below {@code size}, which is at least 2. */
    private static int split(int size) {
        return Integer.highestOneBit(size - 1);
    }

    private void requireSize(long size) {
        if (size < 0 || size > leaves.size()) {
            throw new IllegalArgumentException("size must be in [0, " + leaves.size() + "] but is " + size);
        }
    }
}
