// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.ModelUnavailableException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** The folder of an index: its last commit for reading, its lock for writing. Safe for use by many threads. */
final class IndexFolder {

    private final Directory directory;
    private final Path path;
    private final IndexManifest expected;
    private final IndexSettings.Bm25 bm25;
    private final IndexSettings settings;
    private final WordFields words;
    private final Integrity integrity;

    // guarded by this
    private Snapshot current;
    private boolean closed;

    private IndexFolder(Directory directory, Path path, IndexManifest expected, IndexSettings settings)
            throws IOException {
        this.directory = directory;
        this.path = path;
        this.expected = expected;
        this.bm25 = settings.bm25();
        this.settings = settings;
        this.words = new WordFields(settings.analysis());
        this.integrity = new Integrity(directory);
        integrity.checkNew();
        this.current = Snapshot.open(directory, path, expected, settings.bm25());
    }

    /** Reads from a snapshot. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Snapshot snapshot) throws IOException;
    }

    /** Changes the index. */
    @FunctionalInterface
    interface Change<T> {
        T apply(IndexUpdate update) throws IOException;
    }

    static IndexFolder open(Path path, IndexManifest expected, IndexSettings settings) {
        try {
            if (Files.exists(path) && !Files.isDirectory(path)) {
                throw new IncompatibleIndexException("expected a folder but there is a file, at " + path);
            }
            if (Files.isDirectory(path)) {
                requireNothingElse(path);
            }
            return open(FSDirectory.open(path), path, expected, settings);
        } catch (IOException e) {
            throw LuceneFailures.of(e, "opening the index", path);
        }
    }

    static IndexFolder open(Directory directory, Path path, IndexManifest expected, IndexSettings settings) {
        try {
            return new IndexFolder(directory, path, expected, settings);
        } catch (IOException e) {
            throw LuceneFailures.of(e, "opening the index", path);
        }
    }

    /** An index next to somebody's files would be mistaken for one of them, and deleted with them. */
    private static void requireNothingElse(Path path) throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            boolean foreign = entries.map(entry -> String.valueOf(entry.getFileName()))
                    .noneMatch(name -> name.startsWith("segments_") || name.equals("write.lock"));
            if (foreign && !isEmpty(path)) {
                throw new IncompatibleIndexException(
                        "expected an index or an empty folder but there are other files, in " + path);
            }
        }
    }

    private static boolean isEmpty(Path path) throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.findAny().isEmpty();
        }
    }

    WordFields words() {
        return words;
    }

    /** Returns what {@code reading} finds in the last commit that this process knows. */
    <T> T read(Reading<T> reading) {
        Snapshot snapshot = acquire();
        try {
            return reading.read(snapshot);
        } catch (IOException e) {
            throw new ModelUnavailableException("index in " + path + " cannot be read: " + e, e);
        } finally {
            release(snapshot);
        }
    }

    private synchronized Snapshot acquire() {
        requireOpen();
        current.reader().incRef();
        return current;
    }

    private void release(Snapshot snapshot) {
        try {
            snapshot.release();
        } catch (IOException e) {
            throw LuceneFailures.of(e, "closing a snapshot", path);
        }
    }

    private synchronized void requireOpen() {
        if (closed) {
            throw new IllegalStateException("index in " + path + " is closed");
        }
    }

    /** Changes the index under its lock and shows the result to later reads. */
    <T> T update(Change<T> change) {
        requireOpen();
        try {
            return changed(update -> {
                T result = change.apply(update);
                update.settle();
                return result;
            });
        } finally {
            // Files cannot be closed and opened by a thread that is interrupted.
            boolean interrupted = Thread.interrupted();
            try {
                refresh();
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private <T> T changed(Change<T> change) {
        try (IndexWriter writer =
                        IndexUpdate.writer(directory, words.analyzer(), VectorFields.codec(settings.vectors()));
                IndexUpdate update = begin(writer)) {
            return change.apply(update);
        } catch (IOException e) {
            if (isInterruption(e)) {
                throw new ModelUnavailableException(
                        ModelUnavailableException.Reason.INTERRUPTED,
                        "index in " + path + ": the calling thread was interrupted",
                        e);
            }
            throw LuceneFailures.of(e, "writing the index", path);
        }
    }

    /** Returns whether {@code e} is there because an interrupt closed a file, which its next users see as closed. */
    private static boolean isInterruption(IOException e) {
        return Thread.currentThread().isInterrupted()
                && Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                        .anyMatch(ClosedChannelException.class::isInstance);
    }

    private IndexUpdate begin(IndexWriter writer) throws IOException {
        if (!DirectoryReader.indexExists(directory)) {
            // From here on a folder with files but no commit is a damaged one.
            writer.setLiveCommitData(expected.toCommitData().entrySet());
            writer.commit();
        }
        refresh(); // another process may have written since this one looked, but none can from here on
        return new IndexUpdate(writer, expected, read(Snapshot::digests), words);
    }

    /** Removes the document {@code id} and whatever any removed document has left in the files. */
    ForgetReport forget(String id) {
        Snapshot before = acquire();
        try {
            ForgetReport report = update(update -> {
                int parts = read(now -> Forgetting.parts(id, now));
                return new Forgetting(update, directory).run(id, parts);
            });
            // One is held here, and by then none as the current one.
            return Forgetting.withSearches(report, before.reader().getRefCount() - 1);
        } finally {
            release(before);
        }
    }

    /** Reads all files against their checksums. */
    synchronized void verify() {
        requireOpen();
        try {
            integrity.checkAll();
        } catch (IOException e) {
            throw LuceneFailures.of(e, "verifying the index", path);
        }
    }

    /** Shows the last commit on the disk to later reads. */
    synchronized void refresh() {
        requireOpen();
        try {
            if (current.reader() instanceof DirectoryReader reader && reader.isCurrent()) {
                return;
            }
            integrity.checkNew();
            Snapshot next = Snapshot.open(directory, path, expected, bm25);
            Snapshot last = current;
            current = next;
            last.release();
        } catch (IOException e) {
            throw LuceneFailures.of(e, "opening the index", path);
        }
    }

    synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            current.release();
            directory.close();
        } catch (IOException e) {
            throw LuceneFailures.of(e, "closing the index", path);
        }
    }

    @Override
    public String toString() {
        return "index(" + path + ")";
    }
}
