// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** All that stands in the segments of a log, in order, read one file at a time. Not safe for use by many threads. */
final class LogScan implements Scan {

    private final Deque<Segments.Segment> waiting;
    private final Deque<Scan.Item> ready = new ArrayDeque<>();

    private byte[] bytes = {};
    private int at;
    private Segments.Segment segment;

    LogScan(Path directory) throws IOException {
        List<Segments.Segment> segments = Segments.in(directory);
        this.waiting = new ArrayDeque<>(segments);
        this.segment = Segments.Segment.of(directory, 0);
    }

    @Override
    public boolean hasNext() throws IOException {
        while (ready.isEmpty() && (at < bytes.length || !waiting.isEmpty())) {
            if (at < bytes.length) {
                ready.add(frame());
                if (at == bytes.length) {
                    end();
                }
            } else {
                begin(waiting.pop());
            }
        }
        return !ready.isEmpty();
    }

    @Override
    public Scan.Item next() throws IOException {
        if (!hasNext()) {
            throw new NoSuchElementException("the log has no more records");
        }
        return ready.pop();
    }

    private void begin(Segments.Segment next) throws IOException {
        segment = next;
        at = 0;
        bytes = new byte[0];
        try {
            bytes = Segments.read(next.records());
            if (bytes.length == 0) {
                end();
            }
        } catch (FileNotFoundException e) {
            hashes(true); // the records are gone, perhaps since a moment ago
        }
    }

    private Scan.Item frame() {
        Frames.Item item = Frames.at(bytes, at).orElseThrow();
        String where = String.valueOf(segment.records().getFileName());
        if (item instanceof Frames.Whole whole) {
            at = whole.end();
            return new Scan.Payload(where, whole.payload());
        }
        if (item instanceof Frames.Torn torn && waiting.isEmpty()) {
            at = bytes.length;
            return new Scan.Torn(where, torn.bytes());
        }
        int bad = at;
        at = Frames.nextWhole(bytes, at);
        return new Scan.Bad(where, "the bytes from " + bad + " on are no whole record with its checksum");
    }

    /** Adds the hashes of a full segment, after its records. */
    private void end() throws IOException {
        if (!waiting.isEmpty() || (segment.hasHashes() && !segment.hasRecords())) {
            hashes(false);
        }
    }

    private void hashes(boolean gone) throws IOException {
        String where = String.valueOf(segment.hashes().getFileName());
        Optional<SegmentHashes> hashes = segment.hasHashes() ? SegmentHashes.read(segment.hashes()) : Optional.empty();
        if (hashes.isEmpty()) {
            ready.add(new Scan.Bad(where, "the hashes of a full segment are missing or not as they were written"));
        } else {
            ready.add(gone ? new Scan.Gone(where, hashes.get()) : new Scan.Full(where, hashes.get()));
        }
    }
}
