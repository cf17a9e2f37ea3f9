// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static dev.tokka.rag.document.Documents.failure;
import static dev.tokka.rag.document.Documents.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokka.rag.document.DocumentException.Reason;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReadersTest {

    private static final String JAPANESE = "手数料は無料です。\n".repeat(100); // 2 KB in Shift_JIS

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.md",
                "b/A.MARKDOWN",
                "a.txt",
                "a.text",
                "a.html",
                "a.b.HTM",
                "a.pdf",
                "a.docx",
                "a.DOC",
                "a.xlsx",
                "a.xls",
                "a.pptx",
                "a.ppt",
                "a.csv",
                "a.tsv",
                "a.json",
                "a.jsonl",
                "a.eml"
            })
    void formatsAreKnownByExtension(String name) {
        assertThat(DocumentReaders.create().forName(name)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.zip", "a", "a.md.zip", "", "."})
    void otherFormatsHaveNoReader(String name) {
        assertThat(DocumentReaders.create().forName(name)).isEmpty();
    }

    @Test
    void filesAreReadByName() throws IOException {
        Path file = Files.writeString(folder.resolve("fees.md"), "# 手数料\n\n無料です。\n");

        SourceDocument document = DocumentReaders.create().read("bank/fees.md", file);

        assertThat(document.id()).isEqualTo("bank/fees.md");
        assertThat(document.title()).isEqualTo("手数料");
        assertThat(document.text()).isEqualTo(Files.readString(file));
    }

    @Test
    void missingFilesFoldersAndUnknownFormatsAreNamed() throws IOException {
        DocumentReaders readers = DocumentReaders.create();
        Path zip = Files.writeString(folder.resolve("a.zip"), "text");
        Path directory = Files.createDirectory(folder.resolve("a.md"));

        assertThat(reason(() -> readers.read("x", folder.resolve("none.md")))).isEqualTo(Reason.UNREADABLE);
        assertThat(reason(() -> readers.read("x", directory))).isEqualTo(Reason.UNREADABLE);
        assertThat(reason(() -> readers.read("x", zip))).isEqualTo(Reason.UNSUPPORTED);
    }

    @Test
    void filesOverTheLimitAreNotLoaded() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "123456");
        DocumentReaders five = DocumentReaders.of(limits(5, 100), InstantSource.system());
        DocumentReaders six = DocumentReaders.of(limits(6, 100), InstantSource.system());

        assertThat(reason(() -> five.read("a.txt", file))).isEqualTo(Reason.TOO_LARGE);
        assertThat(six.read("a.txt", file).text()).isEqualTo("123456");
    }

    @ParameterizedTest
    @CsvSource({"5, true", "4, false"})
    void textMayHaveAsManyCharactersAsTheLimit(int limit, boolean fits) {
        DocumentReader reader = DocumentReaders.of(limits(100, limit), InstantSource.system())
                .forName("a.txt")
                .orElseThrow();
        byte[] content = "手数料無料".getBytes(StandardCharsets.UTF_8);

        DocumentException failure = catchThrowableOfType(DocumentException.class, () -> reader.read("a.txt", content));

        if (fits) {
            assertThat(failure).isNull();
        } else {
            assertThat(failure).hasMessage("a.txt: expected at most 4 characters but there are more");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16"})
    void unicodeIsExact(String charset) {
        byte[] content = JAPANESE.getBytes(Charset.forName(charset)); // Java writes a mark in front of UTF-16

        assertThat(read("a.txt", content).text()).isEqualTo(JAPANESE);
    }

    @Test
    void aByteOrderMarkIsNotPartOfTheText() {
        byte[] content = "\uFEFFFees".getBytes(StandardCharsets.UTF_8);

        assertThat(read("a.md", content).text()).isEqualTo("Fees");
        assertThat(read("a.md", content).flags()).isEmpty();
    }

    @Test
    void readersOfYourOwnGoFirst() {
        DocumentReader reversed = (id, content) -> SourceDocument.plainText(
                id,
                new StringBuilder(new String(content, StandardCharsets.UTF_8))
                        .reverse()
                        .toString());
        DocumentReaders readers = DocumentReaders.create().with("XYZ", reversed).with("md", reversed);

        assertThat(readers.forName("a.xyz")
                        .orElseThrow()
                        .read("a.xyz", new byte[] {'a', 'b'})
                        .text())
                .isEqualTo("ba");
        assertThat(readers.forName("a.md")).containsSame(reversed);
        assertThat(readers.forName("xyz")).isEmpty();
        assertThat(DocumentReaders.create().forName("a.xyz")).isEmpty();
        assertThat(readers.withLimits(limits(5, 5)).forName("a.xyz")).containsSame(reversed);
        assertThat(readers).asString().contains("own=[md, xyz]");
        assertThatIllegalArgumentException().isThrownBy(() -> readers.with(".xyz", reversed));
        assertThatIllegalArgumentException().isThrownBy(() -> readers.with("", reversed));
    }

    @Test
    void theOffsetOfTheFirstWrongByteIsNamed() {
        byte[] content = {'o', 'k', (byte) 0xE6, (byte) 0x89, 'x'};

        assertThat(failure("a.txt", content))
                .hasMessage("a.txt: expected text in a Unicode or Japanese encoding, most likely UTF-8,"
                        + " but saw byte 0xE6 at offset 2");
    }

    @Test
    void nulBytesAreNotText() {
        DocumentException failure = failure("a.md", new byte[] {'o', 'k', 0, 'x'});

        assertThat(failure.reason()).isEqualTo(Reason.NOT_TEXT);
        assertThat(failure).hasMessageEndingWith("saw control character 0x00 at character 2");
    }

    @Test
    void blankFilesHaveNoText() {
        assertThat(failure("a.md", new byte[0]).reason()).isEqualTo(Reason.NO_TEXT);
        assertThat(failure("a.txt", " \n".getBytes(StandardCharsets.UTF_8)).reason())
                .isEqualTo(Reason.NO_TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.md", "a.html", "a.pdf"})
    void parsersAreStoppedWhenTimeIsOver(String name) {
        AtomicLong seconds = new AtomicLong();
        InstantSource racing = () -> Instant.ofEpochSecond(seconds.addAndGet(3_600));
        byte[] content = name.endsWith("pdf")
                ? Pdfs.bytes(document -> Pdfs.draw(document, page -> Pdfs.text(page, 10, 50, 700, "Text.")))
                : "text".getBytes(StandardCharsets.UTF_8);

        DocumentException failure = catchThrowableOfType(
                DocumentException.class,
                () -> DocumentReaders.of(ReadLimits.DEFAULT, racing)
                        .forName(name)
                        .orElseThrow()
                        .read(name, content));

        assertThat(failure).hasMessage(name + ": expected to be read within PT10S but was not");
        assertThat(failure.reason()).isEqualTo(Reason.TOO_SLOW);
        assertThat(failure.documentId()).isEqualTo(name);
    }

    @Test
    void limitsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits(0, 1))
                .withMessage("maxBytes must be at least 1 but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> limits(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReadLimits(1, 1, 0, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReadLimits(1, 1, 1, Duration.ZERO));
    }

    private static ReadLimits limits(long bytes, int characters) {
        return new ReadLimits(bytes, characters, 1, Duration.ofSeconds(10));
    }

    private static Reason reason(Runnable reading) {
        return catchThrowableOfType(DocumentException.class, reading::run).reason();
    }
}
