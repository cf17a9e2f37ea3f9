// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a log. */
final class Segments {

    static final String ORIGIN = "origin";
    static final String LOCK = "lock";
    static final String CHECKPOINTS = "checkpoints";
    static final String KEYS = "subjects.keys";

    private static final Pattern NAME = Pattern.compile("(\\d{20})\\.(records|hashes)");

    /**
     * One segment.
     *
     * @param first the sequence number of its first record, as its name says
     * @param records its records; may be gone
     * @param hashes the hashes of its records; there once the next segment has begun
     */
    record Segment(long first, Path records, Path hashes) {

        static Segment of(Path directory, long first) {
            String name = String.format(Locale.ROOT, "%020d", first);
            return new Segment(first, directory.resolve(name + ".records"), directory.resolve(name + ".hashes"));
        }

        boolean hasRecords() {
            return Files.exists(records);
        }

        boolean hasHashes() {
            return Files.exists(hashes);
        }
    }

    private Segments() {}

    /** Returns the segments, in the order of their names. */
    static List<Segment> in(Path directory) throws IOException {
        TreeMap<Long, Segment> segments = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches() && name.group(1).compareTo(String.valueOf(Long.MAX_VALUE)) <= 0) {
                    long first = Long.parseLong(name.group(1));
                    segments.put(first, Segment.of(directory, first));
                }
            }
        }
        return List.copyOf(segments.values());
    }

    /** Returns all of a file; not by a channel, which an interrupt would close. */
    static byte[] read(Path file) throws IOException {
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            return in.readAllBytes();
        }
    }

    /** Writes a file so that it is there as a whole, on the disk, or not at all. */
    static void write(Path file, byte[] bytes) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try (RandomAccessFile out = new RandomAccessFile(temporary.toFile(), "rw")) {
            out.setLength(0);
            out.write(bytes);
            out.getFD().sync();
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(requireNonNull(file.toAbsolutePath().getParent(), "a file stands in a directory"));
    }

    /** Returns when the names of the files in {@code directory} are on the disk, also if the thread is interrupted. */
    static void force(Path directory) throws IOException {
        if (File.separatorChar == '\\') {
            return; // Windows opens no directories
        }
        boolean interrupted = Thread.interrupted();
        try {
            while (!forced(directory)) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean forced(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        }
    }
}
