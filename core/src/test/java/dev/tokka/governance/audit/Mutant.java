// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The files of a log, taken apart so that somebody who can write all of them can change it, checksums included. */
final class Mutant {

    private final Map<String, byte[]> original;
    private final Map<String, byte[]> files;
    private final List<List<byte[]>> segments = new ArrayList<>();

    Mutant(Map<String, byte[]> original) {
        this.original = original;
        this.files = new TreeMap<>(original);
        for (String name : names(".records")) {
            List<byte[]> records = new ArrayList<>();
            byte[] bytes = file(name);
            Optional<Frames.Item> item = Frames.at(bytes, 0);
            while (item.isPresent() && item.get() instanceof Frames.Whole whole) {
                records.add(whole.payload());
                item = Frames.at(bytes, whole.end());
            }
            segments.add(records);
        }
    }

    Map<String, byte[]> files() {
        return files;
    }

    byte[] file(String name) {
        return Optional.ofNullable(files.get(name)).orElseThrow();
    }

    List<String> names(String end) {
        return original.keySet().stream().filter(name -> name.endsWith(end)).toList();
    }

    /** Returns all records, which may be changed and then {@linkplain #put put back}. */
    List<byte[]> records() {
        List<byte[]> all = new ArrayList<>();
        segments.forEach(all::addAll);
        return all;
    }

    /**
     * Writes records in place of all that are there: as many to each file as it had, the rest to the last one.
     *
     * @param hashes whether the files of hashes are made to fit
     */
    void put(List<byte[]> records, boolean hashes) {
        int at = 0;
        List<String> names = names(".records");
        for (int i = 0; i < names.size(); i++) {
            int until = i == names.size() - 1
                    ? records.size()
                    : Math.min(records.size(), at + segments.get(i).size());
            List<byte[]> part = records.subList(Math.min(at, until), until);
            byte[] bytes = bytes(part);
            files.put(names.get(i), bytes);
            String sidecar = names.get(i).replace(".records", ".hashes");
            if (hashes && files.containsKey(sidecar)) {
                files.put(sidecar, sidecar(at, part, bytes.length));
            }
            at = until;
        }
    }

    private static byte[] bytes(List<byte[]> records) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] record : records) {
            bytes.writeBytes(Frames.frame(record));
        }
        return bytes.toByteArray();
    }

    private static byte[] sidecar(long first, List<byte[]> records, long length) {
        List<Hash> hashes = records.stream().map(MerkleTree::leafHash).toList();
        return new SegmentHashes(first, length, Instant.EPOCH, hashes).toBytes();
    }

    /** Returns records that follow each other as they should, whatever they tell. */
    static List<byte[]> chained(List<byte[]> records, String origin) {
        List<byte[]> chained = new ArrayList<>();
        Hash previous = Recovery.first(origin);
        for (byte[] record : records) {
            AuditRecord read = RecordJson.read(record).orElseThrow();
            byte[] next = RecordJson.record(RecordJson.entry(read.entry()), previous, chained.size(), read.time());
            chained.add(next);
            previous = MerkleTree.leafHash(next);
        }
        return chained;
    }

    /** Returns a record that tells something else. */
    static byte[] edited(byte[] record, int by) {
        String text = new String(record, UTF_8);
        return text.replace("\"number\":\"", "\"number\":\"" + (by % 10)).getBytes(UTF_8);
    }

    static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << (bit % 8));
        return copy;
    }

    /** Returns a sidecar of which one hash is another, with a checksum that fits. */
    static byte[] withOtherHash(byte[] sidecar, int at) {
        byte[] copy = sidecar.clone();
        int hashes = (copy.length - 44) / Hash.BYTES;
        copy[40 + (at % hashes) * Hash.BYTES] ^= 1;
        CRC32C checksum = new CRC32C();
        checksum.update(copy, 0, copy.length - 4);
        ByteBuffer.wrap(copy).putInt(copy.length - 4, (int) checksum.getValue());
        return copy;
    }

    /** Writes what differs from the original to {@code directory}, and returns what takes it back. */
    Runnable writeTo(Path directory) {
        List<String> changed = original.keySet().stream()
                .filter(name -> !Arrays.equals(original.get(name), files.get(name)))
                .toList();
        changed.forEach(name -> write(directory.resolve(name), files.get(name)));
        return () -> changed.forEach(name -> write(directory.resolve(name), original.get(name)));
    }

    private static void write(Path file, byte @Nullable [] bytes) {
        try {
            if (bytes == null) {
                Files.delete(file);
            } else {
                Files.write(file, bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
