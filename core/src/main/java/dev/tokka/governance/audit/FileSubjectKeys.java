// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.zip.CRC32C;

/**
 * Keys of subjects in one file, which only its owner can read. To destroy a key overwrites it in place, on the disk, and
 * leaves no trace of the subject in the file.
 *
 * <p>The file is as secret as the data. What overwriting cannot reach, copies of the file, and old blocks that some file
 * systems and SSDs keep, must be looked after by whoever runs it: encrypt the disk, copy the file apart from the log and
 * not for long, or keep keys in a key service by a {@link SubjectKeys} of your own.
 */
public final class FileSubjectKeys implements SubjectKeys, Closeable {

    // Slots of 128 bytes after a header of 512: none crosses the border of two sectors, so none is half written.
    private static final int SLOT = 128;
    private static final int HEADER = 512;
    private static final byte[] MAGIC = "tokkaK01".getBytes(US_ASCII);
    private static final int ID = 16;
    private static final int TAG = 32;
    private static final int CHECKED = ID + TAG + SubjectKey.BYTES;

    private final SecureRandom random = new SecureRandom();
    private final Map<Hash, Held> bySubject = new ConcurrentHashMap<>();
    private final Map<String, SubjectKey> byId = new ConcurrentHashMap<>();
    private final RandomAccessFile file;
    private final FileHold hold;
    private final boolean synced;
    private final byte[] salt;

    /** A key and the slot that it is in. */
    private record Held(SubjectKey key, long slot) {}

    private FileSubjectKeys(RandomAccessFile file, FileHold hold, boolean synced, byte[] salt) {
        this.file = file;
        this.hold = hold;
        this.synced = synced;
        this.salt = salt;
    }

    /**
     * Opens a file of keys, or creates it. New keys are on the disk before they are used.
     *
     * @throws AuditException if it cannot be, is not such a file, or is open elsewhere
     */
    public static FileSubjectKeys open(Path path) {
        return open(path, true);
    }

    /** Opens the file of keys in the directory of a log. */
    static FileSubjectKeys in(Path directory, AuditSettings.Durability durability) {
        return open(directory.resolve(Segments.KEYS), durability == AuditSettings.Durability.SYNCED);
    }

    private static FileSubjectKeys open(Path path, boolean synced) {
        try {
            FileHold hold = FileHold.of(path.resolveSibling(path.getFileName() + ".lock"));
            try {
                create(path);
                byte[] all = Segments.read(path);
                FileSubjectKeys keys =
                        new FileSubjectKeys(new RandomAccessFile(path.toFile(), "rw"), hold, synced, salt(all, path));
                keys.load(all, path);
                return keys;
            } catch (IOException | RuntimeException e) {
                hold.close();
                throw e;
            }
        } catch (IOException e) {
            throw storage("the keys in " + path + " could not be opened", e);
        }
    }

    /**
     * Returns what finds the keys that are in {@code path} now, by their ids, without keeping the file open: for readers.
     *
     * @throws AuditException if it cannot be read or is not such a file
     */
    public static Function<String, Optional<SubjectKey>> read(Path path) {
        try {
            byte[] all = Segments.read(path);
            salt(all, path);
            Map<String, SubjectKey> keys = new ConcurrentHashMap<>();
            for (int slot = HEADER; slot + SLOT <= all.length; slot += SLOT) {
                key(all, slot, path).ifPresent(key -> keys.put(key.id(), key));
            }
            return id -> Optional.ofNullable(keys.get(id));
        } catch (IOException e) {
            throw storage("the keys in " + path + " could not be read", e);
        }
    }

    private static void create(Path path) throws IOException {
        if (Files.exists(path)) {
            return;
        }
        byte[] header = new byte[HEADER];
        System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
        byte[] salt = new byte[SubjectKey.BYTES];
        new SecureRandom().nextBytes(salt);
        System.arraycopy(salt, 0, header, MAGIC.length, salt.length);
        Path temporary = path.resolveSibling(path.getFileName() + ".tmp");
        Files.deleteIfExists(temporary);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Segments.write(path, header);
    }

