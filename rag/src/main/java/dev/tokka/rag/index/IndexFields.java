// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.Passage;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.rag.document.Chunk;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.text.Language;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/**
 * The layout of the index: each document is one block, its passages first and the whole text last.
 *
 * <p>A block is replaced as one, so that a document is never half there.
 */
final class IndexFields {

    /** The document's id, on every part of its block. */
    static final String DOCUMENT = "document";
    /** The digest of the document's content, on the last part only. */
    static final String DIGEST = "digest";

    /** The same id as a column, on the last part only. */
    static final String ID = "id";

    static final String VECTOR = "vector";

    private static final String TEXT = "text";
    private static final String HEADING = "heading";
    private static final String START = "start";
    private static final String ORDINAL = "ordinal";

    private IndexFields() {}

    /** The field of the words of passages in {@code language}. */
    static String words(Language language) {
        return "words_" + language.tag();
    }

    /** Returns the block of {@code entry}. */
    static List<Document> block(IndexEntry entry, WordFields words) {
        SourceDocument document = entry.document();
        List<Chunk> chunks = entry.chunks();
        List<Document> block = new ArrayList<>();
        for (int i = 0; i < chunks.size(); i++) {
            Document passage = passage(document, chunks.get(i), i);
            words.add(passage, document, chunks.get(i));
            if (!entry.vectors().isEmpty()) {
                passage.add(
                        new KnnFloatVectorField(VECTOR, entry.vectors().get(i), VectorSimilarityFunction.DOT_PRODUCT));
            }
            block.add(passage);
        }
        Document whole = new Document();
        whole.add(new StringField(DOCUMENT, document.id(), Store.YES));
        whole.add(new SortedDocValuesField(ID, new BytesRef(document.id())));
        whole.add(new SortedDocValuesField(DIGEST, new BytesRef(entry.digest())));
        whole.add(new StoredField(TEXT, document.text()));
        block.add(whole);
        block.forEach(part -> LabelFields.add(part, document.labels()));
        return block;
    }

    private static Document passage(SourceDocument document, Chunk chunk, int ordinal) {
        Document passage = new Document();
        passage.add(new StringField(DOCUMENT, document.id(), Store.YES));
        passage.add(new StoredField(ORDINAL, ordinal));
        passage.add(new StoredField(START, chunk.span().start()));
        passage.add(new StoredField(TEXT, chunk.span().of(document.text())));
        chunk.headings().forEach(heading -> passage.add(new StoredField(HEADING, heading)));
        return passage;
    }

    /** Returns the passage that was stored as {@code stored}. */
    static Passage read(Document stored, double score) {
        String document = stored.get(DOCUMENT);
        String text = stored.get(TEXT);
        int start = stored.getField(START).numericValue().intValue();
        Source source =
                new Source(document, List.of(stored.getValues(HEADING)), new Span(start, start + text.length()));
        return new Passage(document + "#" + stored.getField(ORDINAL).numericValue(), text, source, score);
    }

    /** Returns the text of the whole document that was stored as {@code stored}. */
    static String readText(Document stored) {
        return stored.get(TEXT);
    }
}
