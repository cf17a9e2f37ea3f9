// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.DomainModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A log that can only grow, and that shows whether it was changed.
 *
 * <pre>{@code
 * try (AuditLog log = AuditLog.open(Path.of("audit"), AuditSettings.DEFAULT.withSigner(signer))) {
 *     DomainModel model = log.audit(clerk);
 *     Answer answer = model.answer(question);    // one record, stored before the answer is returned
 *     Checkpoint checkpoint = log.checkpoint();  // keep it elsewhere
 * }
 * }</pre>
 *
 * <p>Each record names the hash of the one before it and is a leaf of a {@link MerkleTree}, of which {@linkplain
 * Checkpoint checkpoints} are taken and signed: when this is asked for, when a new file begins, and when the log is
 * closed. Read and verify it, also while it is written, by {@link AuditReader}.
 *
 * <p>One log writes to a directory at a time, over all processes. Safe for use by many threads; an interrupt does not keep
 * a record from being stored.
 */
public final class AuditLog implements AutoCloseable {

    private final AtomicLong missed = new AtomicLong();
    private final AtomicLong untold = new AtomicLong();
    private final Object maintenance = new Object();
    private final Path directory;
    private final AuditSettings settings;
    private final String origin;
    private final Resources resources;
    private final Sealer sealer;
    private final SubjectKeys keys;
    private final LogWriter writer;
    private final CheckpointFile checkpoints;
    private long checkpointed;

    private AuditLog(Path directory, AuditSettings settings, LogFile.Opener opener, Resources resources)
            throws IOException {
        this.directory = directory;
        this.settings = settings;
        this.resources = resources;
        this.origin = Origin.openIn(directory);
        Path file = directory.resolve(Segments.CHECKPOINTS);
        CheckpointFile.Contents taken = CheckpointFile.read(file);
        Recovery recovery = Recovery.of(directory, origin, taken.checkpoints());
        this.checkpointed =
                taken.checkpoints().stream().mapToLong(Checkpoint::size).max().orElse(0);
        this.keys =
                settings.keys().orElseGet(() -> resources.add(FileSubjectKeys.in(directory, settings.durability())));
        this.sealer = new Sealer(keys);
        this.checkpoints = resources.add(CheckpointFile.open(file, opener, taken.length()));
        this.writer = resources.add(new LogWriter(directory, settings, opener, recovery));
        if (recovery.cut() > 0) {
            store(AuditEvent.of(AuditEvent.RECOVERY, Map.of("bytes", String.valueOf(recovery.cut()))));
        }
        retire();
    }

    /** Opens a log with {@link AuditSettings#DEFAULT}. */
    public static AuditLog open(Path directory) {
        return open(directory, AuditSettings.DEFAULT);
    }

    /**
     * Opens the log in {@code directory}, or creates it.
     *
     * <p>Half a record that a crash left at the end is cut, and a record tells of it; it was never acknowledged. Of full
     * files only the length is checked here: {@link AuditReader#verify} reads everything.
     *
     * @throws AuditException if it cannot be opened, is {@linkplain AuditException.Reason#LOCKED open elsewhere}, or is
     *     {@linkplain AuditException.Reason#DAMAGED damaged}; nothing is then changed
     */
    public static AuditLog open(Path directory, AuditSettings settings) {
        return open(directory, settings, LogFile::open);
    }

    static AuditLog open(Path directory, AuditSettings settings, LogFile.Opener opener) {
        requireNonNull(settings, "settings");
        Resources resources = new Resources();
        AuditLog log = null;
        try {
            Files.createDirectories(requireNonNull(directory, "directory"));
            resources.add(FileHold.of(directory.resolve(Segments.LOCK)));
            log = new AuditLog(directory, settings, opener, resources);
            return log;
        } catch (IOException e) {
            throw new AuditException(
                    AuditException.Reason.STORAGE,
                    "audit log " + directory + " could not be opened: " + e.getMessage(),
                    e);
        } finally {
            if (log == null) {
                resources.closeQuietly();
            }
        }
    }

    /** Returns {@link #audit(DomainModel, Auditing)} with {@link Auditing#DEFAULT}. */
    public DomainModel audit(DomainModel model) {
        return audit(model, Auditing.DEFAULT);
    }

    /**
     * Returns a model like {@code model} of which each call is one record here, whether it answers, abstains or fails.
     *
     * <p>The record is stored before the answer is returned. If it cannot be, the call fails with {@link
     * dev.tokka.PolicyViolationException}, which no fallback passes over, and if something was streamed, the sink is told
     * to start over; before that, a log that takes no more records refuses the question. With {@link
     * Auditing#withFailOpen} the answer is returned nevertheless, and {@linkplain #missed counted}. What is not an
     * answer is not recorded as one: of an {@linkplain dev.tokka.IncompleteAnswerException incomplete} one the text is
     * kept as partial.
     *
     * <p>The trace ends with a step {@code "audited"} that has the sequence number of the record. Failures propagate
     * unchanged. The log stays open when the model is no longer used.
     */
    public DomainModel audit(DomainModel model, Auditing auditing) {
        return new Audited(model, this, auditing);
    }

