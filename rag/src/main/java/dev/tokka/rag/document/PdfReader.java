// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.rag.document.DocumentException.Reason;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/** Reads the text of PDF files, page by page. */
record PdfReader(ReadLimits limits, InstantSource clock) implements DocumentReader {

    @Override
    public SourceDocument read(String id, byte[] content) {
        Checks.requireText(id, "id");
        requireNonNull(content, "content");
        ReadTimer timer = ReadTimer.start(id, limits.maxTime(), clock);
        Guard.requireSize(id, content.length, limits);
        return Guard.requireText(Guard.parsing(id, () -> parse(id, content, timer)));
    }

    private SourceDocument parse(String id, byte[] content, ReadTimer timer) throws IOException {
        PdfStreams.requireModest(content, timer);
        try (PDDocument document = Loader.loadPDF(new TimedBytes(content, timer))) {
            if (document.isEncrypted()) {
                throw encrypted(id);
            }
            requirePages(id, document.getNumberOfPages());
            PdfLines lines = new PdfLines(id, limits, timer);
            TextWriter writer = new TextWriter(id, limits.maxCharacters());
            new PdfLayout(lines.read(document)).write(writer);
            lines.flags().forEach(writer::flag);
            return writer.finish(
                    Optional.ofNullable(document.getDocumentInformation().getTitle())
                            .orElse(""));
        } catch (InvalidPasswordException e) {
            throw encrypted(id);
        }
    }

    private void requirePages(String id, int pages) {
        if (pages > limits.maxPages()) {
            throw new DocumentException(
                    id,
                    Reason.TOO_LARGE,
                    "expected at most %d pages but there are %d".formatted(limits.maxPages(), pages));
        }
    }

    private static DocumentException encrypted(String id) {
        return new DocumentException(id, Reason.ENCRYPTED, "expected a PDF without encryption but it is encrypted");
    }
}
