// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import java.io.IOException;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/** Lucene's graph of vectors, for longer vectors than Lucene takes by default. */
final class ExampleVectors extends KnnVectorsFormat {

    /** The most numbers of a vector. */
    static final int LONGEST = 4_096;

    private final KnnVectorsFormat graph = new Lucene99HnswVectorsFormat();

    /** Is read as what it writes, by that format's name. */
    private ExampleVectors() {
        super("Lucene99HnswVectorsFormat");
    }

    static Codec codec() {
        KnnVectorsFormat format = new ExampleVectors();
        return new Lucene912Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return format;
            }
        };
    }

    @Override
    public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
        return graph.fieldsWriter(state);
    }

    @Override
    public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
        return graph.fieldsReader(state);
    }

    @Override
    public int getMaxDimensions(String field) {
        return LONGEST;
    }
}
