// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.Passage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Bits;

/**
 * The index as it was at one commit. Searches hold a reference, so that a newer one can take its place meanwhile.
 *
 * @param reader reads that commit
 * @param searcher searches it
 * @param manifest what it was written with and what it holds
 */
record Snapshot(IndexReader reader, IndexSearcher searcher, IndexManifest manifest) {

    /** Opens the last commit in {@code directory}; {@code expected} is what an index there must be written with. */
    static Snapshot open(Directory directory, Path path, IndexManifest expected, IndexSettings.Bm25 bm25)
            throws IOException {
        if (!DirectoryReader.indexExists(directory)) {
            return of(new MultiReader(), expected, bm25);
        }
        DirectoryReader reader = DirectoryReader.open(directory);
        try {
            IndexManifest found = IndexManifest.of(reader.getIndexCommit().getUserData(), path);
            expected.requireSameAs(found, path);
            return of(reader, found, bm25);
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private static Snapshot of(IndexReader reader, IndexManifest manifest, IndexSettings.Bm25 bm25) {
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setSimilarity(new BM25Similarity((float) bm25.k1(), (float) bm25.b()));
        searcher.setQueryCache(null); // questions rarely repeat word by word
        return new Snapshot(reader, searcher, manifest);
    }

    /** Returns the digest of every document by its id. */
    SortedMap<String, String> digests() throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            Bits live = leaf.reader().getLiveDocs();
            SortedDocValues ids = DocValues.getSorted(leaf.reader(), IndexFields.ID);
            SortedDocValues values = DocValues.getSorted(leaf.reader(), IndexFields.DIGEST);
            for (int doc = values.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = values.nextDoc()) {
                if ((live == null || live.get(doc)) && ids.advanceExact(doc)) {
                    digests.put(text(ids), text(values));
                }
            }
        }
        return Collections.unmodifiableSortedMap(digests);
    }

    private static String text(SortedDocValues values) throws IOException {
        return values.lookupOrd(values.ordValue()).utf8ToString();
    }

    /** Returns the text of the document {@code id}, or empty if {@code filter} lets none through. */
    Optional<String> text(String id, Optional<Query> filter) throws IOException {
        List<Document> parts = block(id, filter);
        return parts.isEmpty() ? Optional.empty() : Optional.of(IndexFields.readText(parts.get(parts.size() - 1)));
    }

    /** Returns the passages of the document {@code id} in order; empty if {@code filter} lets none through. */
    List<Passage> passages(String id, Optional<Query> filter) throws IOException {
        List<Document> parts = block(id, filter);
        return parts.subList(0, Math.max(0, parts.size() - 1)).stream()
                .map(part -> IndexFields.read(part, 0))
                .toList();
    }

    /** Returns the ids of the documents that {@code filter} lets through, sorted; no text is read for them. */
    List<String> ids(Optional<Query> filter) throws IOException {
        if (filter.isEmpty()) {
            return List.copyOf(digests().keySet());
        }
        Query query = LabelSearch.restrict(new FieldExistsQuery(IndexFields.DIGEST), filter);
        List<String> ids = new ArrayList<>();
        for (ScoreDoc hit : searcher.search(query, Integer.MAX_VALUE, Sort.INDEXORDER).scoreDocs) {
            LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(hit.doc, reader.leaves()));
            SortedDocValues values = DocValues.getSorted(leaf.reader(), IndexFields.ID);
            if (values.advanceExact(hit.doc - leaf.docBase)) {
                ids.add(text(values));
            }
        }
        Collections.sort(ids);
        return List.copyOf(ids);
    }

    private List<Document> block(String id, Optional<Query> filter) throws IOException {
        return stored(LabelSearch.restrict(new TermQuery(LabelFields.document(id)), filter));
    }

    private List<Document> stored(Query query) throws IOException {
        ScoreDoc[] hits = searcher.search(query, Integer.MAX_VALUE, Sort.INDEXORDER).scoreDocs;
        StoredFields stored = searcher.storedFields();
        List<Document> parts = new ArrayList<>();
        for (ScoreDoc hit : hits) {
            parts.add(stored.document(hit.doc));
        }
        return parts;
    }

    /** Returns how rare {@code term} is in its field, as in BM25. */
    double weight(Term term) throws IOException {
        int all = reader.getDocCount(term.field());
        int with = reader.docFreq(term);
        return Math.log(1 + (all - with + 0.5) / (with + 0.5));
    }

    void release() throws IOException {
        reader.decRef();
    }
}
