// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The proof that a record is in a log: an audit path of RFC 6962, section 2.1.1.
 *
 * @param index of the record, from 0 to {@code size - 1}; its sequence number
 * @param size of the log
 * @param path the hashes of the neighbours, from the leaf up
 */
public record InclusionProof(long index, long size, List<Hash> path) {

    /** Checks the ranges above and copies the path. */
    public InclusionProof {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("index must be in [0, " + size + ") but is " + index);
        }
        path = List.copyOf(path);
    }

    /**
     * Returns whether a log of this size with this root has this leaf at this index.
     *
     * @param leaf as {@link MerkleTree#leafHash} makes it of the record's bytes
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9162#section-2.1.3.2">RFC 9162, section 2.1.3.2</a>
     */
    public boolean verify(Hash leaf, Hash root) {
        requireNonNull(root, "root");
        long node = index;
        long last = size - 1;
        Hash hash = requireNonNull(leaf, "leaf");
        for (Hash neighbour : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = MerkleTree.nodeHash(neighbour, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = MerkleTree.nodeHash(hash, neighbour);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }
}
