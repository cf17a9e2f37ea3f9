// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes, collected in pieces: unlike one array that grows, never more than a piece larger than what was collected, and no
 * piece so large that a small heap has no room for it in one place.
 */
final class Collected {

    private static final int FIRST = 4 * 1024;
    private static final int LARGEST = 256 * 1024;

    private final List<ByteBuffer> full = new ArrayList<>();
    private ByteBuffer last = ByteBuffer.allocate(FIRST);
    private int size;

    /** Returns how many bytes there are. */
    int size() {
        return size;
    }

    /** Adds all of {@code bytes}. */
    void add(ByteBuffer bytes) {
        size += bytes.remaining();
        while (bytes.hasRemaining()) {
            if (!last.hasRemaining()) {
                full.add(last.flip());
                last = ByteBuffer.allocate(Math.min(2 * last.capacity(), LARGEST));
            }
            int fits = Math.min(bytes.remaining(), last.remaining());
            last.put(bytes.slice(bytes.position(), fits));
            bytes.position(bytes.position() + fits);
        }
    }

    /** Returns the bytes in one piece, and forgets them, so that they are not held twice for longer than needed. */
    byte[] takeAll() {
        ByteBuffer all = ByteBuffer.allocate(size);
        full.forEach(all::put);
        all.put(last.flip());
        full.clear();
        last = ByteBuffer.allocate(0);
        size = 0;
        return all.array();
    }
}
