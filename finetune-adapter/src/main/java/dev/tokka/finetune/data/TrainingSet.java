// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data;

import static java.util.Objects.requireNonNull;

import dev.tokka.Digests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * A directory of rows: {@code rows.jsonl}, one row a line, and {@code manifest.json}, which says how many there are and what
 * their digest is. Rows are read and written one after the other; a million of them need no more memory than one.
 *
 * <p>A set is complete or not there: the manifest is written last. Immutable; safe for use by many threads.
 *
 * @param directory where the files are
 * @param size how many rows there are
 * @param bytes how long {@code rows.jsonl} is
 * @param digest the SHA-256 of {@code rows.jsonl}, in hexadecimal
 */
public record TrainingSet(Path directory, long size, long bytes, String digest) {

    private static final String ROWS = "rows.jsonl";
    private static final String MANIFEST = "manifest.json";

    /** Checks that the counts are not negative. */
    public TrainingSet {
        requireNonNull(directory, "directory");
        requireNonNull(digest, "digest");
        if (size < 0 || bytes < 0) {
            throw new IllegalArgumentException("size and bytes must be at least 0 but are " + size + " and " + bytes);
        }
    }

    /**
     * Opens the set in {@code directory}. Reads its manifest, not its rows: {@link #verify} does.
     *
     * @throws IOException if the files cannot be read
     * @throws TrainingDataException if there is no complete set, or the length of the file is not that of the manifest
     */
    public static TrainingSet open(Path directory) throws IOException {
        Path manifest = directory.resolve(MANIFEST);
        if (!Files.exists(manifest)) {
            throw new TrainingDataException(
                    directory.toString(), "expected a complete training set but there is no " + MANIFEST);
        }
        JsonFields json = JsonFields.parse(Files.readString(manifest), manifest.toString(), 0)
                .only("version", "rows", "bytes", "sha256");
        if (json.number("version") != 1) {
            throw json.wrong("version", "1", String.valueOf(json.number("version")));
        }
        TrainingSet set = new TrainingSet(directory, json.number("rows"), json.number("bytes"), json.text("sha256"));
        long length = Files.size(set.file());
        if (length != set.bytes) {
            throw new TrainingDataException(
                    set.file().toString(), "expected " + set.bytes + " bytes but there are " + length);
        }
        return set;
    }

    /**
     * Writes {@code rows} as a new set. Until it returns there is no set in the directory that can be opened.
     *
     * @param rows read once, in order; not closed
     * @throws IOException if it cannot be written
     * @throws TrainingDataException if there is a set already
     */
    public static TrainingSet write(Path directory, Stream<TrainingRow> rows) throws IOException {
        requireNew(directory);
        Files.createDirectories(directory);
        long size = 0;
        try (RowWriter writer = RowWriter.open(directory.resolve(ROWS), 0)) {
            for (Iterator<TrainingRow> each = rows.iterator(); each.hasNext(); size++) {
                writer.append(each.next().toJson());
            }
            writer.force();
        }
        return complete(directory, size);
    }

    /**
     * Refuses a directory that has a set already, which could be somebody's only copy.
     *
     * @throws TrainingDataException if it has one
     */
    public static void requireNew(Path directory) {
        if (Files.exists(directory.resolve(MANIFEST))) {
            throw new TrainingDataException(
                    directory.toString(), "expected no training set but there is one; choose another directory");
        }
    }

    /**
     * Declares that {@code rows.jsonl} in {@code directory} has all its rows, as who adds to it by {@link RowWriter} does at
     * the end.
     *
     * @param size how many rows it has
     * @throws IOException if the manifest cannot be written
     */
    public static TrainingSet complete(Path directory, long size) throws IOException {
        Path file = directory.resolve(ROWS);
        TrainingSet set = new TrainingSet(directory, size, Files.size(file), Digests.sha256(file));
        String manifest =
                "{\"version\":1,\"rows\":" + size + ",\"bytes\":" + set.bytes + ",\"sha256\":\"" + set.digest + "\"}\n";
        WholeFile.replace(directory.resolve(MANIFEST), manifest);
        return set;
    }

    /** Returns the file of rows. */
    public Path file() {
        return directory.resolve(ROWS);
    }

    /**
     * Returns the rows, in order, read as they are taken. Close the stream.
     *
     * @throws IOException if the file cannot be opened; once it is, reading throws {@link UncheckedIOException}, and {@link
     *     TrainingDataException} if a line is damaged
     */
    public Stream<TrainingRow> rows() throws IOException {
        String where = file().toString();
        return JsonLines.open(file()).stream().map(line -> TrainingRow.parse(line.text(), where, line.number()));
    }

    /**
     * Reads all rows and compares them with the manifest.
     *
     * @throws IOException if they cannot be read
     * @throws TrainingDataException if a row is damaged, or they are not those of the manifest
     */
    public void verify() throws IOException {
        long rows;
        try (Stream<TrainingRow> read = rows()) {
            rows = read.mapToLong(row -> 1).sum();
        }
        String seen = Digests.sha256(file());
        if (rows != size || !seen.equals(digest)) {
            throw new TrainingDataException(
                    file().toString(),
                    "expected " + size + " rows of digest " + digest + " but saw " + rows + " of " + seen);
        }
    }
}
