// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.ModelUnavailableException;
import dev.tokka.rag.text.Language;
import dev.tokka.rag.text.Terms;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
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
    private final Map<Language, Terms> terms = Terms.ofAll();

    // guarded by this
    private Snapshot current;
    private boolean closed;

    private IndexFolder(Directory directory, Path path, IndexManifest expected, IndexSettings.Bm25 bm25)
            throws IOException {
        this.directory = directory;
        this.path = path;
        this.expected = expected;
        this.bm25 = bm25;
        this.current = Snapshot.open(directory, path, expected, bm25);
    }

    /** Reads from a snapshot. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Snapshot snapshot) throws IOException;
    }

    /** Changes the index, given the digests of the documents that it holds. */
    @FunctionalInterface
    interface Change<T> {
        T apply(IndexUpdate update, SortedMap<String, String> known) throws IOException;
    }

    static IndexFolder open(Path path, IndexManifest expected, IndexSettings.Bm25 bm25) {
        try {
            if (Files.exists(path) && !Files.isDirectory(path)) {
                throw new IncompatibleIndexException("expected a folder but there is a file, at " + path);
            }
            if (Files.isDirectory(path)) {
                requireNothingElse(path);
            }
            return open(FSDirectory.open(path), path, expected, bm25);
        } catch (IOException e) {
            throw LuceneFailures.of(e, "opening the index", path);
        }
    }

    static IndexFolder open(Directory directory, Path path, IndexManifest expected, IndexSettings.Bm25 bm25) {
        try {
            return new IndexFolder(directory, path, expected, bm25);
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

    Map<Language, Terms> terms() {
        return terms;
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
            return changed(change);
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
        try (IndexWriter writer = IndexUpdate.writer(directory, IndexFields.analyzer(terms));
                IndexUpdate update = begin(writer)) {
            return change.apply(update, update.known());
        } catch (ClosedByInterruptException e) {
            throw new ModelUnavailableException(
                    ModelUnavailableException.Reason.INTERRUPTED,
                    "index in " + path + ": the calling thread was interrupted",
                    e);
        } catch (IOException e) {
            throw LuceneFailures.of(e, "writing the index", path);
        }
    }

    private IndexUpdate begin(IndexWriter writer) throws IOException {
        refresh(); // another process may have written since this one looked, but none can from here on
        return new IndexUpdate(writer, expected, read(Snapshot::digests));
    }

    /** Shows the last commit on the disk to later reads. */
    synchronized void refresh() {
        requireOpen();
        try {
            if (current.reader() instanceof DirectoryReader reader && reader.isCurrent()) {
                return;
            }
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
