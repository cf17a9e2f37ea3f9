// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.rag.document.DocumentException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
 *       last heading of each block is its page, such as {@code "page 7"}. Invisible letters are left out and flagged,
 *       except the {@linkplain SourceDocument.Flag#INVISIBLE_LAYER_KEPT layer} of a scan. PDFBox may look for the fonts of
 *       the machine once per process.
 *   <li>{@code .docx}, {@code .docm}, {@code .doc}: headings by their styles, with the numbers that Word counts (not in
 *       {@code .doc}), lists, tables, text boxes and notes; no page headers, comments, deletions and furigana.
 *   <li>{@code .xlsx}, {@code .xlsm}, {@code .xls}: each sheet is a section, the rows between two empty ones are a table,
 *       values are written as their formats show them, and formulas as their last results.
 *   <li>{@code .pptx}, {@code .pptm}, {@code .ppsx}, {@code .ppt}: each slide is a section such as {@code "slide 3: Fees"},
 *       with its speaker's notes.
 *   <li>{@code .csv}, {@code .tsv}: one line for each row, {@code name: value | name: value}, if the first row names the
 *       columns and this fits into the limits; otherwise {@code a | b | c}. The delimiter is recognized: comma, semicolon,
 *       tab or bar.
 *   <li>{@code .json}, {@code .jsonl}, {@code .ndjson}: each line, or each element of the one array, is a section named by
 *       its field {@code title}, {@code name}, {@code subject}, {@code question} or {@code id}, else {@code "record 7"}.
 *       Short values are a list of {@code "- path.to.field: value"}, long texts are paragraphs.
 *   <li>{@code .eml}: the subject as a heading, sender, receivers and date, the plain text or else what the HTML shows, and
 *       attachments below headings of their own, to a depth of three messages. Attachments that cannot be read are
 *       {@linkplain SourceDocument.Flag#ATTACHMENTS_LEFT_OUT flagged}.
 * </ul>
 *
 * <p>Text files are decoded strictly. Without a byte order mark or, in HTML and e-mail, a declaration, the encoding is
 * recognized: UTF-8, UTF-16, ISO-2022-JP, Windows-31J (of which Shift_JIS is a part) or EUC-JP; where the bytes do not tell,
 * which is so for very short files only, or for other encodings, the file is {@linkplain
 * DocumentException.Reason#NOT_TEXT refused} rather than guessed. Files that do not keep to this, or to the limits, end in a
 * {@link DocumentException}. Nothing that a file contains is run, and nothing is fetched for it.
 *
 * <p>Hidden text is what vanishes in Word, sheets, rows and columns that are hidden in Excel, hidden slides and shapes
 * beside a slide, letters of no size, and white letters on bare paper (not in PowerPoint). It is left out and flagged.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class DocumentReaders {

    private final ReadLimits limits;
    private final InstantSource clock;
    private final Map<String, DocumentReader> own;

    private DocumentReaders(ReadLimits limits, InstantSource clock, Map<String, DocumentReader> own) {
        this.limits = requireNonNull(limits, "limits");
        this.clock = requireNonNull(clock, "clock");
        this.own = Collections.unmodifiableMap(new TreeMap<>(own));
    }

    /** Returns readers with {@link ReadLimits#DEFAULT} and the clock of the system. */
    public static DocumentReaders create() {
        return of(ReadLimits.DEFAULT, InstantSource.system());
    }

    /** Returns readers that keep to {@code limits}, measuring time by {@code clock}. */
    public static DocumentReaders of(ReadLimits limits, InstantSource clock) {
        return new DocumentReaders(limits, clock, Map.of());
    }

    /**
     * Returns these readers and one more, for files whose name ends with a dot and {@code extension}; it goes before one of
     * ours. It must keep to what {@link DocumentReader} promises and be safe for use by many threads.
     *
     * @param extension letters and digits, such as {@code "xyz"}; capital or not
     * @throws IllegalArgumentException if the extension is something else
     */
    public DocumentReaders with(String extension, DocumentReader reader) {
        String key = extension.toLowerCase(Locale.ROOT);
        if (key.isEmpty() || !key.chars().allMatch(Character::isLetterOrDigit)) {
            throw new IllegalArgumentException("extension must be letters and digits but is '" + extension + "'");
        }
        Map<String, DocumentReader> all = new TreeMap<>(own);
        all.put(key, requireNonNull(reader, "reader"));
        return new DocumentReaders(limits, clock, all);
    }

    /** Returns these readers with other limits for the formats that Tokka reads; your own readers have theirs. */
    public DocumentReaders withLimits(ReadLimits newLimits) {
        return new DocumentReaders(newLimits, clock, own);
    }

    /** Returns whether {@code other} reads alike: the same limits, clock and readers of one's own. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DocumentReaders readers
                && limits.equals(readers.limits)
                && clock.equals(readers.clock)
                && own.equals(readers.own);
    }

    @Override
    public int hashCode() {
        return Objects.hash(limits, clock, own);
    }

    /** Returns the limits that the readers keep to. */
    public ReadLimits limits() {
        return limits;
    }

    InstantSource clock() {
        return clock;
    }

    /** Returns the reader for files named like {@code fileName}, or empty if their format is not supported. */
    public Optional<DocumentReader> forName(String fileName) {
        String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        DocumentReader plugged = own.get(extension);
        return plugged != null && fileName.indexOf('.') >= 0 ? Optional.of(plugged) : ours(extension);
    }

    private Optional<DocumentReader> ours(String extension) {
        int most = limits.maxCharacters();
        return switch (extension) {
            case "md", "markdown" ->
                Optional.of(text((id, source, timer) -> new MarkdownParser(id, source, timer).parse()));
            case "txt", "text" -> Optional.of(text((id, source, timer) -> PlainTextParser.parse(id, source)));
            case "csv", "tsv" -> Optional.of(text((id, source, timer) -> CsvReader.parse(id, source, timer, most)));
            case "json", "jsonl", "ndjson" ->
                Optional.of(text((id, source, timer) -> JsonReader.parse(id, source, timer, most)));
            case "html", "htm" -> Optional.of(new HtmlReader(limits, clock));
            case "pdf" -> Optional.of(new PdfReader(limits, clock));
            case "docx", "docm", "doc", "xlsx", "xlsm", "xls", "pptx", "pptm", "ppsx", "ppt" ->
                Optional.of(new OfficeReader(limits, clock));
            case "eml" -> Optional.of(new MailReader(this, 0));
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
                        "expected a file of a format that has a reader but the name says otherwise"));
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
            String source = new TextDecoder(id, limits.maxCharacters()).decode(content);
            return Guard.requireText(Guard.parsing(id, () -> parser.parse(id, source, timer)));
        };
    }

    /** Finds the blocks of a decoded text. */
    @FunctionalInterface
    private interface TextParser {
        SourceDocument parse(String id, String source, ReadTimer timer) throws IOException;
    }

    /** Names the limits and the extensions of your own readers. */
    @Override
    public String toString() {
        return "DocumentReaders[limits=" + limits + ", own=" + own.keySet() + "]";
    }
}
