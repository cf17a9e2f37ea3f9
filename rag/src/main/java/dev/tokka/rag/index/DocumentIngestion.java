// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.document.SourceDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads, cuts and encodes documents for any store. Stores of your own call it with their {@link IndexChange}; safe for
 * use by many threads.
 */
public final class DocumentIngestion {

    private final IndexSettings settings;
    private final Optional<Encoder> encoder;
    private final List<Description> stores;

    /**
     * Creates an ingestion; without an encoder, or for languages that it does not cover, entries have no vectors. If the settings
     * have a {@link DocumentEgress}, say by {@link #into} what the store is: one that is unknown is denied.
     */
    public DocumentIngestion(IndexSettings settings, Optional<Encoder> encoder) {
        this(settings, encoder, List.of(Description.of("opaque", "store")));
    }

    private DocumentIngestion(IndexSettings settings, Optional<Encoder> encoder, List<Description> stores) {
        this.settings = requireNonNull(settings, "settings");
        this.encoder = requireNonNull(encoder, "encoder");
        this.stores = List.copyOf(stores);
    }

    /** Returns this ingestion into a store of these parts, each of which says where it sends; none if it is in this process. */
    public DocumentIngestion into(List<Description> newStores) {
        return new DocumentIngestion(settings, encoder, newStores);
    }

    /** What is to be done, once a store is ready to be changed. */
    @FunctionalInterface
    public interface Work {

        /**
         * Does it on {@code change} and commits as it goes.
         *
         * @throws IOException if the store cannot be written
         * @throws dev.tokka.PolicyViolationException if a document may not be sent; see {@link DocumentEgress}
         */
        IngestReport on(IndexChange change) throws IOException;
    }

    /**
     * Returns the work of making a store mirror {@code folder}, as {@link LuceneIndex#ingest(Path)} says. The folder is
     * looked through now and its files are read later.
     *
     * @throws dev.tokka.rag.document.DocumentException if the folder is missing or holds no document that can be read
     * @throws dev.tokka.PolicyViolationException if the settings have a {@link DocumentEgress} that permits none to be sent
     */
    public Work mirroring(Path folder, IngestListener listener) {
        FolderIngestion work = new FolderIngestion(folder, settings);
        Ingestion.Reporting reporting = new Ingestion.Reporting(listener, work.total());
        Ingestion.Passages passages = passages();
        return change -> {
            try (Ingestion ingestion = new Ingestion(change, passages, reporting)) {
                return work.run(change.known().keySet(), ingestion);
            }
        };
    }

    /**
     * Returns the work of adding {@code documents}, each in the place of an earlier one with its id. Those whose labels
     * are not what the labeling asks for are failures in the report.
     *
     * @throws dev.tokka.PolicyViolationException if the settings have a {@link DocumentEgress} that permits none to be sent
     */
    public Work adding(List<SourceDocument> documents, IngestListener listener) {
        List<SourceDocument> all = List.copyOf(documents);
        Ingestion.Reporting reporting = new Ingestion.Reporting(listener, all.size());
        Ingestion.Passages passages = passages();
        return change -> {
            try (Ingestion ingestion = new Ingestion(change, passages, reporting)) {
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
        return new Ingestion.Passages(settings.chunker(), encoder, permission());
    }

    /** Returns what asks for each document, once all of them together may be sent at all. */
    private Consumer<SourceDocument> permission() {
        if (settings.egress().isEmpty()) {
            return document -> {};
        }
        DocumentEgress egress = settings.egress().get();
        List<Description> destinations = Stream.concat(stores.stream(), encoder.map(Encoder::describe).stream())
                .toList();
        egress.require(destinations, "ingestion");
        return document -> egress.require(destinations, document);
    }
}
