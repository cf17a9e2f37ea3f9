// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.rag.document.DocumentException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the reader for a file by its name.
 *
 * <ul>
 *   <li>{@code .md}, {@code .markdown}: CommonMark with tables.
 *   <li>{@code .txt}, {@code .text}: paragraphs between blank lines.
 *   <li>{@code .html}, {@code .htm}: what the page shows. Navigation, site headers, footers, scripts and the like are
 *       left out; so is text that its own attributes hide, which is {@linkplain SourceDocument.Flag#HIDDEN_TEXT_REMOVED
 *       flagged}. Style sheets are not evaluated.
 *   <li>{@code .pdf}: lines joined to paragraphs, larger letters taken for headings, wide gaps for table cells; the
 *       last heading of each block is its page, such as {@code "page 7"}. Text is taken as drawn, whether visible or
 *       not: that is how scanned pages carry theirs. PDFBox may look for the fonts of the machine once per process.
 * </ul>
 *
 * <p>Text files are decoded strictly: UTF-8, UTF-16 with a byte order mark, or for HTML the encoding that the page
 * declares. Files that do not keep to this, or to the limits, end in a {@link DocumentException}.
 */
public final class DocumentReaders {

    private final ReadLimits limits;
    private final InstantSource clock;

    private DocumentReaders(ReadLimits limits, InstantSource clock) {
        this.limits = requireNonNull(limits, "limits");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Returns readers with {@link ReadLimits#DEFAULT} and the clock of the system. */
    public static DocumentReaders create() {
        return of(ReadLimits.DEFAULT, InstantSource.system());
    }

    /** Returns readers that keep to {@code limits}, measuring time by {@code clock}. */
    public static DocumentReaders of(ReadLimits limits, InstantSource clock) {
        return new DocumentReaders(limits, clock);
    }

    /** Returns the limits that the readers keep to. */
    public ReadLimits limits() {
        return limits;
    }

    /** Returns the reader for files named like {@code fileName}, or empty if their format is not supported. */
    public Optional<DocumentReader> forName(String fileName) {
        String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (extension) {
            case "md", "markdown" ->
                Optional.of(text((id, source, timer) -> new MarkdownParser(id, source, timer).parse()));
            case "txt", "text" -> Optional.of(text((id, source, timer) -> PlainTextParser.parse(id, source)));
            case "html", "htm" -> Optional.of(new HtmlReader(limits, clock));
            case "pdf" -> Optional.of(new PdfReader(limits, clock));
            default -> Optional.empty();
        };
    }

    /**
     * Reads {@code file} with the reader for its name.
     *
     * @param id the id of the document; not blank
     * @throws DocumentException if the format is not supported, the file cannot be loaded, or it cannot be read
     */
    public SourceDocument read(String id, Path file) {
        DocumentReader reader = forName(String.valueOf(file.getFileName()))
                .orElseThrow(() -> new DocumentException(
                        id,
                        Reason.UNSUPPORTED,
                        "expected a Markdown, text, HTML or PDF file but the name says otherwise"));
        return reader.read(id, load(id, file));
    }

    /**
     * Returns the bytes of {@code file}, never more than the limits allow, even if it grows meanwhile.
     *
     * @param id the id of the document, for the message of an exception
     * @throws DocumentException if {@code file} is not a regular file, cannot be read or is too large
     */
    public byte[] load(String id, Path file) {
        Checks.requireText(id, "id");
        if (!Files.isRegularFile(file)) { // a pipe or a device may never end
            throw new DocumentException(id, Reason.UNREADABLE, "expected a regular file but it is none, or is gone");
        }
        try (InputStream in = Files.newInputStream(file)) {
            int most = (int) Math.min(limits.maxBytes() + 1, Integer.MAX_VALUE - 8); // the longest array there is
            byte[] content = in.readNBytes(most);
            Guard.requireSize(id, content.length, limits);
            return content;
        } catch (IOException e) {
            throw new DocumentException(
                    id,
                    Reason.UNREADABLE,
                    "expected a readable file but saw " + e.getClass().getSimpleName(),
                    e);
        }
    }

    private DocumentReader text(TextParser parser) {
        return (id, content) -> {
            Checks.requireText(id, "id");
            ReadTimer timer = ReadTimer.start(id, limits.maxTime(), clock);
            Guard.requireSize(id, content.length, limits);
            String source = new TextDecoder(id, limits.maxCharacters()).decode(content, StandardCharsets.UTF_8);
            return Guard.requireText(Guard.parsing(id, () -> parser.parse(id, source, timer)));
        };
    }

    /** Finds the blocks of a decoded text. */
    @FunctionalInterface
    private interface TextParser {
        SourceDocument parse(String id, String source, ReadTimer timer) throws IOException;
    }
}
