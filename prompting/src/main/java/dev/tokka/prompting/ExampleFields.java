// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Digests;
import dev.tokka.Example;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;

/** The fields of an example in an index: what is stored, and by what it is found. */
final class ExampleFields {

    /** The pieces of the question, as {@link WordSimilarity} cuts them. */
    static final String PIECES = "pieces";

    /** The vector of the question, of length 1. */
    static final String VECTOR = "vector";

    /** The digest of the answer. */
    static final String LABEL = "label";

    private static final String ESSENCE = "essence";
    private static final String QUESTION = "question";
    private static final String ANSWER = "answer";
    private static final int LONGEST_PIECE = 200; // Lucene refuses terms of more than 32,766 bytes
    private static final FieldType COUNTED = new FieldType();

    static {
        COUNTED.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        COUNTED.freeze();
    }

    private ExampleFields() {}

    static Document document(Example example, Optional<float[]> vector) {
        Document document = new Document();
        document.add(new StoredField(QUESTION, example.question()));
        document.add(new StoredField(ANSWER, example.answer()));
        document.add(new StringField(ESSENCE, essence(example.question()).text(), Field.Store.NO));
        document.add(new StringField(LABEL, Digests.sha256(example.answer()), Field.Store.NO));
        vector.ifPresentOrElse(
                numbers -> document.add(
                        new KnnFloatVectorField(VECTOR, ofLengthOne(numbers), VectorSimilarityFunction.DOT_PRODUCT)),
                () -> document.add(new Field(PIECES, pieces(example.question()), COUNTED)));
        return document;
    }

    private static PieceStream pieces(String question) {
        return new PieceStream(WordSimilarity.pieces(question));
    }

    static Example example(Document stored) {
        return new Example(stored.get(QUESTION), stored.get(ANSWER));
    }

    /** Returns what those hold that ask the same as {@code text}. */
    static Term essence(String text) {
        return new Term(ESSENCE, Digests.sha256(Texts.essence(text)));
    }

    /** Returns what those hold whose question holds {@code piece}. */
    static Term piece(String piece) {
        return new Term(PIECES, term(piece));
    }

    static String term(String piece) {
        return piece.length() <= LONGEST_PIECE ? piece : "#" + Digests.sha256(piece);
    }

    /** Returns the vector with the same direction; one of zeros as it is. */
    static float[] ofLengthOne(float[] vector) {
        double squares = 0;
        for (float number : vector) {
            squares += (double) number * number;
        }
        double length = squares == 0 ? 1 : Math.sqrt(squares);
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }
}
