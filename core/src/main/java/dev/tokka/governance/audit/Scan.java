// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import java.io.IOException;

/** All that stands in a log, in order. */
interface Scan {

    /** Returns whether more stands there. */
    boolean hasNext() throws IOException;

    /** Returns what comes next. */
    Item next() throws IOException;

    /** What stands in a log. */
    sealed interface Item {

        /** Returns in which file, for messages. */
        String where();
    }

    /** The bytes of a record. */
    final class Payload implements Item {

        private final String where;
        private final byte[] payload;

        Payload(String where, byte[] payload) {
            this.where = where;
            this.payload = payload;
        }

        @Override
        public String where() {
            return where;
        }

        byte[] payload() {
            return payload;
        }
    }

    /** Something that is not as it was written. */
    record Bad(String where, String how) implements Item {}

    /** A write that did not get to its end, after all records. */
    record Torn(String where, int bytes) implements Item {}

    /** The hashes of a segment whose records came before. */
    record Full(String where, SegmentHashes hashes) implements Item {}

    /** The hashes of a segment whose records are gone. */
    record Gone(String where, SegmentHashes hashes) implements Item {}
}
