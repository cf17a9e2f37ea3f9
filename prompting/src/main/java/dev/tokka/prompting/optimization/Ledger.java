// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of all calls: a file of JSON lines to which lines are only ever added, or nothing but memory.
 *
 * <p>A line counts from its line break on: what a killed process left of a last line is cut off when the file is opened
 * again. A line that cannot be read anywhere else is damage and is reported, because an answer that was paid for must not be
 * lost silently. One process writes at a time. Used by one thread.
 */
final class Ledger implements AutoCloseable {

    private final String name;
    private final Optional<RandomAccessFile> file; // not a channel: an interrupted thread that writes to one closes it
    private final Map<Asked, Line> kept = new HashMap<>();
    private final List<Line> lost = new ArrayList<>();

    private Ledger(String name, Optional<RandomAccessFile> file) {
        this.name = name;
        this.file = file;
    }

    /** Returns a ledger that is forgotten with this process. */
    static Ledger inMemory() {
        return new Ledger("memory", Optional.empty());
    }

    /** Reads a file and opens it for adding lines; makes it, and its folder, if there is none. */
    static Ledger open(Path path) {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            try {
                lock(path, file);
                Ledger ledger = new Ledger(path.toString(), Optional.of(file));
                ledger.readAll(file);
                return ledger;
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw new LedgerException("expected a file that can be read and written: " + path, e);
        }
    }

    private static void lock(Path path, RandomAccessFile file) throws IOException {
        try {
            if (file.getChannel().tryLock() == null) {
                throw new LedgerException("expected a file that no other process writes: " + path);
            }
        } catch (OverlappingFileLockException e) {
            throw new LedgerException("expected a file that no other optimization writes: " + path, e);
        }
    }

    private void readAll(RandomAccessFile lines) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(lines.length())];
        lines.readFully(bytes);
        int start = 0;
        int number = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                remember(line(++number, new String(bytes, start, i - start, UTF_8)));
                start = i + 1;
            }
        }
        lines.setLength(start);
        lines.seek(start);
    }

    private Line line(int number, String text) {
        try {
            return Line.read(text);
        } catch (IOException | RuntimeException e) {
            throw new LedgerException(
                    "expected an answer as this version writes it in line " + number + " of " + name, e);
        }
    }

    private void remember(Line line) {
        if (line.outcome() == Line.Outcome.LOST) {
            lost.add(line);
        } else {
            kept.put(line.asked(), line);
        }
    }

    /** Returns what came of asking this, if it was asked. */
    Optional<Line> find(Asked asked) {
        return Optional.ofNullable(kept.get(asked));
    }

    /** Returns the calls that brought nothing and have to be made again. */
    List<Line> lost() {
        return List.copyOf(lost);
    }

    /** Adds a line; when this returns, a killed process does not lose it. */
    void add(Line line) {
        if (file.isPresent()) {
            try {
                file.get().write((line.write() + '\n').getBytes(UTF_8));
            } catch (IOException e) {
                throw new LedgerException("expected to write an answer to " + name, e);
            }
        }
        remember(line);
    }

    /** Forces the lines to the disk and closes the file. */
    @Override
    public void close() {
        if (file.isEmpty()) {
            return;
        }
        try (RandomAccessFile lines = file.get()) {
            lines.getFD().sync();
        } catch (IOException e) {
            throw new LedgerException("expected to force the answers to the disk: " + name, e);
        }
    }
}
