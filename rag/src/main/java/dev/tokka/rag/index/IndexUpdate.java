// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;

/**
 * A change of the index. It holds the lock of the folder until it is closed, and closing drops what was not committed.
 */
final class IndexUpdate implements IndexChange, Closeable {

    /** Every segment is searched on its own, and its graph of vectors from the beginning. */
    private static final int MOST_SEGMENTS = 16;

    private static final int FEW_SEGMENTS = 8;

    private final IndexWriter writer;
    private final IndexManifest manifest;
    private final WordFields words;
    private final SortedMap<String, String> known;
    private final SortedMap<String, String> digests;

    /** Begins a change of an index that holds the documents of {@code digests}. */
    IndexUpdate(IndexWriter writer, IndexManifest manifest, SortedMap<String, String> digests, WordFields words) {
        this.words = words;
        this.writer = writer;
        this.manifest = manifest;
        this.known = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
        this.digests = new TreeMap<>(digests);
    }

    static IndexWriter writer(Directory directory, Analyzer analyzer, Codec codec) throws IOException {
        // The whole block of a document comes and goes as one, and a crash leaves the last commit.
        return new IndexWriter(
                directory,
                new IndexWriterConfig(analyzer).setCommitOnClose(false).setCodec(codec));
    }

    @Override
    public SortedMap<String, String> known() {
        return known;
    }

    @Override
    public void put(IndexEntry entry) throws IOException {
        String id = entry.document().id();
        writer.updateDocuments(LabelFields.document(id), IndexFields.block(entry, words));
        digests.put(id, entry.digest());
    }

    @Override
    public void remove(String id) throws IOException {
        write(() -> writer.deleteDocuments(LabelFields.document(id)));
        digests.remove(id);
    }

    @Override
    public void commit() throws IOException {
        write(() -> {
            writer.setLiveCommitData(
                    manifest.withContents(digests).toCommitData().entrySet());
            return writer.commit();
        });
    }

    /**
     * Joins the smallest segments if there are many, which a large change leaves behind, and commits. What was acknowledged
     * does not depend on it.
     */
    void settle() throws IOException {
        if (SegmentInfos.readLatestCommit(writer.getDirectory()).size() > MOST_SEGMENTS) {
            write(() -> {
                writer.forceMerge(FEW_SEGMENTS);
                return 0;
            });
            commit();
        }
    }

    /** Writes anew what holds removed documents, commits, and so deletes the files that held them. */
    void purge() throws IOException {
        writer.getConfig().setMergePolicy(new PurgingMergePolicy());
        write(() -> {
            writer.forceMergeDeletes(true);
            return 0;
        });
        commit();
    }

    /** Returns what identifies the contents with all changes so far. */
    String snapshot() {
        return manifest.withContents(digests).contents();
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
