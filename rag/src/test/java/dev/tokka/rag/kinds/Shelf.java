// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.kinds;

import dev.tokka.rag.document.SentenceWindowChunker;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.index.Fusion;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.IngestListener;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.metadata.Access;
import dev.tokka.rag.metadata.Labeling;
import dev.tokka.rag.metadata.Labels;
import dev.tokka.rag.metadata.Metadata;
import dev.tokka.rag.metadata.MetadataSchema;
import dev.tokka.rag.metadata.Value;
import dev.tokka.rag.onnx.OnnxEncoder;
import dev.tokka.rag.onnx.OnnxReranker;
import dev.tokka.rag.onnx.TinyModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the random files of {@link CompositionTest} name, opened by Java. */
record Shelf(Path folder, LuceneIndex labelled, LuceneIndex meaning, OnnxEncoder encoder, OnnxReranker reranker)
        implements AutoCloseable {

    /** The names of folders and files. */
    static final String LABELLED = "labelled";

    static final String MEANING = "meaning";
    static final String ENCODER = "encoder";
    static final String RERANKER = "reranker";
    static final String TERMS = "terms.csv";

    /** The settings of the index with labels, as a file has them. */
    static final Map<String, Object> SETTINGS = Map.of(
            "labels",
            Map.of("kind", "text", "size", "number", "valid_from", "time", "final", "flag"),
            "chunker",
            Map.of("sentence-windows", Map.of("sentences", 2, "stride", 1)),
            "fusion",
            Map.of("reciprocal-rank", 30),
            "bm25",
            Map.of("k1", 1.5, "b", 0.25),
            "candidates",
            40,
            "bigrams",
            0,
            "adjacency",
            0.5,
            "vectors",
            Map.of("depth", 50));

    private static final MetadataSchema SCHEMA = MetadataSchema.of(Map.of(
            "kind", Value.Type.TEXT,
            "size", Value.Type.NUMBER,
            "valid_from", Value.Type.TIME,
            "final", Value.Type.FLAG));

    static Shelf fill() {
        try {
            Path folder = Files.createTempDirectory("tokka-shelf");
            Files.writeString(folder.resolve(TERMS), "form,synonyms\nfee,charge|cost\n");
            OnnxEncoder encoder = OnnxEncoder.open(TinyModels.encoder(folder.resolve(ENCODER)));
            OnnxReranker reranker = OnnxReranker.open(TinyModels.reranker(folder.resolve(RERANKER)));
            LuceneIndex labelled = LuceneIndex.openLexical(folder.resolve(LABELLED), labelledSettings());
            LuceneIndex meaning = LuceneIndex.open(folder.resolve(MEANING), encoder);
            labelled.ingest(documents(true), IngestListener.NONE);
            meaning.ingest(documents(false), IngestListener.NONE);
            return new Shelf(folder, labelled, meaning, encoder, reranker);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IndexSettings labelledSettings() {
        IndexSettings settings = IndexSettings.DEFAULT
                .withLabeling(Labeling.NONE.withSchema(SCHEMA))
                .withChunker(SentenceWindowChunker.of(2, 1))
                .withFusion(new Fusion.ReciprocalRank(30))
                .withBm25(new IndexSettings.Bm25(1.5, 0.25))
                .withCandidates(40)
                .withVectors(IndexSettings.DEFAULT.vectors().withDepth(50));
        return settings.withAnalysis(settings.analysis().withBigrams(0).withAdjacency(0.5));
    }

    private static List<SourceDocument> documents(boolean labelled) {
        return List.of(
                document(
                        "fees.md",
                        "# Fees\n\nThe transfer fee is 5 euros. It is paid at once. Ask for a card.\n",
                        labelled),
                document("cards.md", "# Cards\n\nA lost card is blocked at once. A new card has a fee.\n", labelled));
    }

    private static SourceDocument document(String id, String text, boolean labelled) {
        SourceDocument document = SourceDocument.markdown(id, text);
        Metadata metadata = Metadata.of(Map.of(
                "kind", new Value.Text(id.startsWith("fees") ? "rule" : "note"),
                "size", new Value.Numeric(text.length()),
                "valid_from", new Value.Time(Instant.parse("2020-01-01T00:00:00Z")),
                "final", new Value.Flag(true)));
        return labelled ? document.withLabels(new Labels(metadata, Access.EVERYBODY)) : document;
    }

    @Override
    public void close() {
        labelled.close();
        meaning.close();
        reranker.close();
        encoder.close();
    }
}
