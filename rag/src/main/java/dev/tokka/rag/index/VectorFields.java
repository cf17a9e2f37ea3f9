// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

/** Stores vectors as the settings say, and searches them. */
final class VectorFields {

    private static final int BITS = 7; // Lucene 9.12 has 7 and 4

    private final VectorSettings settings;

    VectorFields(VectorSettings settings) {
        this.settings = settings;
    }

    /** Returns Lucene's codec with the graph of {@code settings}. */
    static Codec codec(VectorSettings settings) {
        KnnVectorsFormat format = format(settings);
        return new Lucene912Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return format;
            }
        };
    }

    private static KnnVectorsFormat format(VectorSettings settings) {
        return switch (settings.precision()) {
            case FLOAT -> new Lucene99HnswVectorsFormat(settings.connections(), settings.construction());
            case INT7 -> quantized(settings);
        };
    }

    /** One merge worker: Lucene's scheduler already merges in threads of its own. */
    private static KnnVectorsFormat quantized(VectorSettings settings) {
        return new Lucene99HnswScalarQuantizedVectorsFormat(
                settings.connections(), settings.construction(), 1, BITS, false, null, null);
    }

    /** Returns the {@code count} passages nearest to {@code vector} that {@code filter} lets through, nearest first. */
    ScoreDoc[] search(IndexSearcher searcher, float[] vector, int count, Optional<Query> filter) throws IOException {
        int depth = Math.max(count, settings.depth());
        Query nearest = filter.map(only -> new KnnFloatVectorQuery(IndexFields.VECTOR, vector, depth, only))
                .orElseGet(() -> new KnnFloatVectorQuery(IndexFields.VECTOR, vector, depth));
        if (settings.precision() == VectorSettings.Precision.FLOAT) {
            return searcher.search(nearest, count).scoreDocs;
        }
        ScoreDoc[] hits = searcher.search(nearest, depth).scoreDocs;
        rescore(searcher, vector, hits);
        return Arrays.copyOf(hits, Math.min(count, hits.length));
    }

    /** Returns the vectors of {@code passages}, fewer where some have none. */
    static List<float[]> read(IndexReader reader, List<Integer> passages) throws IOException {
        List<float[]> vectors = new ArrayList<>();
        for (int passage : passages) {
            LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(passage, reader.leaves()));
            FloatVectorValues values = leaf.reader().getFloatVectorValues(IndexFields.VECTOR);
            int number = passage - leaf.docBase;
            if (values != null && values.advance(number) == number) {
                vectors.add(values.vectorValue().clone());
            }
        }
        return vectors;
    }

    /** Orders {@code hits} by the vectors as they were before they were quantized. */
    private static void rescore(IndexSearcher searcher, float[] vector, ScoreDoc[] hits) throws IOException {
        Arrays.sort(hits, Comparator.comparingInt(hit -> hit.doc)); // the order in which vectors can be read
        int last = -1;
        FloatVectorValues values = null;
        int base = 0;
        for (ScoreDoc hit : hits) {
            int number = ReaderUtil.subIndex(hit.doc, searcher.getIndexReader().leaves());
            LeafReaderContext leaf = searcher.getIndexReader().leaves().get(number);
            if (number != last || values == null) {
                values = leaf.reader().getFloatVectorValues(IndexFields.VECTOR);
                base = leaf.docBase;
                last = number;
            }
            values.advance(hit.doc - base);
            hit.score = VectorSimilarityFunction.DOT_PRODUCT.compare(vector, values.vectorValue());
        }
        Arrays.sort(
                hits,
                Comparator.comparingDouble((ScoreDoc hit) -> hit.score)
                        .reversed()
                        .thenComparingInt(hit -> hit.doc));
    }
}
