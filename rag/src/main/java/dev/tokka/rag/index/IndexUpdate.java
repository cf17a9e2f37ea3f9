// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.rag.document.Chunk;
import dev.tokka.rag.document.SourceDocument;
import java.io.Closeable;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;

/**
 * A change of the index. It holds the lock of the folder until it is closed, and closing drops what was not committed.
 */
final class IndexUpdate implements Closeable {

    private final IndexWriter writer;
    private final IndexManifest manifest;
    private final SortedMap<String, String> known;
    private final SortedMap<String, String> digests;

    /** Begins a change of an index that holds the documents of {@code digests}. */
    IndexUpdate(IndexWriter writer, IndexManifest manifest, SortedMap<String, String> digests) {
        this.writer = writer;
        this.manifest = manifest;
        this.known = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
        this.digests = new TreeMap<>(digests);
    }

    static IndexWriter writer(Directory directory, Analyzer analyzer) throws IOException {
        // The whole block of a document comes and goes as one, and a crash leaves the last commit.
        return new IndexWriter(directory, new IndexWriterConfig(analyzer).setCommitOnClose(false));
    }

    /** Returns the digests of the documents that the index held when this change began. */
    SortedMap<String, String> known() {
        return known;
    }

    /** Adds {@code document}, in the place of its earlier version if there is one. */
    void put(SourceDocument document, String digest, List<Chunk> chunks, Optional<List<float[]>> vectors)
            throws IOException {
        writer.updateDocuments(
                new Term(IndexFields.DOCUMENT, document.id()), IndexFields.block(document, digest, chunks, vectors));
        digests.put(document.id(), digest);
    }

    void remove(String id) throws IOException {
        write(() -> writer.deleteDocuments(new Term(IndexFields.DOCUMENT, id)));
        digests.remove(id);
    }

    /** Makes everything so far durable: it is on the disk when this returns. */
    void commit() throws IOException {
        write(() -> {
            writer.setLiveCommitData(
                    manifest.withContents(digests).toCommitData().entrySet());
            return writer.commit();
        });
    }

    /** Writes something; its number is of no use. */
    @FunctionalInterface
    private interface Write {
        long run() throws IOException;
    }

    private void write(Write write) throws IOException {
        try {
            write.run();
        } catch (IllegalStateException e) {
            // A failure in one of Lucene's own threads, as while merging, shows up here under another name.
            Throwable tragedy = writer.getTragicException();
            if (tragedy == null) {
                throw e;
            }
            throw new IOException(tragedy.getMessage(), tragedy);
        }
    }

    @Override
    public void close() throws IOException {
        // An interrupted thread could not wait for Lucene's own threads, and would leave the lock behind.
        boolean interrupted = Thread.interrupted();
        try {
            writer.rollback();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
