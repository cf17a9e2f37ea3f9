// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads, proves and verifies a log from its files alone, also on another machine and while the log is written. It changes
 * nothing and takes no lock. Each call reads the files as they are then; a record that is being written is not there yet.
 *
 * <pre>{@code
 * AuditReader reader = AuditReader.open(Path.of("audit"));
 * Verification verification = reader.verify(List.of(Checkpoint.parse(kept)));
 * verification.damage().ifPresent(damage -> alarm(damage.toString()));
 * }</pre>
 */
public final class AuditReader {

    private final Path directory;
    private final String origin;
    private final Optional<Function<String, Optional<SubjectKey>>> keys;

    private AuditReader(Path directory, String origin, Optional<Function<String, Optional<SubjectKey>>> keys) {
        this.directory = directory;
        this.origin = origin;
        this.keys = keys;
    }

    /**
     * Returns a reader of the log in {@code directory}, with the keys that are in this directory, if there are any.
     *
     * @throws AuditException if there is no log
     */
    public static AuditReader open(Path directory) {
        return open(directory, Optional.empty());
    }

    /**
     * Returns a reader with keys from elsewhere.
     *
     * @param keys finds a key by its id, such as {@code keys::find} of {@link SubjectKeys}
     * @throws AuditException if there is no log
     */
    public static AuditReader open(Path directory, Function<String, Optional<SubjectKey>> keys) {
        return open(directory, Optional.of(keys));
    }

    private static AuditReader open(Path directory, Optional<Function<String, Optional<SubjectKey>>> keys) {
        try {
            return new AuditReader(requireNonNull(directory, "directory"), Origin.readIn(directory), keys);
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    /** Returns which log this is, as its checkpoints say. */
    public String origin() {
        return origin;
    }

    /**
     * Gives all records to {@code consumer}, oldest first, but those that are gone.
     *
     * @throws AuditException if one is not as it was written; those before it were given
     */
    public void forEach(Consumer<AuditRecord> consumer) {
        try {
            LogScan scan = new LogScan(directory);
            while (scan.hasNext()) {
                Scan.Item item = scan.next();
                if (item instanceof Scan.Payload payload) {
                    consumer.accept(RecordJson.read(payload.payload()).orElseThrow(() -> damaged(item.where())));
                } else if (item instanceof Scan.Bad) {
                    throw damaged(item.where());
                }
            }
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    /** Returns all records, as {@link #forEach}. */
    public List<AuditRecord> records() {
        List<AuditRecord> records = new ArrayList<>();
        forEach(records::add);
        return List.copyOf(records);
    }

    /**
     * Returns the tree of all records, also of those that are gone, for roots and proofs.
     *
     * @throws AuditException if a record is not as it was written
     */
    public MerkleTree tree() {
        try {
            Hashes leaves = new Hashes();
            LogScan scan = new LogScan(directory);
            while (scan.hasNext()) {
                Scan.Item item = scan.next();
                if (item instanceof Scan.Payload payload) {
                    leaves.add(MerkleTree.leafHash(payload.payload()));
                } else if (item instanceof Scan.Gone gone) {
                    leaves.addAll(gone.hashes().leaves());
                } else if (item instanceof Scan.Bad) {
                    throw damaged(item.where());
                }
            }
            return MerkleTree.of(leaves);
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    /**
     * Returns the checkpoints that are kept in the directory, oldest first.
     *
     * @throws AuditException if one is not as it was written
     */
    public List<Checkpoint> checkpoints() {
        try {
            return CheckpointFile.read(directory.resolve(Segments.CHECKPOINTS)).checkpoints();
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    /**
     * Returns what a record holds encrypted, by name, or empty if its key is destroyed or not known here.
     *
     * @throws AuditException if it is not what the key encrypted, or the keys cannot be read
     */
    public Optional<Map<String, String>> contents(AuditRecord record) {
        AuditRecord.Entry entry = record.entry();
        return key(entry.subject()).map(key -> Sealer.open(entry, key));
    }

    /**
     * Returns whether {@code text} is the one of which a record has a digest of this name; empty if the key is destroyed
     * or not known here, or the record has no such digest.
     */
    public Optional<Boolean> isDigestOf(AuditRecord record, String name, String text) {
        return Optional.ofNullable(record.entry().digests().get(name))
                .flatMap(digest -> key(record.entry().subject())
                        .map(key -> Sealer.digest(key, text).equals(digest)));
    }

    private Optional<SubjectKey> key(String id) {
        if (id.isEmpty()) {
            return Optional.empty();
        }
        Path file = directory.resolve(Segments.KEYS);
        if (keys.isEmpty() && !Files.exists(file)) {
            return Optional.empty();
        }
        return keys.orElseGet(() -> FileSubjectKeys.read(file)).apply(id);
    }

    /** Returns {@link #verify(List, VerifierKey)} without looking at signatures. */
    public Verification verify(List<Checkpoint> kept) {
        return verify(kept, Optional.empty());
    }

    /**
     * Reads the whole log and says what is wrong first, if anything is.
     *
     * @param kept checkpoints from outside the directory: without one, records that are missing at the end do not show,
     *     nor does a log that was written anew with its checkpoints
     * @param key by whose owner all checkpoints, also those in the directory, must be signed
     * @throws AuditException if the files cannot be read
     */
    public Verification verify(List<Checkpoint> kept, VerifierKey key) {
        return verify(kept, Optional.of(key));
    }

    private Verification verify(List<Checkpoint> kept, Optional<VerifierKey> key) {
        List<Checkpoint> all = new ArrayList<>(kept);
        Optional<Damage> damage = Optional.empty();
        try {
            all.addAll(checkpoints());
        } catch (AuditException e) {
            damage = Optional.of(
                    new Damage(Damage.Kind.EDITED, 0, Segments.CHECKPOINTS, String.valueOf(e.getMessage())));
        }
        try {
            Verification verification = new Verifier(origin, all).verify(new LogScan(directory));
            Optional<Damage> first = verification.damage().or(() -> Verifier.check(origin, all, key));
            return new Verification(
                    verification.records(),
                    verification.root(),
                    verification.torn(),
                    first.isPresent() ? first : damage);
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    /**
     * Writes the log in a form that {@link AuditExport#verify} reads: JSON, one object a line; equal logs give equal
     * bytes. Contents stay encrypted; {@code out} is not closed.
     *
     * @throws AuditException if the log is not as it was written
     */
    public void export(OutputStream out) throws IOException {
        List<Checkpoint> taken = checkpoints(); // before the records, so that all that they cover is there
        AuditExport.write(origin, taken, new LogScan(directory), out);
    }

    private static AuditException damaged(String where) {
        return new AuditException(AuditException.Reason.DAMAGED, where + " is not as it was written: verify says more");
    }

    private static AuditException unreadable(Path directory, IOException cause) {
        return new AuditException(
                AuditException.Reason.STORAGE,
                "audit log " + directory + " could not be read: " + cause.getMessage(),
                cause);
    }
}
