// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * How payloads stand in a file: their length and a checksum of length and payload, 4 bytes each, big-endian, and the
 * payload. Payloads begin with a brace and hold no zero byte.
 */
final class Frames {

    static final int HEADER_BYTES = 8;
    static final int MOST_BYTES = 64 * 1024 * 1024;

    private static final int LEAST_BYTES = 2;

    /** What stands at a place of a file. */
    sealed interface Item {

        /** Returns where it begins. */
        int offset();
    }

    /** A payload, as it was written. */
    static final class Whole implements Item {

        private final int offset;
        private final byte[] payload;

        private Whole(int offset, byte[] payload) {
            this.offset = offset;
            this.payload = payload;
        }

        @Override
        public int offset() {
            return offset;
        }

        byte[] payload() {
            return payload;
        }

        /** Returns where the next one begins. */
        int end() {
            return offset + HEADER_BYTES + payload.length;
        }
    }

    /** Bytes that are not what was written. */
    record Bad(int offset) implements Item {}

    /** The rest of the file, which a write left that did not get to its end. */
    record Torn(int offset, int bytes) implements Item {}

    private Frames() {}

    static byte[] frame(byte[] payload) {
        return ByteBuffer.allocate(HEADER_BYTES + payload.length)
                .putInt(payload.length)
                .putInt(checksum(payload, 0, payload.length))
                .put(payload)
                .array();
    }

    /** Returns what stands at {@code offset} of {@code file}, or empty at its end. */
    static Optional<Item> at(byte[] file, int offset) {
        if (offset == file.length) {
            return Optional.empty();
        }
        Optional<Item> whole = wholeAt(file, offset).map(frame -> frame);
        return whole.or(
                () -> Optional.of(isTorn(file, offset) ? new Torn(offset, file.length - offset) : new Bad(offset)));
    }

    /** Returns the next whole payload after {@code offset}, wherever it begins, or the end of the file. */
    static int nextWhole(byte[] file, int offset) {
        for (int at = offset + 1; at < file.length; at++) {
            if (wholeAt(file, at).isPresent()) {
                return at;
            }
        }
        return file.length;
    }

    private static Optional<Whole> wholeAt(byte[] file, int offset) {
        if (file.length - offset < HEADER_BYTES + LEAST_BYTES || file[offset + HEADER_BYTES] != '{') {
            return Optional.empty();
        }
        ByteBuffer header = ByteBuffer.wrap(file, offset, HEADER_BYTES);
        int length = header.getInt();
        int begin = offset + HEADER_BYTES;
        if (length < LEAST_BYTES || length > file.length - begin || header.getInt() != checksum(file, begin, length)) {
            return Optional.empty();
        }
        return Optional.of(new Whole(offset, Arrays.copyOfRange(file, begin, begin + length)));
    }

    /**
     * Returns whether a write can have left this: nothing whole comes after it, and the payload has not all of its length,
     * or holes, which are zeros. Anything else was written to its end and changed later.
     */
    private static boolean isTorn(byte[] file, int offset) {
        if (nextWhole(file, offset) < file.length) {
            return false;
        }
        int rest = file.length - offset;
        if (rest < HEADER_BYTES) {
            return true;
        }
        int length = ByteBuffer.wrap(file, offset, HEADER_BYTES).getInt();
        boolean begun = rest == HEADER_BYTES || file[offset + HEADER_BYTES] == '{';
        boolean incomplete = length > rest - HEADER_BYTES && length <= MOST_BYTES;
        if (begun && incomplete) {
            return !RecordJson.isWhole(file, offset + HEADER_BYTES); // else it is the length that was changed
        }
        for (int i = offset + HEADER_BYTES; i < file.length; i++) {
            if (file[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static int checksum(byte[] bytes, int offset, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
        checksum.update(bytes, offset, length);
        return (int) checksum.getValue();
    }
}
