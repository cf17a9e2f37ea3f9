// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Digests;
import dev.tokka.Embedder;
import dev.tokka.Example;
import dev.tokka.ModelUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * Writes an index of examples, in one commit at its end.
 *
 * <p>One thread writes and merges neighbouring parts only, so that documents keep the order of the examples, and the same
 * examples give the same graph of vectors.
 */
final class ExampleIndexBuild {

    private static final double BUFFER_MB = 64;
    private static final int PARTS_AT_ONCE =
            1_000; // so that nothing is merged before the end: graphs are dear to merge

    private final Path path;
    private final Optional<Embedder> embedder;
    private String contents = "";
    private int dimension;

    ExampleIndexBuild(Path path, Optional<Embedder> embedder) {
        this.path = path;
        this.embedder = embedder;
    }

    void write(Stream<Example> examples) {
        Iterator<Example> each = examples.iterator();
        requireNotInterrupted(); // or else opening a file would fail
        ExampleFiles.requireNothingElse(path);
        try (Directory directory = FSDirectory.open(Files.createDirectories(path));
                IndexWriter writer = new IndexWriter(directory, config())) {
            writeAll(each, writer);
        } catch (IOException e) {
            requireNotInterrupted();
            throw ExampleFiles.failure(e, "building the index of examples", path);
        }
    }

    private void writeAll(Iterator<Example> examples, IndexWriter writer) throws IOException {
        try {
            while (examples.hasNext()) {
                requireNotInterrupted();
                writer.addDocument(document(examples.next()));
            }
            writer.forceMerge(1);
            requireNotInterrupted();
            ExampleManifest manifest = ExampleManifest.of(embedder, contents);
            writer.setLiveCommitData(manifest.toCommitData().entrySet());
            writer.commit();
        } catch (IOException | RuntimeException e) {
            rollback(writer);
            throw e;
        }
    }

    /** An interrupt would keep files from being put back, and be forgotten. */
    private static void rollback(IndexWriter writer) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            writer.rollback();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void requireNotInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new ModelUnavailableException(
                    ModelUnavailableException.Reason.INTERRUPTED,
                    "building the index of examples in " + path + ": the calling thread was interrupted");
        }
    }

    private Document document(Example example) {
        contents = Digests.sha256(
                contents + " " + Digests.sha256(example.question()) + " " + Digests.sha256(example.answer()));
        Optional<float[]> vector = embedder.map(by -> by.embed(example.question()));
        vector.ifPresent(each -> {
            dimension = dimension == 0 ? each.length : dimension;
            VectorSimilarity.requireComparable(each, dimension, embedder.orElseThrow());
        });
        return ExampleFields.document(example, vector);
    }

    private static IndexWriterConfig config() {
        LogDocMergePolicy merging = new LogDocMergePolicy();
        merging.setMergeFactor(PARTS_AT_ONCE);
        return new IndexWriterConfig()
                .setOpenMode(IndexWriterConfig.OpenMode.CREATE)
                .setCommitOnClose(false)
                .setRAMBufferSizeMB(BUFFER_MB)
                .setMergePolicy(merging)
                .setMergeScheduler(new SerialMergeScheduler())
                .setCodec(ExampleVectors.codec());
    }
}
