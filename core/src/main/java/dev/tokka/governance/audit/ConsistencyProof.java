// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The proof that a log only added to what it was: a consistency proof of RFC 6962, section 2.1.2.
 *
 * @param first the size that it had; at least 0
 * @param size the size that it has; at least {@code first}
 * @param path the hashes of subtrees; empty if the sizes are equal or the first is 0
 */
public record ConsistencyProof(long first, long size, List<Hash> path) {

    /** Checks the ranges above and copies the path. */
    public ConsistencyProof {
        if (first < 0 || first > size) {
            throw new IllegalArgumentException("first must be in [0, " + size + "] but is " + first);
        }
        path = List.copyOf(path);
    }

    /**
     * Returns whether a log with root {@code root} begins with the one whose root was {@code firstRoot}.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9162#section-2.1.4.2">RFC 9162, section 2.1.4.2</a>
     */
    public boolean verify(Hash firstRoot, Hash root) {
        requireNonNull(firstRoot, "firstRoot");
        requireNonNull(root, "root");
        if (first == 0 || first == size) {
            return path.isEmpty() && firstRoot.equals(first == 0 ? Hash.sha256() : root);
        }
        if (path.isEmpty() && Long.bitCount(first) != 1) {
            return false;
        }
        return Long.bitCount(first) == 1
                ? climb(firstRoot, 0, firstRoot, root)
                : climb(path.get(0), 1, firstRoot, root);
    }

    private boolean climb(Hash begin, int used, Hash firstRoot, Hash root) {
        long node = first - 1;
        long last = size - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        Hash before = begin;
        Hash now = begin;
        for (Hash hash : path.subList(used, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                before = MerkleTree.nodeHash(hash, before);
                now = MerkleTree.nodeHash(hash, now);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                now = MerkleTree.nodeHash(now, hash);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && before.equals(firstRoot) && now.equals(root);
    }
}
