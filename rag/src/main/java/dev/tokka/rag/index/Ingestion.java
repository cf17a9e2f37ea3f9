// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.Attributes;
import dev.tokka.Deadline;
import dev.tokka.Digests;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.document.Chunk;
import dev.tokka.rag.document.Chunker;
import dev.tokka.rag.document.DocumentException;
import dev.tokka.rag.document.SourceDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads, cuts, encodes and writes documents, and commits as it goes. */
final class Ingestion {

    /** Enough passages to keep all cores busy encoding, few enough to lose little in a crash and to need little heap. */
    private static final int BATCH_PASSAGES = 256;

    private final IndexChange change;
    private final Chunker chunker;
    private final Optional<Encoder> encoder;
    private final Map<String, String> known;
    private final IngestListener listener;
    private final int total;

    private final List<Pending> pending = new ArrayList<>();
    private int pendingPassages;
    private int finished;
    private final List<String> added = new ArrayList<>();
    private final List<String> updated = new ArrayList<>();
    private final List<String> unchanged = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();
    private final List<DocumentException> failures = new ArrayList<>();

    private record Pending(SourceDocument document, String digest, List<Chunk> chunks) {}

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
        this.known = change.known();
        this.listener = reporting.listener();
        this.total = reporting.total();
    }

    /** How passages are made. */
    record Passages(Chunker chunker, Optional<Encoder> encoder) {}

    /** Who is told, and how many documents there are. */
    record Reporting(IngestListener listener, int total) {}

    /** Takes one document; what cannot be read becomes a failure in the report. */
    void add(String id, Supplier<Content> source) throws IOException {
        Deadline.check(Attributes.NONE, "ingestion");
        try {
            Content content = source.get();
            String digest = content.digest();
            if (digest.equals(known.get(id))) {
                unchanged.add(id);
                finished++;
                return;
            }
            SourceDocument document = content.read();
            List<Chunk> chunks = chunker.chunk(document);
            pending.add(new Pending(document, digest, chunks));
            pendingPassages += chunks.size();
        } catch (DocumentException e) {
            fail(e);
        }
        if (pendingPassages >= BATCH_PASSAGES) {
            flush();
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
            flush();
        }
    }

    private void flush() throws IOException {
        List<List<float[]>> vectors = encode();
        List<String> acknowledged = new ArrayList<>();
        for (int i = 0; i < pending.size(); i++) {
            Pending each = pending.get(i);
            Optional<DocumentException> wrong = wrong(each.document().id(), vectors.get(i));
            if (wrong.isPresent()) {
                fail(wrong.get());
                continue;
            }
            change.put(new IndexEntry(each.document(), each.digest(), each.chunks(), vectors.get(i)));
            String id = each.document().id();
            (known.containsKey(id) ? updated : added).add(id);
            acknowledged.add(id);
        }
        change.commit();
        finished += acknowledged.size();
        pending.clear();
        pendingPassages = 0;
        listener.committed(new IngestListener.Progress(acknowledged, finished, total));
    }

    /** Encodes the passages of all pending documents at once, which keeps all threads busy. */
    private List<List<float[]>> encode() {
        List<String> texts = new ArrayList<>();
        for (Pending each : pending) {
            if (covered(each.document())) {
                each.chunks().forEach(chunk -> texts.add(IndexEntry.searchedText(each.document(), chunk)));
            }
        }
        List<float[]> vectors = encoder.map(
                        e -> Vectors.requireAsMany(texts.size(), e.encode(Encoder.Role.PASSAGE, texts), e))
                .orElse(List.of());
        List<List<float[]>> byDocument = new ArrayList<>();
        int next = 0;
        for (Pending each : pending) {
            int count = covered(each.document()) ? each.chunks().size() : 0;
            byDocument.add(vectors.subList(next, next + count));
            next += count;
        }
        return byDocument;
    }

    private Optional<DocumentException> wrong(String id, List<float[]> vectors) {
        return encoder.flatMap(e -> new Vectors(e.dimension()).check(id, vectors));
    }

    private boolean covered(SourceDocument document) {
        return encoder.filter(e -> e.covers(document.language())).isPresent();
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
