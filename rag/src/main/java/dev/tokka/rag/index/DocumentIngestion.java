// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static java.util.Objects.requireNonNull;

import dev.tokka.rag.Encoder;
import dev.tokka.rag.document.SourceDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads, cuts and encodes documents for any store. Stores of your own call it with their {@link IndexChange}; safe for
 * use by many threads.
 */
public final class DocumentIngestion {

    private final IndexSettings settings;
    private final Optional<Encoder> encoder;

    /** Creates an ingestion; without an encoder, or for languages that it does not cover, entries have no vectors. */
    public DocumentIngestion(IndexSettings settings, Optional<Encoder> encoder) {
        this.settings = requireNonNull(settings, "settings");
        this.encoder = requireNonNull(encoder, "encoder");
    }

    /** What is to be done, once a store is ready to be changed. */
    @FunctionalInterface
    public interface Work {

        /**
         * Does it on {@code change} and commits as it goes.
         *
         * @throws IOException if the store cannot be written
         */
        IngestReport on(IndexChange change) throws IOException;
    }

    /**
     * Returns the work of making a store mirror {@code folder}, as {@link LuceneIndex#ingest(Path)} says. The folder is
     * looked through now and its files are read later.
     *
     * @throws dev.tokka.rag.document.DocumentException if the folder is missing or holds no document that can be read
     */
    public Work mirroring(Path folder, IngestListener listener) {
        FolderIngestion work = new FolderIngestion(folder, settings);
        Ingestion.Reporting reporting = new Ingestion.Reporting(listener, work.total());
        return change -> {
            try (Ingestion ingestion = new Ingestion(change, passages(), reporting)) {
                return work.run(change.known().keySet(), ingestion);
            }
        };
    }

    /**
     * Returns the work of adding {@code documents}, each in the place of an earlier one with its id. Those whose labels
     * are not what the labeling asks for are failures in the report.
     */
    public Work adding(List<SourceDocument> documents, IngestListener listener) {
        List<SourceDocument> all = List.copyOf(documents);
        Ingestion.Reporting reporting = new Ingestion.Reporting(listener, all.size());
        return change -> {
            try (Ingestion ingestion = new Ingestion(change, passages(), reporting)) {
                for (SourceDocument document : all) {
                    ingestion.add(document.id(), () -> given(document));
                }
                ingestion.finish();
                return ingestion.report(List.of());
            }
        };
    }

    private Ingestion.Content given(SourceDocument document) {
        LabelCheck.require(document.id(), document.labels(), settings.labeling());
        return new Ingestion.Given(document);
    }

    private Ingestion.Passages passages() {
        return new Ingestion.Passages(settings.chunker(), encoder);
    }
}
