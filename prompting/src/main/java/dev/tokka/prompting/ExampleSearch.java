// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Embedder;
import dev.tokka.Example;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;

/** Finds those examples of an index that are worth comparing with a question. Used by one thread. */
final class ExampleSearch {

    private static final int MOST_PIECES = 256; // of a long question the rarest; below Lucene's bound on clauses

    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final Optional<Embedder> embedder;
    private final Map<String, Double> rarities = new HashMap<>();

    /** What is asked, and its vector if meaning is compared. */
    private record Asked(String text, Optional<float[]> vector) {}

    ExampleSearch(DirectoryReader reader, Optional<Embedder> embedder) {
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
        this.searcher.setQueryCache(null); // a question comes once
        this.embedder = embedder;
    }

    /** Returns how many different answers there are. */
    long labels() throws IOException {
        Terms labels = MultiTerms.getTerms(reader, ExampleFields.LABEL);
        return labels == null ? 0 : labels.size();
    }

    /** Returns the {@code count} examples that seem nearest to {@code text}, and those that ask {@code text} itself. */
    Candidates near(String text, int count) throws IOException {
        Asked asked = new Asked(text, vector(text));
        SortedSet<Integer> found = new TreeSet<>();
        find(asked, new MatchAllDocsQuery(), count, found);
        return candidates(found, asked.vector);
    }

    /** Returns for each label the {@code count} examples that seem nearest to {@code text}. */
    Candidates nearOfEachLabel(String text, int count) throws IOException {
        Asked asked = new Asked(text, vector(text));
        SortedSet<Integer> found = new TreeSet<>();
        Terms labels = MultiTerms.getTerms(reader, ExampleFields.LABEL);
        if (labels != null) {
            TermsEnum each = labels.iterator();
            for (var label = each.next(); label != null; label = each.next()) {
                TermQuery ofLabel = new TermQuery(new Term(ExampleFields.LABEL, label.utf8ToString()));
                find(asked, ofLabel, count, found);
            }
        }
        return candidates(found, asked.vector);
    }

    /** Adds to {@code found} the nearest that {@code filter} lets through: where too few are like the text, the first. */
    private void find(Asked asked, Query filter, int count, SortedSet<Integer> found) throws IOException {
        int wanted = (int) Math.min(reader.maxDoc(), (long) count + reader.docFreq(ExampleFields.essence(asked.text)));
        int all = searcher.count(filter);
        int before = found.size();
        if (all > wanted) {
            add(searcher.search(query(asked, filter, wanted), wanted).scoreDocs, wanted, found);
        }
        int missing = Math.min(all, wanted) - (found.size() - before);
        if (missing > 0) {
            add(searcher.search(new ConstantScoreQuery(filter), wanted).scoreDocs, missing, found);
        }
    }

    private static void add(ScoreDoc[] hits, int most, SortedSet<Integer> found) {
        int added = 0;
        for (int i = 0; i < hits.length && added < most; i++) {
            added += found.add(hits[i].doc) ? 1 : 0;
        }
    }

    private Query query(Asked asked, Query filter, int wanted) throws IOException {
        if (asked.vector.isPresent()) {
            float[] unit = ExampleFields.ofLengthOne(asked.vector.get());
            return filter instanceof MatchAllDocsQuery
                    ? new KnnFloatVectorQuery(ExampleFields.VECTOR, unit, wanted)
                    : new KnnFloatVectorQuery(ExampleFields.VECTOR, unit, wanted, filter);
        }
        Query words = words(asked.text);
        return filter instanceof MatchAllDocsQuery
                ? words
                : new BooleanQuery.Builder()
                        .add(words, Occur.MUST)
                        .add(filter, Occur.FILTER)
                        .build();
    }

    /** Returns the query for the pieces of {@code text}, each with the weight that it has in the comparison. */
    private Query words(String text) throws IOException {
        Map<String, Integer> pieces = WordSimilarity.pieces(text);
        Map<String, Double> weights = new HashMap<>();
        for (Map.Entry<String, Integer> piece : pieces.entrySet()) {
            double rarity = rarity(piece.getKey());
            if (rarity > 0) {
                weights.put(piece.getKey(), WordSimilarity.weight(piece.getValue(), rarity));
            }
        }
        List<String> rarest = new ArrayList<>(weights.keySet());
        rarest.sort(Comparator.comparingDouble((String piece) -> -weights.getOrDefault(piece, 0.0))
                .thenComparing(Comparator.naturalOrder()));
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (String piece : rarest.subList(0, Math.min(MOST_PIECES, rarest.size()))) {
            float weight = weights.getOrDefault(piece, 0.0).floatValue();
            any.add(new BoostQuery(new TermQuery(ExampleFields.piece(piece)), weight), Occur.SHOULD);
        }
        return any.build();
    }

    private Optional<float[]> vector(String text) throws IOException {
        if (embedder.isEmpty() || reader.maxDoc() == 0) {
            return Optional.empty();
        }
        Embedder by = embedder.get();
        return Optional.of(VectorSimilarity.requireComparable(by.embed(text), dimension(), by));
    }

    private int dimension() throws IOException {
        FloatVectorValues values = reader.leaves().get(0).reader().getFloatVectorValues(ExampleFields.VECTOR);
        return values == null ? 0 : values.dimension();
    }

    private Candidates candidates(SortedSet<Integer> found, Optional<float[]> asked) throws IOException {
        List<Example> examples = new ArrayList<>();
        StoredFields stored = reader.storedFields();
        for (int place : found) {
            examples.add(ExampleFields.example(stored.document(place)));
        }
        if (asked.isEmpty()) {
            return new Candidates(examples, all -> WordSimilarity.of(all, this::unfailingRarity));
        }
        List<float[]> vectors = vectors(found);
        return new Candidates(examples, all -> new VectorSimilarity(vectors, text -> asked.get()));
    }

    private List<float[]> vectors(SortedSet<Integer> found) throws IOException {
        List<float[]> vectors = new ArrayList<>();
        LeafReaderContext only = reader.leaves().get(0); // a build merges all into one
        FloatVectorValues values = only.reader().getFloatVectorValues(ExampleFields.VECTOR);
        for (int place : found) {
            if (values == null || values.advance(place) != place) {
                throw new org.apache.lucene.index.CorruptIndexException(
                        "no vector of example " + place, only.toString());
            }
            vectors.add(values.vectorValue().clone());
        }
        return vectors;
    }

    private double unfailingRarity(String piece) {
        try {
            return rarity(piece);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double rarity(String piece) throws IOException {
        Double known = rarities.get(piece);
        if (known == null) {
            int held = reader.docFreq(ExampleFields.piece(piece));
            known = held == 0 ? 0.0 : WordSimilarity.rarity(reader.maxDoc(), held);
            rarities.put(piece, known);
        }
        return known;
    }
}
