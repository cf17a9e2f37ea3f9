// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The hashes of the records of a full segment, in a file of its own: what is left of it once its records are gone, so
 * that all roots and proofs stay what they are.
 *
 * @param first the sequence number of the first record
 * @param bytes how long the file of the records is
 * @param last when the last record was written
 * @param leaves the leaf hashes
 */
record SegmentHashes(long first, long bytes, Instant last, List<Hash> leaves) {

    private static final byte[] MAGIC = "tokkaH01".getBytes(US_ASCII);
    private static final int HEADER = MAGIC.length + 4 * Long.BYTES;

    void write(Path file) throws IOException {
        Segments.write(file, toBytes());
    }

    byte[] toBytes() {
        Hashes all = new Hashes();
        all.addAll(leaves);
        byte[] hashes = all.toBytes();
        ByteBuffer buffer = ByteBuffer.allocate(HEADER + hashes.length + Integer.BYTES)
                .put(MAGIC)
                .putLong(first)
                .putLong(leaves.size())
                .putLong(bytes)
                .putLong(last.toEpochMilli())
                .put(hashes);
        buffer.putInt(checksum(buffer.array(), buffer.position()));
        return buffer.array();
    }

    /** Returns what {@code file} holds, or empty if it is not as it was written. */
    static Optional<SegmentHashes> read(Path file) throws IOException {
        byte[] all = Segments.read(file);
        int end = all.length - Integer.BYTES;
        if (end < HEADER || !Arrays.equals(Arrays.copyOf(all, MAGIC.length), MAGIC)) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(all).position(MAGIC.length);
        long first = buffer.getLong();
        long count = buffer.getLong();
        long bytes = buffer.getLong();
        Instant last = Instant.ofEpochMilli(buffer.getLong());
        if (count != (end - HEADER) / Hash.BYTES
                || (end - HEADER) % Hash.BYTES != 0
                || ByteBuffer.wrap(all).getInt(end) != checksum(all, end)) {
            return Optional.empty();
        }
        Hashes leaves = new Hashes();
        for (int at = HEADER; at < end; at += Hash.BYTES) {
            leaves.add(Hash.of(all, at, at + Hash.BYTES));
        }
        return Optional.of(new SegmentHashes(first, bytes, last, leaves));
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }
}