    private static byte[] salt(byte[] all, Path path) {
        if (all.length < HEADER || !Arrays.equals(Arrays.copyOf(all, MAGIC.length), MAGIC)) {
            throw new AuditException(AuditException.Reason.DAMAGED, "expected a file of keys but " + path + " is none");
        }
        return Arrays.copyOfRange(all, MAGIC.length, MAGIC.length + SubjectKey.BYTES);
    }

    private void load(byte[] all, Path path) throws IOException {
        int slot = HEADER;
        for (; slot + SLOT <= all.length; slot += SLOT) {
            Optional<SubjectKey> key = key(all, slot, path);
            if (key.isPresent()) {
                remember(Hash.of(all, slot + ID, slot + ID + TAG), new Held(key.get(), slot));
            }
        }
        file.setLength(slot); // of a slot that was not written to its end no key was ever used
    }

    private static Optional<SubjectKey> key(byte[] all, int slot, Path path) {
        byte[] checked = Arrays.copyOfRange(all, slot, slot + CHECKED);
        if (isZero(Arrays.copyOfRange(checked, ID, CHECKED))) {
            return Optional.empty(); // destroyed
        }
        if (ByteBuffer.wrap(all).getInt(slot + CHECKED) != checksum(checked)) {
            throw new AuditException(
                    AuditException.Reason.DAMAGED,
                    "the key at byte " + slot + " of " + path + " is not as it was written");
        }
        String id = HexFormat.of().formatHex(checked, 0, ID);
        return Optional.of(new SubjectKey(id, Arrays.copyOfRange(checked, ID + TAG, CHECKED)));
    }

    private static boolean isZero(byte[] bytes) {
        for (byte each : bytes) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public SubjectKey keyOf(String subject) {
        Hash tag = tag(subject);
        Held held = bySubject.get(tag);
        return held != null ? held.key() : create(tag);
    }

    private synchronized SubjectKey create(Hash tag) {
        Held known = bySubject.get(tag);
        if (known != null) {
            return known.key();
        }
        byte[] id = new byte[ID];
        byte[] secret = new byte[SubjectKey.BYTES];
        random.nextBytes(id);
        random.nextBytes(secret);
        byte[] checked = ByteBuffer.allocate(CHECKED)
                .put(id)
                .put(tag.shared())
                .put(secret)
                .array();
        try {
            long slot = file.length();
            try {
                write(
                        slot,
                        ByteBuffer.allocate(SLOT)
                                .put(checked)
                                .putInt(checksum(checked))
                                .array());
            } catch (IOException e) {
                file.setLength(slot);
                throw e;
            }
            Held held = new Held(new SubjectKey(HexFormat.of().formatHex(id), secret), slot);
            remember(tag, held);
            return held.key();
        } catch (IOException e) {
            throw storage("a new key could not be stored", e);
        }
    }

    private void remember(Hash tag, Held held) {
        byId.put(held.key().id(), held.key());
        bySubject.put(tag, held);
    }

    private void write(long at, byte[] bytes) throws IOException {
        file.seek(at);
        file.write(bytes);
        if (synced) {
            file.getFD().sync();
        }
    }

    @Override
    public Optional<SubjectKey> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public synchronized Optional<String> shred(String subject) {
        Hash tag = tag(subject);
        Held held = bySubject.get(tag);
        if (held == null) {
            return Optional.empty();
        }
        try {
            write(held.slot() + ID, new byte[SLOT - ID]);
            file.getFD().sync();
        } catch (IOException e) {
            throw storage("a key could not be destroyed", e);
        }
        bySubject.remove(tag);
        byId.remove(held.key().id());
        return Optional.of(held.key().id());
    }

    private Hash tag(String subject) {
        return Hash.of(SubjectKey.hmac(salt, subject.getBytes(UTF_8)));
    }

    private static int checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    private static AuditException storage(String what, IOException cause) {
        return new AuditException(AuditException.Reason.STORAGE, what + ": " + cause.getMessage(), cause);
    }

    /** Closes the file. */
    @Override
    public synchronized void close() {
        try {
            file.close();
            hold.close();
        } catch (IOException e) {
            throw storage("the keys could not be closed", e);
        }
    }
}
