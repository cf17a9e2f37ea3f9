// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.rag.Encoder;
import dev.tokka.rag.text.Language;
import dev.tokka.rag.text.Terms;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;

/** The least that a hybrid search can be: one encoding and Lucene's two searches, over an index that Tokka wrote. */
final class SearchByHand implements Closeable {

    private static final int HITS = 100;
    private static final String WORDS = "words_en";
    private static final String VECTOR = "vector";

    private final Encoder encoder;
    private final Directory directory;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final QueryBuilder words =
            new QueryBuilder(Terms.of(Language.ENGLISH).analyzer());

    SearchByHand(Path index, Encoder encoder) throws IOException {
        this.encoder = encoder;
        this.directory = FSDirectory.open(index);
        this.reader = DirectoryReader.open(directory);
        this.searcher = new IndexSearcher(reader);
    }

    /** Searches for {@code text} and returns how many passages were found, each ranking counted by itself. */
    int search(String text) throws IOException {
        float[] vector = encoder.encode(Encoder.Role.QUERY, List.of(text)).get(0);
        Query byWords = words.createBooleanQuery(WORDS, text);
        Query byMeaning = new KnnFloatVectorQuery(VECTOR, vector, HITS);
        return searcher.search(byWords, HITS).scoreDocs.length + searcher.search(byMeaning, HITS).scoreDocs.length;
    }

    @Override
    public void close() throws IOException {
        reader.close();
        directory.close();
    }
}
