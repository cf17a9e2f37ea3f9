// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static java.util.Objects.requireNonNull;

import dev.tokka.Attributes;
import dev.tokka.Description;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.rag.Documents;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.TermWeights;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.text.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;

/**
 * Documents in one folder of the file system, found by their words and by their meaning.
 *
 * <p>Words are ranked by BM25 over an analyzer of the document's language; meaning by the vectors of an {@link Encoder},
 * where it covers the language; both rankings are {@linkplain Fusion fused}.
 *
 * <pre>{@code
 * try (OnnxEncoder encoder = OnnxEncoder.bgeSmallEn();
 *         LuceneIndex index = LuceneIndex.open(Path.of("index"), encoder)) {
 *     IngestReport report = index.ingest(Path.of("handbook"));
 *     List<Passage> passages = index.retrieve(Query.of("When is the cut-off for transfers?", 5));
 * }
 * }</pre>
 *
 * <p>What an ingestion has acknowledged is on the disk and survives a crash, each document whole. Only one ingestion at
 * a time may write to a folder, in all processes; searches go on meanwhile and see the index as it was. Another process
 * sees what was committed after {@link #refresh}.
 *
 * <p>Safe for use by many threads. Closing does not close the encoder; a call after closing throws
 * {@link IllegalStateException}.
 */
public final class LuceneIndex implements Retriever, Documents, TermWeights, AutoCloseable {

    private final IndexFolder folder;
    private final Optional<Encoder> encoder;
    private final IndexSettings settings;
    private final HybridSearch search;
    private final MeaningSearch meaning;
    private final LabelSearch labels;
    private final Description description; // of all but the contents: a vocabulary takes a while

    private LuceneIndex(IndexFolder folder, Optional<Encoder> encoder, IndexSettings settings) {
        this.folder = folder;
        this.encoder = encoder;
        this.settings = settings;
        this.search = new HybridSearch(folder.words(), settings);
        this.meaning = new MeaningSearch(search, encoder, settings);
        this.labels = new LabelSearch(settings.labeling());
        Description described = settings.describe();
        this.description = encoder.map(e -> described.withPart(e.describe())).orElse(described);
    }

    /** Opens the index in {@code directory} with {@link IndexSettings#DEFAULT}; see the method with settings. */
    public static LuceneIndex open(Path directory, Encoder encoder) {
        return open(directory, encoder, IndexSettings.DEFAULT);
    }

    /**
     * Opens the index in {@code directory}. A folder that is missing or empty is an empty index; it is made by the first
     * ingestion.
     *
     * @throws IncompatibleIndexException if the index was written with another encoder, chunker or version, or the
     *     folder holds something else
     * @throws IndexException if it cannot be opened
     */
    public static LuceneIndex open(Path directory, Encoder encoder, IndexSettings settings) {
        return open(directory, Optional.of(encoder), settings);
    }

    /** Opens an index that ranks by words only, for languages that no encoder at hand covers; else as {@link #open}. */
    public static LuceneIndex openLexical(Path directory, IndexSettings settings) {
        return open(directory, Optional.empty(), settings);
    }

    private static LuceneIndex open(Path directory, Optional<Encoder> encoder, IndexSettings settings) {
        requireNonNull(settings, "settings");
        String fingerprint =
                encoder.map(e -> e.describePassages().fingerprint()).orElse("none");
        IndexManifest expected = manifest(fingerprint, settings);
        return new LuceneIndex(IndexFolder.open(directory, expected, settings), encoder, settings);
    }

    /** Opens an index in a Lucene directory, as tests do that make the disk fail. */
    static LuceneIndex open(Directory directory, Path name, IndexSettings settings) throws IOException {
        IndexManifest expected = manifest("none", settings);
        return new LuceneIndex(IndexFolder.open(directory, name, expected, settings), Optional.empty(), settings);
    }

    private static IndexManifest manifest(String encoder, IndexSettings settings) {
        return IndexManifest.empty(
                encoder,
                settings.chunker().toString(),
                LabelCheck.compatibility(settings.labeling()),
                settings.written());
    }

    /** Makes this index mirror {@code documents}, telling nobody; see the method with a listener. */
    public IngestReport ingest(Path documents) {
        return ingest(documents, IngestListener.NONE);
    }

    /**
     * Makes this index mirror the folder {@code documents}: new and changed files are read, what is no longer there is
     * removed, and what did not change is not touched. Reads what the {@linkplain IndexSettings#readers() readers} know;
     * ids are paths relative to the folder.
     *
     * <p>A file that cannot be read is listed in the report and the others go on; its earlier version stays. Whatever
     * ends this call early, what was acknowledged to the listener is kept.
     *
     * @throws dev.tokka.rag.document.DocumentException if the folder is missing or holds no document that can be read
     * @throws IndexException if the index cannot be written
     * @throws ModelUnavailableException if the calling thread is interrupted; the flag stays set
     */
    public IngestReport ingest(Path documents, IngestListener listener) {
        DocumentIngestion ingestion = new DocumentIngestion(settings, encoder).into(List.of());
        DocumentIngestion.Work work = ingestion.mirroring(documents, listener);
        return folder.update(work::on);
    }

    /**
     * Adds {@code documents}, each in the place of an earlier one with its id; no other document is touched.
     *
     * @throws IndexException if the index cannot be written
     * @throws ModelUnavailableException if the calling thread is interrupted; the flag stays set
     */
    public IngestReport ingest(List<SourceDocument> documents, IngestListener listener) {
        DocumentIngestion ingestion = new DocumentIngestion(settings, encoder).into(List.of());
        return folder.update(ingestion.adding(documents, listener)::on);
    }

