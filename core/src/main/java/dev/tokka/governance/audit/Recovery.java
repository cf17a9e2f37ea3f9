// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where a log goes on. Of the full segments the hashes are read, of the last one the records. What a write left
 * that did not get to its end is cut; anything else that is not as it was written is refused.
 */
final class Recovery {

    private final Frontier tree = new Frontier();
    private final Hashes leaves = new Hashes();
    private final Path directory;
    private final List<Checkpoint> checkpoints;
    private Hash previous;
    private Segments.Segment current;
    private long length;
    private int cut;
    private @Nullable Instant began;
    private Instant last = Instant.EPOCH;

    private Recovery(Path directory, String origin, List<Checkpoint> checkpoints) {
        this.directory = directory;
        this.checkpoints = checkpoints;
        this.previous = first(origin);
        this.current = Segments.Segment.of(directory, 0);
    }

    /** Returns what the first record of a log names as the hash of the one before it. */
    static Hash first(String origin) {
        return Hash.sha256(origin.getBytes(UTF_8));
    }

    static Recovery of(Path directory, String origin, List<Checkpoint> checkpoints) throws IOException {
        Recovery recovery = new Recovery(directory, origin, checkpoints);
        recovery.run();
        return recovery;
    }

    private void run() throws IOException {
        List<Segments.Segment> segments = Segments.in(directory);
        for (int i = 0; i < segments.size(); i++) {
            Segments.Segment segment = segments.get(i);
            if (segment.first() != tree.size()) {
                throw damaged("expected a segment that begins with record " + tree.size() + " but the next one is "
                        + segment.records().getFileName());
            }
            if (i < segments.size() - 1) {
                full(segment);
            } else {
                last(segment);
            }
        }
        for (Checkpoint checkpoint : checkpoints) {
            if (checkpoint.size() > tree.size()) {
                throw damaged("expected the " + checkpoint.size() + " records of the checkpoint of " + checkpoint.time()
                        + " but there are " + tree.size());
            }
        }
        Files.deleteIfExists(current.hashes()); // of a change of files that did not get to its end
    }

    private void full(Segments.Segment segment) throws IOException {
        Optional<SegmentHashes> hashes = segment.hasHashes() ? SegmentHashes.read(segment.hashes()) : Optional.empty();
        if (hashes.isEmpty() || hashes.get().first() != segment.first()) {
            throw damaged("expected the hashes of a full segment in "
                    + segment.hashes().getFileName() + " but they are missing or not as they were written");
        }
        if (segment.hasRecords()
                && Files.size(segment.records()) != hashes.get().bytes()) {
            throw damaged("expected " + hashes.get().bytes() + " bytes in "
                    + segment.records().getFileName() + " but there are " + Files.size(segment.records()));
        }
        for (Hash leaf : hashes.get().leaves()) {
            add(leaf);
        }
        last = hashes.get().last();
    }

    private void last(Segments.Segment segment) throws IOException {
        if (!segment.hasRecords()) {
            throw damaged("expected records in the last segment but "
                    + segment.records().getFileName() + " is missing");
        }
        current = segment;
        byte[] bytes = Segments.read(segment.records());
        Optional<Frames.Item> item = Frames.at(bytes, 0);
        while (item.isPresent()) {
            if (item.get() instanceof Frames.Whole whole) {
                record(whole);
                length = whole.end();
                item = Frames.at(bytes, whole.end());
            } else if (item.get() instanceof Frames.Torn torn) {
                cut = torn.bytes();
                item = Optional.empty();
            } else {
                throw damaged(
                        "record " + tree.size() + ", at byte " + item.get().offset() + " of "
                                + segment.records().getFileName() + ", is not as it was written");
            }
        }
    }

    private void record(Frames.Whole whole) {
        Optional<AuditRecord> record = RecordJson.read(whole.payload());
        if (record.isEmpty()
                || record.get().sequence() != tree.size()
                || !record.get().previous().equals(previous)) {
            throw damaged("record " + tree.size() + ", at byte " + whole.offset() + " of "
                    + current.records().getFileName() + ", does not follow the one before it");
        }
        if (began == null) {
            began = record.get().time();
        }
        last = record.get().time();
        leaves.add(record.get().hash());
        add(record.get().hash());
    }

    private void add(Hash leaf) {
        tree.add(leaf);
        previous = leaf;
        for (Checkpoint checkpoint : checkpoints) {
            if (checkpoint.size() == tree.size() && !checkpoint.root().equals(tree.root())) {
                throw damaged("the first " + tree.size() + " records are not those of the checkpoint of "
                        + checkpoint.time());
            }
        }
    }

    private AuditException damaged(String what) {
        return new AuditException(AuditException.Reason.DAMAGED, "audit log " + directory + ": " + what);
    }

    Frontier tree() {
        return tree;
    }

    Hash previous() {
        return previous;
    }

    Segments.Segment current() {
        return current;
    }

    /** Returns the leaf hashes of the records in the last segment. */
    Hashes leaves() {
        return leaves;
    }

    /** Returns how much of the last segment's file is whole records. */
    long length() {
        return length;
    }

    /** Returns how many bytes come after them, which are to be cut. */
    int cut() {
        return cut;
    }

    /** Returns when the first record of the last segment was written, if there is one. */
    Optional<Instant> began() {
        return Optional.ofNullable(began);
    }

    /** Returns when the last record was written. */
    Instant last() {
        return last;
    }
}
