// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;

/** A list of hashes that can grow, at 32 bytes each. Not safe for use by many threads. */
final class Hashes extends AbstractList<Hash> implements RandomAccess {

    private byte[] bytes = new byte[64 * Hash.BYTES];
    private int size;

    @Override
    public boolean add(Hash hash) {
        int at = Math.multiplyExact(size, Hash.BYTES);
        if (at == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.multiplyExact(bytes.length, 2));
        }
        System.arraycopy(hash.shared(), 0, bytes, at, Hash.BYTES);
        size++;
        return true;
    }

    @Override
    public Hash get(int index) {
        int at = Objects.checkIndex(index, size) * Hash.BYTES;
        return Hash.of(bytes, at, at + Hash.BYTES);
    }

    @Override
    public int size() {
        return size;
    }

    /** Returns the bytes of all hashes, one after the other. */
    byte[] toBytes() {
        return Arrays.copyOf(bytes, size * Hash.BYTES);
    }
}
