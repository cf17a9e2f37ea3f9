// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tokka.rag.document.DocumentException.Reason;
import dev.tokka.rag.document.SourceDocument.Flag;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Office files, tables, JSON and e-mail that are built to wear out a parser: each ends in text or a typed error, soon. */
class HostileOfficeTest {

    private static final Duration BOUND = Duration.ofSeconds(30); // tells an end from none, also on a busy machine
    private static final DocumentReaders HASTY =
            DocumentReaders.of(new ReadLimits(32 << 20, 4 << 20, 2_000, Duration.ofSeconds(2)), InstantSource.system());
    private static final int MEGABYTE = 1 << 20;

    @Test
    void entitiesAreRefused() {
        String outside = "<!DOCTYPE w:document [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
        String bomb = "<!DOCTYPE w:document [<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                + "<!ENTITY x \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>";

        for (String type : List.of(outside, bomb)) {
            String body = type + Offices.body("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>");
            assertThat(bounded("a.docx", Offices.rawWord(body))).isEqualTo(Reason.MALFORMED.name());
            assertThat(bounded("a.docx", Offices.rawWord(Offices.body(""), Map.of("styles", type + "<a/>"))))
                    .isEqualTo(Reason.MALFORMED.name());
        }
    }

    @Test
    void partsThatInflateWithoutEndAreRefused() {
        byte[] content = Offices.zip(zip -> {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            zip.write("<Types>".getBytes(StandardCharsets.US_ASCII));
            byte[] spaces = new byte[MEGABYTE];
            Arrays.fill(spaces, (byte) ' ');
            for (int i = 0; i < 600; i++) {
                zip.write(spaces);
            }
        });

        assertThat(bounded("a.docx", content)).isIn(Reason.TOO_LARGE.name(), Reason.TOO_SLOW.name());
    }

    @Test
    void tensOfThousandsOfPartsAreRefused() {
        byte[] content = Offices.zip(zip -> {
            for (int i = 0; i < 70_000; i++) {
                zip.putNextEntry(new ZipEntry("a" + i));
            }
        });

        assertThat(bounded("a.xlsx", content)).isEqualTo(Reason.TOO_LARGE.name());
        byte[] lying = content.clone();
        lying[lying.length - 12] = 1; // the count of parts
        lying[lying.length - 11] = 0;
        assertThat(bounded("a.xlsx", lying)).isIn(Reason.TOO_LARGE.name(), Reason.MALFORMED.name());
    }

    @Test
    void namesThatLeaveTheFolderWriteNothing() {
        byte[] content = Offices.zip(zip -> {
            Offices.entry(zip, "../../escaped.txt", "x");
            Offices.entry(zip, "[Content_Types].xml", "<Types/>");
        });

        assertThat(bounded("a.docx", content)).isEqualTo(Reason.MALFORMED.name());
    }

