// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.Attributes;
import dev.tokka.Deadline;
import dev.tokka.Digests;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.document.Chunker;
import dev.tokka.rag.document.DocumentException;
import dev.tokka.rag.document.SourceDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads, cuts, encodes and writes documents, and commits as it goes.
 *
 * <p>Batches of documents are encoded one after the other on a thread of its own. While one is encoded, the calling thread
 * writes and commits the one before and reads the one after, so at most three are in memory. What is in a batch, the order
 * in which batches are committed, and so the index, do not depend on who is faster.
 *
 * <p>Used by one thread; closing it ends the encoding.
 */
final class Ingestion implements AutoCloseable {

    /**
     * Enough passages to keep all cores busy encoding and segments few, since merging them builds their graphs of vectors
     * anew; few enough to lose little in a crash and to need little heap.
     */
    private static final int BATCH_PASSAGES = 512;

    private final IndexChange change;
    private final Chunker chunker;
    private final Optional<Encoder> encoder;
    private final Consumer<SourceDocument> permission;
    private final Optional<EncodingAhead> ahead;
    private final Map<String, String> known;
    private final IngestListener listener;
    private final int total;

    private PendingBatch pending = new PendingBatch();
    private Optional<Encoding> encoding = Optional.empty();
    private int finished;
    private final List<String> added = new ArrayList<>();
    private final List<String> updated = new ArrayList<>();
    private final List<String> unchanged = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();
    private final List<DocumentException> failures = new ArrayList<>();

    /** A batch that is being encoded. */
    private record Encoding(PendingBatch batch, Future<List<float[]>> vectors) {}

    /** What a document's content is read from; reading may fail. */
    interface Content {

        /** Returns a digest of the content, cheaper to have than the document. */
        String digest();

        /** Returns the document. */
        SourceDocument read();
    }

    Ingestion(IndexChange change, Passages passages, Reporting reporting) {
        this.change = change;
        this.chunker = passages.chunker();
        this.encoder = passages.encoder();
        this.permission = passages.permission();
        this.ahead = encoder.map(EncodingAhead::new);
        this.known = change.known();
        this.listener = reporting.listener();
        this.total = reporting.total();
    }

    /**
     * How passages are made.
     *
     * @param permission throws if a document may not be sent to the encoder and the store
     */
    record Passages(Chunker chunker, Optional<Encoder> encoder, Consumer<SourceDocument> permission) {}

    /** Who is told, and how many documents there are. */
    record Reporting(IngestListener listener, int total) {}

    /** Takes one document; what cannot be read becomes a failure in the report. */
    void add(String id, Supplier<Content> source) throws IOException {
        Deadline.check(Attributes.NONE, "ingestion");
        if (encoding.isPresent() && encoding.get().vectors().isDone()) {
            EncodingAhead.await(encoding.get().vectors()); // reading on would be in vain if it failed
        }
        try {
            Content content = source.get();
            String digest = content.digest();
            if (digest.equals(known.get(id))) {
                unchanged.add(id);
                finished++;
                return;
            }
            SourceDocument document = content.read();
            permission.accept(document);
            pending.add(new PendingBatch.Item(document, digest, chunker.chunk(document)));
        } catch (DocumentException e) {
            fail(e);
        }
        if (pending.passages() >= BATCH_PASSAGES) {
            encodePending();
        }
    }

    void fail(DocumentException failure) {
        failures.add(failure);
        finished++;
    }

    void remove(String id) throws IOException {
        change.remove(id);
        removed.add(id);
    }

    /** Writes what is left and commits; nothing is written if nothing changed. */
    void finish() throws IOException {
        if (!pending.isEmpty() || !removed.isEmpty()) {
            encodePending();
        }
        writeEncoded();
    }

    /** Begins to encode what was read, and writes the batch before meanwhile. */
    private void encodePending() throws IOException {
        PendingBatch batch = pending;
        pending = new PendingBatch();
        if (ahead.isEmpty()) {
            write(batch, List.of());
            return;
        }
        Future<List<float[]>> vectors = ahead.get().begin(batch.texts(this::covered));
        writeEncoded();
        encoding = Optional.of(new Encoding(batch, vectors));
    }

    private void writeEncoded() throws IOException {
        if (encoding.isPresent()) {
            Encoding first = encoding.get();
            encoding = Optional.empty();
            write(first.batch(), EncodingAhead.await(first.vectors()));
        }
    }

    private void write(PendingBatch batch, List<float[]> vectors) throws IOException {
        List<String> acknowledged = new ArrayList<>();
        for (IndexEntry entry : batch.entries(this::covered, vectors)) {
            String id = entry.document().id();
            Optional<DocumentException> wrong = wrong(id, entry.vectors());
            if (wrong.isPresent()) {
                fail(wrong.get());
                continue;
            }
            change.put(entry);
            (known.containsKey(id) ? updated : added).add(id);
            acknowledged.add(id);
        }
        change.commit();
        finished += acknowledged.size();
        listener.committed(new IngestListener.Progress(acknowledged, finished, total));
    }

    private Optional<DocumentException> wrong(String id, List<float[]> vectors) {
        return encoder.flatMap(e -> new Vectors(e.dimension()).check(id, vectors));
    }

    private boolean covered(SourceDocument document) {
        return encoder.filter(e -> e.covers(document.language())).isPresent();
    }

    /** Ends the encoding, which has something left to do only after a failure. */
    @Override
    public void close() {
        ahead.ifPresent(EncodingAhead::close);
    }

    IngestReport report(List<String> skipped) {
        return new IngestReport(added, updated, unchanged, removed, skipped, failures);
    }

    /** A document that is already in memory. */
    record Given(SourceDocument document) implements Content {

        @Override
        public String digest() {
            return LabelCheck.digest(Digests.sha256(document.title() + "\n" + document.text()), document.labels());
        }

        @Override
        public SourceDocument read() {
            return document;
        }
    }
}
