// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import java.util.ArrayList;
import java.util.List;

/** The right edge of a {@link MerkleTree}: enough to add leaves and to know the root. Not safe for use by many threads. */
final class Frontier {

    private final List<Hash> peaks = new ArrayList<>(); // roots of full subtrees, largest first
    private long size;

    void add(Hash leaf) {
        Hash hash = leaf;
        for (long bits = size; (bits & 1) == 1; bits >>= 1) {
            hash = MerkleTree.nodeHash(peaks.remove(peaks.size() - 1), hash);
        }
        peaks.add(hash);
        size++;
    }

    long size() {
        return size;
    }

    Hash root() {
        if (peaks.isEmpty()) {
            return Hash.sha256();
        }
        Hash root = peaks.get(peaks.size() - 1);
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = MerkleTree.nodeHash(peaks.get(i), root);
        }
        return root;
    }
}