    @Test
    void deepNestingIsRefused() {
        String deep = Offices.body("<w:p>".repeat(200_000));

        assertThat(bounded("a.docx", Offices.rawWord(deep))).isEqualTo(Reason.MALFORMED.name());
        assertThat(bounded("a.json", "[".repeat(MEGABYTE).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Reason.MALFORMED.name());
        assertThat(bounded("a.json", "{\"a\":".repeat(MEGABYTE / 5).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Reason.MALFORMED.name());
    }

    @Test
    void lettersNestedDeeplyAreBounded() {
        StringBuilder mail = new StringBuilder("Subject: a\n");
        for (int i = 0; i < 15_000; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }

        assertThat(bounded("a.eml", mail.toString().getBytes(StandardCharsets.UTF_8)))
                .isNotEqualTo("text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                ",",
                "\"",
                "a,",
                "\n",
                "\"\"",
                "\",\n",
                "a\n",
                "a,b\n",
                "{",
                "{}",
                "[]",
                "1 ",
                "\"a\" ",
                "Subject: a\n",
                "--b\n",
                "a: b\n",
                ":",
                "=?UTF-8?B?",
                "手",
                "手,\n",
                "\t"
            })
    void megabytesOfTextAreBounded(String unit) {
        byte[] content = unit.repeat(MEGABYTE / unit.length()).getBytes(StandardCharsets.UTF_8);
        byte[] letter = ("Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
                        + unit.repeat(MEGABYTE / unit.length()))
                .getBytes(StandardCharsets.UTF_8);

        for (String name : List.of("a.csv", "a.json", "a.jsonl", "a.eml")) {
            assertThat(bounded(name, content)).isNotEmpty();
        }
        assertThat(bounded("a.eml", letter)).isNotEmpty();
    }

    @Test
    void aLineOfFiftyMegabytesIsTooLarge() {
        byte[] content = new byte[50 * MEGABYTE];
        Arrays.fill(content, (byte) 'a');

        for (String name : List.of("a.csv", "a.json", "a.eml", "a.docx", "a.doc", "a.xlsx", "a.pptx")) {
            assertThat(bounded(name, content)).isEqualTo(Reason.TOO_LARGE.name());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.docx", "a.xlsx", "a.xls", "a.pptx", "a.ppt"})
    void brokenFilesEndInTextOrTypedErrors(String name) {
        byte[] whole = whole(name);
        Random random = new Random(42);

        for (int length = 0; length < whole.length; length += Math.max(1, whole.length / 40)) {
            assertThat(bounded(name, Arrays.copyOf(whole, length))).isNotEqualTo(Reason.TOO_SLOW.name());
        }
        for (int i = 0; i < 60; i++) {
            byte[] flipped = whole.clone();
            for (int k = 0; k < 3; k++) {
                flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            }
            assertThat(bounded(name, flipped)).isNotEqualTo(Reason.TOO_SLOW.name());
        }
    }

    private static byte[] whole(String name) {
        return switch (name) {
            case "a.docx" ->
                Offices.word(document -> document.createParagraph().createRun().setText("Text."));
            case "a.xlsx" ->
                Offices.excel(workbook ->
                        workbook.createSheet("S").createRow(0).createCell(0).setCellValue("Text"));
            case "a.xls" ->
                Offices.old(
                        new HSSFWorkbook(),
                        workbook -> workbook.createSheet("S")
                                .createRow(0)
                                .createCell(0)
                                .setCellValue("Text"));
            case "a.pptx" ->
                Offices.slides(show -> show.createSlide().createTextBox().setText("Text."));
            default ->
                Offices.old(
                        new HSLFSlideShow(),
                        show -> show.createSlide().createTextBox().setText("Text."));
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.docx", "a.doc", "a.xlsx", "a.pptx", "a.json", "a.csv", "a.eml"})
    void noiseIsRefused(String name) {
        byte[] noise = new byte[MEGABYTE];
        new Random(42).nextBytes(noise);

        assertThat(bounded(name, noise)).isIn(Reason.NOT_TEXT.name(), Reason.MALFORMED.name());
    }

    @Test
    void encryptedFilesAreNamedAsSuch() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (POIFSFileSystem files = new POIFSFileSystem()) {
            var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("secret");
            try (var encrypted = encryptor.getDataStream(files)) {
                encrypted.write(whole("a.docx"));
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
            files.writeFilesystem(out);
        }

        assertThat(bounded("a.docx", out.toByteArray())).isEqualTo(Reason.ENCRYPTED.name());
    }

    @Test
    void macrosAreNotReadButFlagged() {
        byte[] plain = whole("a.docx");
        byte[] content = Offices.zip(zip -> copy(plain, zip));

        SourceDocument document = Documents.read("a.docm", content);

        assertThat(document.text()).isEqualTo("Text.");
        assertThat(document.flags()).containsExactly(Flag.ACTIVE_CONTENT_IGNORED);
    }

    private static void copy(byte[] plain, ZipOutputStream zip) throws IOException {
        try (var in = new ZipInputStream(new ByteArrayInputStream(plain))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                String part = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                String types = "<Default Extension='bin' ContentType='application/vnd.ms-office.vbaProject'/></Types>";
                zip.write(part.replace("</Types>", types).getBytes(StandardCharsets.UTF_8));
            }
        }
        zip.putNextEntry(new ZipEntry("word/vbaProject.bin"));
        zip.write(new byte[100]);
    }

    /** Returns {@code "text"} or the reason of the failure; any other exception fails the test. */
    private static String bounded(String name, byte[] content) {
        DocumentReader reader = HASTY.forName(name).orElseThrow();
        return assertTimeoutPreemptively(BOUND, () -> {
            try {
                assertThat(reader.read(name, content).text())
                        .hasSizeLessThanOrEqualTo(HASTY.limits().maxCharacters());
                return "text";
            } catch (DocumentException e) {
                assertThat(e).hasMessageStartingWith(name + ": expected");
                return e.reason().name();
            }
        });
    }
}
