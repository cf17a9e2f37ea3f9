// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tokka.rag.document.DocumentException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are built to hang, to blow up or to overflow a parser: each ends in bounded text or a typed error. */
class HostileDocumentsTest {

    private static final Duration BOUND = Duration.ofSeconds(30); // tells an end from none, also on a busy machine
    private static final DocumentReaders READERS = DocumentReaders.create();
    private static final DocumentReaders HASTY_READERS =
            DocumentReaders.of(new ReadLimits(32 << 20, 4 << 20, 2_000, Duration.ofSeconds(2)), InstantSource.system());
    private static final int MEGABYTE = 1 << 20;

    @ParameterizedTest
    @ValueSource(
            strings = {
                ">",
                "> ",
                "- ",
                "* a\n",
                "1. ",
                "- a\n ",
                "[",
                "[a]: ",
                "[a](",
                "*",
                "**a ",
                "`",
                "``` \n",
                "<",
                "<a ",
                "<!--",
                "&",
                "\\",
                "|",
                "|-\n",
                "|\n",
                "| a\n|-|\n",
                "# ",
                "\t",
                "a\n",
                "a\n=\n",
                "\n",
                "---\n",
                "x",
                "手",
                "<a\n",
                "[\n",
                "\ta\n",
                "    a\n",
                "1\n",
                "手\n",
                "\"\n",
                "-a\n",
                "--a\n",
                "[a]: b\n",
                "> a\n",
                "[a\n",
                "- \n"
            })
    void aMegabyteOfMarkdownIsBounded(String unit) {
        assertBounded("a.md", repeated(unit));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div>",
                "<b>",
                "<p>",
                "<table>",
                "<table><tr><td>",
                "<ul><li>",
                "</div>",
                "<a href=x>",
                "<b><p>",
                "<table>x",
                "<svg>",
                "<select><option>",
                "<h1>",
                "<pre>",
                "<template>",
                "<div hidden>a</div>",
                "<div style='display :none' ",
                "<!--",
                "<",
                "&#x200B;",
                "<font><a><table>",
                "<i>a</p>",
                "<ruby><rt>",
                "a<br>",
                "<math><mi>",
                "\u00A0",
                "<td>a"
            })
    void aMegabyteOfHtmlIsBounded(String unit) {
        assertBounded("a.html", repeated(unit));
    }

    @Test
    void aTableOfManyColumnsAndManyRowsDoesNotMultiply() {
        String columns = "|a".repeat(200_000) + "\n" + "|-".repeat(200_000) + "\n";

        SourceDocument document =
                assertTimeoutPreemptively(BOUND, () -> Documents.read("a.md", columns + "|\n".repeat(200_000)));

        assertThat(document.blocks()).singleElement().matches(block -> block.kind() == Block.Kind.TABLE);
    }

    @Test
    void nestingThatGrowsByIndentationIsRefused() {
        StringBuilder text = new StringBuilder();
        for (int depth = 0; depth < 1_000; depth++) {
            text.append("  ".repeat(depth)).append("- a\n");
        }

        assertThat(bounded("a.md", text.append("b\n".repeat(100_000)).toString().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Reason.MALFORMED.name());
    }

    @Test
    void aLineOfFiftyMegabytesIsTooLarge() {
        byte[] content = new byte[50 * MEGABYTE];
        Arrays.fill(content, (byte) 'a');

        for (String name : List.of("a.md", "a.txt", "a.html", "a.pdf")) {
            assertThat(bounded(name, content)).isEqualTo(Reason.TOO_LARGE.name());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.md", "a.txt", "a.html", "a.pdf"})
    void noiseIsRefused(String name) {
        byte[] noise = new byte[MEGABYTE];
        new Random(42).nextBytes(noise);

        assertThat(bounded(name, noise)).isIn(Reason.NOT_TEXT.name(), Reason.MALFORMED.name());
    }

    @Test
    void entitiesAreNotExpandedFromDeclarations() {
        String html = "<!DOCTYPE html [<!ENTITY a \"" + "ha".repeat(50)
                + "\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]><p>&x; &a;</p>";

        SourceDocument document = Documents.read("a.html", html);

        assertThat(document.text()).doesNotContain("root:").contains("&x; &a;");
    }

    @Test
    void brokenPdfsAreMalformed() {
        byte[] whole = Pdfs.bytes(document -> Pdfs.draw(document, page -> Pdfs.text(page, 10, 50, 700, "Text.")));

        for (int length = 0; length < whole.length; length += 97) {
            assertThat(bounded("a.pdf", Arrays.copyOf(whole, length))).isNotEqualTo(Reason.TOO_SLOW.name());
        }
        assertThat(bounded("a.pdf", "not a PDF".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Reason.MALFORMED.name());
    }

    @Test
    void flippedBytesOfPdfsEndInTextOrTypedErrors() {
        byte[] whole = Pdfs.bytes(document -> Pdfs.draw(document, page -> Pdfs.text(page, 10, 50, 700, "Text.")));
        Random random = new Random(42);

        for (int i = 0; i < 300; i++) {
            byte[] flipped = whole.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(bounded("a.pdf", flipped)).isNotEqualTo(Reason.TOO_SLOW.name());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[", "<<", "<</A", "(", "<</Length 5>>stream\n", "1 0 obj ", "xref\n", "endstream ", "%PDF-1.7\n"
            })
    void deeplyNestedPdfObjectsAreBounded(String unit) {
        assertBounded(
                "a.pdf", "%PDF-1.7\n1 0 obj\n" + repeated(unit) + "\ntrailer <</Root 1 0 R>>\nstartxref\n0\n%%EOF");
    }

    @Test
    void ringsOfCrossReferencesAreBounded() {
        String ring = "%PDF-1.7\nxref\n0 1\n0000000000 65535 f \n"
                + "trailer <</Size 1 /Prev 9 /Root 1 0 R>>\nstartxref\n9\n%%EOF";

        assertBounded("a.pdf", ring);
    }

    @Test
    void ringsOfPagesAreBounded() {
        byte[] content = Pdfs.bytes(document -> {
            Pdfs.draw(document, page -> Pdfs.text(page, 10, 50, 700, "Text."));
            COSDictionary pages = document.getPages().getCOSObject();
            COSArray kids = pages.getCOSArray(COSName.KIDS);
            for (int i = 0; i < 1_000; i++) {
                kids.add(pages);
            }
            pages.setItem(COSName.PARENT, pages);
        });

        assertBounded("a.pdf", content);
    }

    @Test
    void formsThatDrawThemselvesTwiceAreBounded() {
        byte[] content = Pdfs.bytes(document -> {
            PDPage page = Pdfs.raw(document, "/X Do /X Do");
            PDFormXObject form = new PDFormXObject(document);
            try (var out = form.getStream().createOutputStream()) {
                out.write("/X Do /X Do".getBytes(StandardCharsets.US_ASCII));
            }
            PDResources resources = new PDResources();
            resources.put(COSName.getPDFName("X"), form);
            form.setResources(resources);
            page.setResources(resources);
        });

        assertThat(bounded("a.pdf", content, HASTY_READERS)).isEqualTo(Reason.TOO_SLOW.name());
    }

    @Test
    void streamsThatInflateWithoutEndAreTooLarge() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(bomb)) {
            byte[] zeros = new byte[MEGABYTE];
            for (int i = 0; i < 300; i++) {
                deflated.write(zeros);
            }
        }
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        pdf.write(("%PDF-1.7\n4 0 obj <</Filter /FlateDecode /Length " + bomb.size() + ">>\nstream\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        pdf.write(bomb.toByteArray());

        assertThat(bounded("a.pdf", pdf.toByteArray())).isEqualTo(Reason.TOO_LARGE.name());
    }

    @Test
    void pagesPutTogetherOfOneStreamManyTimesAreTooLarge() {
        byte[] content = Pdfs.bytes(document -> {
            PDPage page = Pdfs.raw(document, " ".repeat(MEGABYTE));
            COSArray contents = new COSArray();
            for (int i = 0; i < 5_000; i++) {
                contents.add(page.getCOSObject().getItem(COSName.CONTENTS));
            }
            page.getCOSObject().setItem(COSName.CONTENTS, contents);
        });

        assertThat(bounded("a.pdf", content)).isEqualTo(Reason.TOO_LARGE.name());
    }

    @Test
    void pagesOfManyLettersAreTooLarge() {
        byte[] content = Pdfs.bytes(document -> Pdfs.draw(document, page -> {
            for (int i = 0; i < 400; i++) {
                Pdfs.text(page, 10, 0, i, "a".repeat(1_000));
            }
        }));

        assertThat(bounded("a.pdf", content)).isEqualTo(Reason.TOO_LARGE.name());
    }

    private static String repeated(String unit) {
        return unit.repeat(MEGABYTE / unit.length());
    }

    private static void assertBounded(String name, String content) {
        assertBounded(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertBounded(String name, byte[] content) {
        assertThat(bounded(name, content, HASTY_READERS)).isNotEmpty();
    }

    private static String bounded(String name, byte[] content) {
        return bounded(name, content, READERS);
    }

    /** Returns {@code "text"} or the reason of the failure; any other exception fails the test. */
    private static String bounded(String name, byte[] content, DocumentReaders readers) {
        DocumentReader reader = readers.forName(name).orElseThrow();
        return assertTimeoutPreemptively(BOUND, () -> {
            try {
                assertThat(reader.read(name, content).text())
                        .hasSizeLessThanOrEqualTo(readers.limits().maxCharacters());
                return "text";
            } catch (DocumentException e) {
                assertThat(e).hasMessageStartingWith(name + ": expected");
                return e.reason().name();
            }
        });
    }
}
