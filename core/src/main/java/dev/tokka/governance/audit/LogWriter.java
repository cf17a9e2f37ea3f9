// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Gives records their place and writes them: one after the other, synced together. */
final class LogWriter implements Closeable {

    private final Object lock = new Object();
    private final AtomicBoolean rotated = new AtomicBoolean();
    private final Path directory;
    private final AuditSettings settings;
    private final LogFile.Opener opener;
    private final Frontier tree;
    private final GroupCommit commit;
    private Segments.Segment segment;
    private LogFile file;
    private Hashes leaves;
    private Hash previous;
    private long length;
    private @Nullable Instant began;
    private Instant last;
    private @Nullable Throwable broken;
    private boolean closed;

    LogWriter(Path directory, AuditSettings settings, LogFile.Opener opener, Recovery recovery) throws IOException {
        this.directory = directory;
        this.settings = settings;
        this.opener = opener;
        this.tree = recovery.tree();
        this.segment = recovery.current();
        this.leaves = recovery.leaves();
        this.previous = recovery.previous();
        this.length = recovery.length();
        this.began = recovery.began().orElse(null);
        this.last = recovery.last();
        this.file = opener.open(segment.records());
        boolean opened = false;
        try {
            file.truncate(length);
            file.force(); // what another process wrote and nobody synced
            Segments.force(directory);
            opened = true;
        } finally {
            if (!opened) {
                file.close();
            }
        }
        this.commit = new GroupCommit(file, tree.size());
    }

    /** A size and the root at that size. */
    record Head(long size, Hash root) {}

    /**
     * Stores an entry as the next record; returns when it is as durable as the settings say.
     *
     * @throws AuditException if it is not stored, or perhaps not
     */
    Receipt append(byte[] entry) {
        Receipt receipt;
        synchronized (lock) {
            requireUsable();
            try {
                Instant now = settings.clock().instant();
                if (isFull(now)) {
                    rotate();
                }
                receipt = write(entry, now);
            } catch (IOException e) {
                throw storage(e);
            }
        }
        if (settings.durability() == AuditSettings.Durability.SYNCED) {
            sync(receipt.sequence() + 1);
        }
        return receipt;
    }

    private Receipt write(byte[] entry, Instant now) throws IOException {
        byte[] payload = RecordJson.record(entry, previous, tree.size(), now);
        if (payload.length > Frames.MOST_BYTES) {
            throw new IOException(
                    "a record must have at most " + Frames.MOST_BYTES + " bytes but has " + payload.length);
        }
        byte[] frame = Frames.frame(payload);
        Hash leaf = MerkleTree.leafHash(payload);
        try {
            file.append(frame);
        } catch (IOException e) {
            undo();
            throw e;
        }
        boolean told = false;
        try {
            Receipt receipt = new Receipt(tree.size(), leaf);
            tree.add(leaf);
            leaves.add(leaf);
            told = true;
            previous = leaf;
            length += frame.length;
            began = began == null ? now : began;
            last = now;
            commit.wrote(tree.size());
            return receipt;
        } finally {
            if (!told) { // as when there is no memory left
                broken = new IOException("the place of a record that was written is not known");
            }
        }
    }

    private void undo() {
        try {
            file.truncate(length);
        } catch (IOException e) {
            broken = e; // half a record may be there, after which nothing may come
        }
    }

    private boolean isFull(Instant now) {
        return began != null
                && (length >= settings.segments().maxBytes()
                        || !now.isBefore(began.plus(settings.segments().maxAge())));
    }

    /** Begins a new file. What fails leaves the old one in use. */
    private void rotate() throws IOException {
        try {
            file.force();
        } catch (IOException e) {
            broken = e; // nothing is known of what was written
            throw e;
        }
        new SegmentHashes(segment.first(), length, last, leaves).write(segment.hashes());
        Segments.Segment next = Segments.Segment.of(directory, tree.size());
        LogFile opened = null;
        try {
            opened = opener.open(next.records());
            Segments.force(directory);
        } catch (IOException e) {
            if (opened != null) {
                opened.close();
            }
            Files.deleteIfExists(next.records());
            throw e;
        }
        segment = next;
        file = opened;
        leaves = new Hashes();
        length = 0;
        began = null;
        rotated.set(true);
        commit.change(opened);
    }

    /** Returns once after each change of files. */
    boolean takeRotated() {
        return rotated.get() && rotated.getAndSet(false);
    }

    /** Returns the sequence number with which the file begins that is written to. */
    long current() {
        synchronized (lock) {
            return segment.first();
        }
    }

    Head head() {
        synchronized (lock) {
            return new Head(tree.size(), tree.root());
        }
    }

    /** Returns when {@code size} records are on the disk. */
    void sync(long size) {
        try {
            commit.await(size);
        } catch (IOException e) {
            throw storage(e);
        }
    }

    void requireUsable() {
        synchronized (lock) {
            if (closed) {
                throw new AuditException(AuditException.Reason.CLOSED, "audit log " + directory + " is closed");
            }
            Throwable failure = broken != null ? broken : commit.failure();
            if (failure != null) {
                throw new AuditException(
                        AuditException.Reason.STORAGE,
                        "audit log " + directory + " takes no more records, because an earlier one failed: "
                                + failure.getMessage() + "; open it again",
                        failure);
            }
        }
    }

    private AuditException storage(IOException cause) {
        return new AuditException(
                AuditException.Reason.STORAGE,
                "audit log " + directory + ": a record could not be stored: " + cause.getMessage(),
                cause);
    }

    @Override
    public void close() throws IOException {
        synchronized (lock) {
            if (!closed) {
                closed = true;
                file.close();
            }
        }
    }
}