    /**
     * Removes the document {@code id} with every trace: its text, words, vectors and labels, and whatever else documents
     * that were removed or replaced before have left in the files. When this returns, no file of the folder holds them.
     *
     * <p>What this cannot reach: searches that have begun, which the report counts; other processes, which keep the files
     * that they have opened until they {@link #refresh} or end; copies of the folder, and blocks that the disk has freed
     * but not written over. A {@link dev.tokka.DomainModels#cached cached} answer is not given any more, because the
     * snapshot is part of its key; it leaves the memory within the cache's time to live. An ingestion of a folder that
     * still holds the file would add it again: delete it there first.
     *
     * @return what was removed; without passages if there was no such document
     * @throws IndexException if the index cannot be written: the document is still there
     * @throws ModelUnavailableException if the calling thread is interrupted; the flag stays set
     */
    public ForgetReport forget(String id) {
        return folder.forget(requireNonNull(id, "id"));
    }

    /**
     * Reads every file of the index against its checksum. Opening and refreshing do that for new files of up to 256 MiB, so
     * this is for indexes that have larger ones, and for damage that comes while an index is open.
     *
     * @throws CorruptIndexException if a file is damaged or missing; the message names it
     * @throws IndexException if one cannot be read
     */
    public void verify() {
        folder.verify();
    }

    /** Makes what other processes have committed visible to this one. */
    public void refresh() {
        folder.refresh();
    }

    /**
     * {@inheritDoc}
     *
     * <p>At most as many passages as the two rankings have candidates, whatever the limit.
     *
     * <p>Only what the {@link dev.tokka.Tenant} and the {@link dev.tokka.Caller} of the query may find, and its {@link
     * dev.tokka.rag.metadata.Filter} means, is ranked at all.
     *
     * @throws dev.tokka.QuestionRejectedException if the query is longer than the encoder takes, or its filter does not
     *     fit the schema
     * @throws dev.tokka.PolicyViolationException if tenants are required and the query names none
     */
    @Override
    public List<Passage> retrieve(Query query) {
        requireNonNull(query, "query");
        query.checkpoint("index");
        return folder.read(snapshot -> {
            List<Fusion.Hit<Integer>> ranked = rank(snapshot, query);
            query.checkpoint("index");
            List<Passage> passages = new ArrayList<>();
            StoredFields stored = snapshot.searcher().storedFields();
            for (Fusion.Hit<Integer> each : ranked.subList(0, Math.min(query.limit(), ranked.size()))) {
                passages.add(IndexFields.read(stored.document(each.key()), each.score()));
            }
            return List.copyOf(passages);
        });
    }

    private List<Fusion.Hit<Integer>> rank(Snapshot snapshot, Query query) throws IOException {
        Optional<org.apache.lucene.search.Query> filter = labels.of(query.attributes(), snapshot.reader());
        ScoreDoc[] words = search.words(snapshot.searcher(), query, filter);
        return meaning.rank(snapshot.searcher(), query, words, filter);
    }

    /**
     * Returns the text of the document {@code id}, to which the spans of its passages refer, or empty. For administrators:
     * rights are not asked.
     */
    public Optional<String> text(String id) {
        return folder.read(snapshot -> snapshot.text(id, Optional.empty()));
    }

    /** {@inheritDoc} What the asker's filter leaves out is not found either. */
    @Override
    public Optional<String> text(String document, Attributes asker) {
        return folder.read(snapshot -> snapshot.text(document, labels.of(asker, snapshot.reader())));
    }

    /**
     * Returns all passages of the document {@code id} in order, each with score 0; empty if there is none. For
     * administrators: rights are not asked.
     */
    public List<Passage> passages(String id) {
        return folder.read(snapshot -> snapshot.passages(id, Optional.empty()));
    }

    /** {@inheritDoc} What the asker's filter leaves out is not found either. */
    @Override
    public List<Passage> passages(String document, Attributes asker) {
        return folder.read(snapshot -> snapshot.passages(document, labels.of(asker, snapshot.reader())));
    }

    /** Returns the ids of all documents, sorted. For administrators: rights are not asked. */
    public List<String> documents() {
        return folder.read(snapshot -> snapshot.ids(Optional.empty()));
    }

    /** Returns the ids of all documents that {@code asker} may find, sorted. */
    public List<String> documents(Attributes asker) {
        return folder.read(snapshot -> snapshot.ids(labels.of(asker, snapshot.reader())));
    }

    /**
     * Returns what identifies the contents of this index: equal for equal documents with equal labels, whatever the order
     * in which they came. Descriptions hold it as {@code contents}.
     */
    public String snapshot() {
        return folder.read(snapshot -> snapshot.manifest().contents());
    }

    /**
     * Returns how rare {@code term} is among the passages of {@code language}.
     *
     * <pre>{@code
     * weight = ln(1 + (N - n + 0.5) / (n + 0.5))
     * }</pre>
     *
     * <p>for a term in n of N passages, as in BM25; all passages are counted, whoever may find them.
     */
    @Override
    public double weight(Language language, String term) {
        return folder.read(snapshot -> snapshot.weight(new Term(IndexFields.words(language), term)));
    }

    @Override
    public Description describe() {
        return description.with("contents", snapshot());
    }

    /** Waits for no search: those that have begun end as if nothing had happened. Closing twice does nothing more. */
    @Override
    public void close() {
        folder.close();
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