    /**
     * Stores {@code event} as the next record.
     *
     * @return when it is as durable as the settings say
     * @throws AuditException if it could not be stored, or perhaps not; after {@link AuditException.Reason#STORAGE} the
     *     next one may be, once there is room
     */
    public Receipt append(AuditEvent event) {
        Receipt receipt = store(event);
        if (writer.takeRotated()) {
            maintain();
        }
        return receipt;
    }

    private Receipt store(AuditEvent event) {
        writer.requireUsable();
        byte[] entry = RecordJson.entry(sealed(requireNonNull(event, "event")));
        long gap = untold.getAndSet(0);
        if (gap > 0) {
            try {
                AuditEvent told = AuditEvent.of(AuditEvent.GAP, Map.of("records", String.valueOf(gap)));
                writer.append(RecordJson.entry(sealer.seal(told)));
            } catch (AuditException e) {
                untold.addAndGet(gap);
                throw e;
            }
        }
        return writer.append(entry);
    }

    private AuditRecord.Entry sealed(AuditEvent event) {
        try {
            return sealer.seal(event);
        } catch (AuditException e) {
            throw e;
        } catch (RuntimeException e) { // of a key service
            throw new AuditException(
                    AuditException.Reason.STORAGE,
                    "audit log " + directory + ": there is no key for a subject: "
                            + e.getClass().getSimpleName(),
                    e);
        }
    }

    /** What is due when a new file begins. A record was stored: what fails here must not make it seem that it was not. */
    private void maintain() {
        try {
            checkpoint();
            retire();
        } catch (RuntimeException e) {
            try {
                store(AuditEvent.of(
                        AuditEvent.MAINTENANCE, Map.of("failure", e.getClass().getSimpleName())));
            } catch (AuditException unstored) {
                untold.incrementAndGet(); // told by the next record that can be stored
            }
        }
    }

    private void retire() {
        synchronized (maintenance) {
            try {
                new Retirement(directory, settings).run(writer, this::store);
            } catch (IOException e) {
                throw failed("old records could not be removed", e);
            }
        }
    }

    private AuditException failed(String what, IOException cause) {
        return new AuditException(
                AuditException.Reason.STORAGE,
                "audit log " + directory + ": " + what + ": " + cause.getMessage(),
                cause);
    }

    /**
     * Takes a checkpoint of all records that are stored, signs it if there is a signer, and keeps it in the directory.
     * Keep it elsewhere too: only what is out of reach of whoever can write to the directory shows that records are
     * missing at the end, or that all was written anew.
     *
     * @throws AuditException if it could not be stored
     * @throws RuntimeException if the signer fails
     */
    public Checkpoint checkpoint() {
        synchronized (maintenance) {
            writer.requireUsable();
            LogWriter.Head head = writer.head();
            writer.sync(head.size());
            Checkpoint unsigned = new Checkpoint(
                    origin, head.size(), head.root(), settings.clock().instant(), List.of());
            Checkpoint checkpoint = settings.signer().map(unsigned::signedBy).orElse(unsigned);
            try {
                checkpoints.add(checkpoint);
            } catch (IOException e) {
                throw failed("a checkpoint could not be stored", e);
            }
            checkpointed = checkpoint.size();
            return checkpoint;
        }
    }

    /**
     * Erases what the log holds of a subject, by destroying its key, and records that. Chain, proofs and checkpoints
     * stay valid, because they are of what is encrypted.
     *
     * @return whether there was anything
     * @throws AuditException if the key could not be destroyed, or the record of it not stored
     */
    public boolean erase(String subject) {
        Checks.requireText(subject, "subject");
        writer.requireUsable();
        return keys.shred(subject)
                .map(id -> append(AuditEvent.of(AuditEvent.ERASURE, Map.of("key", id))))
                .isPresent();
    }

    /** Returns how many records the log has. */
    public long size() {
        return writer.head().size();
    }

    /** Returns which log this is, as its checkpoints say. */
    public String origin() {
        return origin;
    }

    /** Returns how many calls went on without a record since the log was opened, where it {@linkplain Auditing fails open}. */
    public long missed() {
        return missed.get();
    }

    void miss() {
        missed.incrementAndGet();
        untold.incrementAndGet();
    }

    void requireUsable() {
        writer.requireUsable();
    }

    AuditSettings.Durability durability() {
        return settings.durability();
    }

    /**
     * Closes the log, after a checkpoint if there are records that none covers. Calls that are under way, and later ones,
     * fail.
     *
     * @throws RuntimeException if the checkpoint could not be taken; the log is closed nevertheless
     */
    @Override
    public void close() {
        try {
            synchronized (maintenance) {
                if (!resources.isClosed() && size() > checkpointed) {
                    checkpoint();
                }
            }
        } finally {
            resources.closeQuietly();
        }
    }

    @Override
    public String toString() {
        return "AuditLog[" + directory + "]";
    }
}
