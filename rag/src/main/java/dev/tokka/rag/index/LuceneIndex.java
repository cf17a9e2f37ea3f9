// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
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
public final class LuceneIndex implements Retriever, TermWeights, AutoCloseable {

    private final IndexFolder folder;
    private final Optional<Encoder> encoder;
    private final IndexSettings settings;
    private final HybridSearch search;

    private LuceneIndex(IndexFolder folder, Optional<Encoder> encoder, IndexSettings settings) {
        this.folder = folder;
        this.encoder = encoder;
        this.settings = settings;
        this.search = new HybridSearch(folder.terms());
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
        String fingerprint = encoder.map(e -> e.describe().fingerprint()).orElse("none");
        IndexManifest expected =
                IndexManifest.empty(fingerprint, settings.chunker().toString());
        return new LuceneIndex(IndexFolder.open(directory, expected, settings.bm25()), encoder, settings);
    }

    /** Opens an index in a Lucene directory, as tests do that make the disk fail. */
    static LuceneIndex open(Directory directory, Path name, IndexSettings settings) throws IOException {
        IndexManifest expected = IndexManifest.empty("none", settings.chunker().toString());
        return new LuceneIndex(
                IndexFolder.open(directory, name, expected, settings.bm25()), Optional.empty(), settings);
    }

    /** Makes this index mirror {@code documents}, telling nobody; see the method with a listener. */
    public IngestReport ingest(Path documents) {
        return ingest(documents, IngestListener.NONE);
    }

    /**
     * Makes this index mirror the folder {@code documents}: new and changed files are read, what is no longer there is
     * removed, and what did not change is not touched. Reads Markdown, text, HTML and PDF; ids are paths relative to the
     * folder.
     *
     * <p>A file that cannot be read is listed in the report and the others go on; its earlier version stays. Whatever
     * ends this call early, what was acknowledged to the listener is kept.
     *
     * @throws dev.tokka.rag.document.DocumentException if the folder is missing or holds no document that can be read
     * @throws IndexException if the index cannot be written
     * @throws ModelUnavailableException if the calling thread is interrupted; the flag stays set
     */
    public IngestReport ingest(Path documents, IngestListener listener) {
        FolderIngestion work = new FolderIngestion(documents, settings.limits());
        return folder.update((update, known) -> work.run(
                known.keySet(),
                new Ingestion(update, passages(), known, new Ingestion.Reporting(listener, work.total()))));
    }

    /**
     * Adds {@code documents}, each in the place of an earlier one with its id; no other document is touched.
     *
     * @throws IndexException if the index cannot be written
     * @throws ModelUnavailableException if the calling thread is interrupted; the flag stays set
     */
    public IngestReport ingest(List<SourceDocument> documents, IngestListener listener) {
        List<SourceDocument> all = List.copyOf(documents);
        return folder.update((update, known) -> {
            Ingestion ingestion =
                    new Ingestion(update, passages(), known, new Ingestion.Reporting(listener, all.size()));
            for (SourceDocument document : all) {
                ingestion.add(document.id(), () -> new Ingestion.Given(document));
            }
            ingestion.finish();
            return ingestion.report(List.of());
        });
    }

    private Ingestion.Passages passages() {
        return new Ingestion.Passages(settings.chunker(), encoder);
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
     * @throws dev.tokka.QuestionRejectedException if the query is longer than the encoder takes
     */
    @Override
    public List<Passage> retrieve(Query query) {
        requireNonNull(query, "query");
        query.checkpoint("index");
        return folder.read(snapshot -> {
            List<Ranking.Ranked> ranked = rank(snapshot, query);
            query.checkpoint("index");
            List<Passage> passages = new ArrayList<>();
            StoredFields stored = snapshot.searcher().storedFields();
            for (Ranking.Ranked each : ranked.subList(0, Math.min(query.limit(), ranked.size()))) {
                passages.add(IndexFields.read(stored.document(each.doc()), each.score()));
            }
            return List.copyOf(passages);
        });
    }

    private List<Ranking.Ranked> rank(Snapshot snapshot, Query query) throws IOException {
        int candidates = settings.candidates();
        ScoreDoc[] words = snapshot.searcher().search(search.words(query), candidates).scoreDocs;
        Optional<float[]> vector = encoder.filter(e -> e.covers(Language.of(query.text())))
                .map(e -> e.encode(Encoder.Role.QUERY, List.of(query.text())).get(0));
        ScoreDoc[] meaning = vector.isEmpty()
                ? new ScoreDoc[0]
                : snapshot.searcher().search(HybridSearch.meaning(vector.get(), candidates), candidates).scoreDocs;
        return Ranking.fuse(words, meaning, settings.fusion());
    }

    /** Returns the text of the document {@code id}, to which the spans of its passages refer, or empty. */
    public Optional<String> text(String id) {
        return folder.read(snapshot -> snapshot.text(id));
    }

    /** Returns all passages of the document {@code id} in order, each with score 0; empty if there is none. */
    public List<Passage> passages(String id) {
        return folder.read(snapshot -> snapshot.passages(id));
    }

    /** Returns the ids of all documents, sorted. */
    public List<String> documents() {
        return folder.read(snapshot -> List.copyOf(snapshot.digests().keySet()));
    }

    /**
     * Returns how rare {@code term} is among the passages of {@code language}.
     *
     * <pre>{@code
     * weight = ln(1 + (N - n + 0.5) / (n + 0.5))
     * }</pre>
     *
     * <p>for a term in n of N passages, as in BM25.
     */
    @Override
    public double weight(Language language, String term) {
        return folder.read(snapshot -> {
            String field = IndexFields.words(language);
            int all = snapshot.reader().getDocCount(field);
            int with = snapshot.reader().docFreq(new Term(field, term));
            return Math.log(1 + (all - with + 0.5) / (with + 0.5));
        });
    }

    @Override
    public Description describe() {
        Description description = Description.of("index")
                .with("contents", folder.read(snapshot -> snapshot.manifest().contents()))
                .with("chunker", settings.chunker())
                .with("fusion", settings.fusion())
                .with("bm25", settings.bm25())
                .with("candidates", settings.candidates());
        return encoder.map(e -> description.withPart(e.describe())).orElse(description);
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
