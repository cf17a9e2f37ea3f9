// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of answers, one JSON object on a line, to which lines are only ever added.
 *
 * <p>A line counts from its line break on: what a killed process left of a last line is cut off when the file is opened
 * again. A line that cannot be read anywhere else is damage and is reported, because an answer that was paid for must
 * not be lost silently. One process writes at a time. Safe for use by many threads.
 */
final class Ledger implements AutoCloseable {

    private static final int CHUNK = 1 << 16; // bytes

    private final Path file;
    private final RandomAccessFile lines; // not a channel: an interrupted thread that writes to one closes it

    private Ledger(Path file, RandomAccessFile lines) {
        this.file = file;
        this.lines = lines;
    }

    /** Opens a file for adding lines; makes it, and its folder, if there is none. */
    static Ledger open(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            RandomAccessFile lines = new RandomAccessFile(file.toFile(), "rw");
            try {
                lock(file, lines);
                lines.setLength(wholeLines(lines));
                lines.seek(lines.length());
                return new Ledger(file, lines);
            } catch (IOException | RuntimeException e) {
                lines.close();
                throw e;
            }
        } catch (IOException e) {
            throw new LedgerException("expected a file that can be written: " + file, e);
        }
    }

    /** Reads the lines of a file, oldest first; none if there is no file. What follows the last line break is left out. */
    static List<LedgerLine> read(Path file) {
        if (Files.notExists(file)) {
            return List.of();
        }
        List<LedgerLine> all = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        try (InputStream bytes = Files.newInputStream(file)) {
            for (int length = bytes.read(chunk); length >= 0; length = bytes.read(chunk)) {
                int start = 0;
                for (int i = 0; i < length; i++) {
                    if (chunk[i] == '\n') {
                        line.write(chunk, start, i - start);
                        all.add(line(file, all.size() + 1, line.toString(UTF_8)));
                        line.reset();
                        start = i + 1;
                    }
                }
                line.write(chunk, start, length - start);
            }
        } catch (IOException e) {
            throw new LedgerException("expected a file that can be read: " + file, e);
        }
        return all;
    }

    /** Adds a line as {@link LedgerLine#write} returns it; when this returns, a killed process does not lose it. */
    synchronized void add(String line) {
        try {
            lines.write((line + '\n').getBytes(UTF_8));
        } catch (IOException e) {
            throw new LedgerException("expected to write an answer to " + file, e);
        }
    }

    /** Forces the lines to the disk and closes the file. */
    @Override
    public synchronized void close() {
        try (lines) {
            lines.getFD().sync();
        } catch (IOException e) {
            throw new LedgerException("expected to force the answers to the disk: " + file, e);
        }
    }

    private static void lock(Path file, RandomAccessFile lines) throws IOException {
        try {
            if (lines.getChannel().tryLock() == null) {
                throw new LedgerException("expected a file that no other process writes: " + file);
            }
        } catch (OverlappingFileLockException e) {
            throw new LedgerException("expected a file that no other experiment writes: " + file, e);
        }
    }

    private static long wholeLines(RandomAccessFile lines) throws IOException {
        long end = lines.length();
        while (end > 0) {
            lines.seek(end - 1);
            if (lines.read() == '\n') {
                break;
            }
            end--;
        }
        return end;
    }

    private static LedgerLine line(Path file, int number, String text) {
        try {
            return LedgerLine.read(text);
        } catch (IOException | RuntimeException e) {
            throw new LedgerException(
                    "expected an answer as this version writes it in line " + number + " of " + file, e);
        }
    }
}
