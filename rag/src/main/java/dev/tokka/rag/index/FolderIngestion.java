// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static java.util.Objects.requireNonNull;

import dev.tokka.Digests;
import dev.tokka.rag.document.DocumentException;
import dev.tokka.rag.document.DocumentReader;
import dev.tokka.rag.document.DocumentReaders;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.metadata.Labeling;
import dev.tokka.rag.metadata.Labels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The ingestion of a folder: what its files are and how each is read. */
final class FolderIngestion {

    private final Path folder;
    private final FolderScan scan;
    private final Labeling labeling;
    private final DocumentReaders formats;
    private final Map<String, DocumentReader> readers = new TreeMap<>();
    private final List<String> skipped = new ArrayList<>();

    /** Looks through {@code folder}. */
    FolderIngestion(Path folder, IndexSettings settings) {
        this.folder = folder;
        this.labeling = settings.labeling();
        this.scan = FolderScan.of(folder);
        this.formats = settings.readers();
        for (String id : scan.files().keySet()) {
            Optional<DocumentReader> reader = formats.forName(id);
            reader.ifPresentOrElse(found -> readers.put(id, found), () -> skipped.add(id));
        }
        if (readers.isEmpty() && scan.failures().isEmpty()) {
            throw noDocument("no file is of a format that has a reader");
        }
    }

    private DocumentException noDocument(String seen) {
        return new DocumentException(
                folder.toString(),
                DocumentException.Reason.NO_TEXT,
                "expected a folder with at least one document that can be read but " + seen);
    }

    int total() {
        return readers.size() + scan.failures().size();
    }

    /** Brings the index from the documents {@code before} to those of the folder. */
    IngestReport run(Set<String> before, Ingestion ingestion) throws IOException {
        scan.failures().forEach(ingestion::fail);
        for (Map.Entry<String, DocumentReader> each : readers.entrySet()) {
            String id = each.getKey();
            Path file = requireNonNull(scan.files().get(id), id);
            ingestion.add(id, () -> content(id, file, each.getValue()));
        }
        List<DocumentException> failures = ingestion.report(skipped).failures();
        if (failures.size() == total()) {
            DocumentException nothing = noDocument(
                    "each of " + total() + " failed, first " + failures.get(0).getMessage());
            failures.forEach(nothing::addSuppressed);
            throw nothing;
        }
        Set<String> gone = new HashSet<>(before);
        gone.removeAll(readers.keySet());
        failures.forEach(failure -> gone.remove(failure.documentId()));
        for (String id : gone) {
            ingestion.remove(id);
        }
        ingestion.finish();
        return ingestion.report(skipped);
    }

    private Ingestion.Content content(String id, Path file, DocumentReader reader) {
        Labels labels = LabelCheck.ofFile(id, labeling);
        byte[] bytes = formats.load(id, file);
        return new Ingestion.Content() {

            @Override
            public String digest() {
                return LabelCheck.digest(Digests.sha256(bytes), labels);
            }

            @Override
            public SourceDocument read() {
                return reader.read(id, bytes).withLabels(labels);
            }
        };
    }
}
