// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static dev.tokka.rag.document.Documents.blocks;
import static dev.tokka.rag.document.Documents.failure;
import static dev.tokka.rag.document.Documents.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokka.rag.document.DocumentException.Reason;
import dev.tokka.rag.document.SourceDocument.Flag;
import dev.tokka.rag.text.Language;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PdfTest {

    private static final byte[] HANDBOOK = Pdfs.bytes(document -> {
        Pdfs.draw(document, page -> {
            Pdfs.text(page, 18, 50, 700, "Card handbook");
            Pdfs.text(page, 14, 50, 660, "Annual fees");
            Pdfs.text(page, 10, 50, 630, "The annual fee is due on the first day of each low-");
            Pdfs.text(page, 10, 50, 618, "season month and is charged");
            Pdfs.text(page, 10, 50, 606, "to the account.");
            Pdfs.text(page, 10, 50, 580, "Other fees follow.");
            Pdfs.text(page, 10, 50, 568, "- first item of a list");
            Pdfs.text(page, 10, 50, 540, "Card");
            Pdfs.text(page, 10, 200, 540, "Fee");
            Pdfs.text(page, 10, 50, 526, "Gold card");
            Pdfs.text(page, 10, 200, 526, "5,000 yen");
        });
        Pdfs.draw(document, page -> {
            Pdfs.text(page, 10, 50, 700, "Fees may change.");
            Pdfs.text(page, 14, 50, 660, "Limits");
            Pdfs.text(page, 10, 50, 630, "The limit is 300,000 yen.");
        });
    });

    @Test
    void linesAreJoinedToBlocksThatKnowTheirPage() {
        SourceDocument document = read("cards.pdf", HANDBOOK);

        assertThat(blocks(document))
                .containsExactly(
                        "HEADING [page 1] Card handbook",
                        "HEADING [Card handbook, page 1] Annual fees",
                        "PARAGRAPH [Card handbook, Annual fees, page 1] The annual fee is due on the first day of each"
                                + " low-season month and is charged to the account.",
                        "PARAGRAPH [Card handbook, Annual fees, page 1] Other fees follow.",
                        "PARAGRAPH [Card handbook, Annual fees, page 1] - first item of a list",
                        "TABLE [Card handbook, Annual fees, page 1] Card | Fee\nGold card | 5,000 yen",
                        "PARAGRAPH [Card handbook, Annual fees, page 2] Fees may change.",
                        "HEADING [Card handbook, page 2] Limits",
                        "PARAGRAPH [Card handbook, Limits, page 2] The limit is 300,000 yen.");
        assertThat(document.title()).isEqualTo("Card handbook");
    }

    @Test
    void japaneseLinesAreJoinedWithoutASpace() {
        byte[] content = Pdfs.bytes(document -> Pdfs.japanese(document, "手数料は、毎月一日に口座から引き", "落とされます。詳細は窓口へ。"));

        SourceDocument document = read("手数料.pdf", content);

        assertThat(document.text()).isEqualTo("手数料は、毎月一日に口座から引き落とされます。詳細は窓口へ。");
        assertThat(document.language()).isEqualTo(Language.JAPANESE);
        assertThat(document.blocks().get(0).headings()).containsExactly("page 1");
    }

    @Test
    void theTitleOfTheFileGoesFirst() {
        byte[] content = Pdfs.bytes(document -> {
            Pdfs.draw(document, page -> Pdfs.text(page, 10, 50, 700, "Text."));
            document.getDocumentInformation().setTitle("Terms of 2024");
        });

        assertThat(read("a.pdf", content).title()).isEqualTo("Terms of 2024");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret"})
    void encryptedFilesAreNamedAsSuch(String password) {
        byte[] content = Pdfs.bytes(document -> {
            Pdfs.draw(document, page -> Pdfs.text(page, 10, 50, 700, "Text."));
            document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
        });

        DocumentException failure = failure("a.pdf", content);

        assertThat(failure.reason()).isEqualTo(Reason.ENCRYPTED);
        assertThat(failure).hasMessage("a.pdf: expected a PDF without encryption but it is encrypted");
    }

    @Test
    void scansWithoutTextAreReported() {
        byte[] content = Pdfs.bytes(document -> document.addPage(new PDPage()));

        assertThat(failure("scan.pdf", content).reason()).isEqualTo(Reason.NO_TEXT);
    }

    @Test
    void tooManyPagesAreReported() {
        ReadLimits onePage = new ReadLimits(1 << 20, 1 << 20, 1, Duration.ofSeconds(10));
        DocumentReader reader = DocumentReaders.of(onePage, InstantSource.system())
                .forName("a.pdf")
                .orElseThrow();

        DocumentException failure = catchThrowableOfType(DocumentException.class, () -> reader.read("a.pdf", HANDBOOK));

        assertThat(failure).hasMessage("a.pdf: expected at most 1 pages but there are 2");
        assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void tooManyCharactersAreReported() {
        ReadLimits fewCharacters = new ReadLimits(1 << 20, 100, 10, Duration.ofSeconds(10));
        DocumentReader reader = DocumentReaders.of(fewCharacters, InstantSource.system())
                .forName("a.pdf")
                .orElseThrow();

        DocumentException failure = catchThrowableOfType(DocumentException.class, () -> reader.read("a.pdf", HANDBOOK));

        assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3 Tr", "1 g", "1 1 1 rg", "0 0 0 0 k", "/DeviceRGB cs 1 1 1 sc", "q 1 g Q q 1 g"})
    void lettersThatNobodySeesAreLeftOut(String hiding) {
        byte[] content =
                drawn("BT /F1 10 Tf 50 700 Td (Shown.) Tj ET " + hiding + " BT /F1 10 Tf 50 600 Td (Pay now.) Tj ET");

        SourceDocument document = read("a.pdf", content);

        assertThat(document.text()).isEqualTo("Shown.");
        assertThat(document.flags()).containsExactly(Flag.HIDDEN_TEXT_REMOVED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 g 0 0 500 800 re f 1 g", "q 1 g Q", "1 g 0 g", "/Separation cs 1 scn", "0 Tr"})
    void whiteOnDarkIsSeen(String before) {
        byte[] content = drawn(before + " BT /F1 10 Tf 50 700 Td (Shown.) Tj ET");

        assertThat(read("a.pdf", content).text()).isEqualTo("Shown.");
        assertThat(read("a.pdf", content).flags()).isEmpty();
    }

    @Test
    void emptyCellsKeepTheirColumn() {
        byte[] content = Pdfs.bytes(document -> Pdfs.draw(document, page -> {
            String[][] rows = {
                {"Card", "Fee", "Note"}, {"Gold", "5,000", "yearly"}, {"Blue", "", "free"}, {"", "", "all"}
            };
            for (int row = 0; row < rows.length; row++) {
                for (int column = 0; column < 3; column++) {
                    if (!rows[row][column].isEmpty()) {
                        Pdfs.text(page, 10, 50 + 120 * column, 700 - 14 * row, rows[row][column]);
                    }
                }
            }
        }));

        assertThat(read("a.pdf", content).text())
                .startsWith("Card | Fee | Note\nGold | 5,000 | yearly\nBlue |  | free");
    }

    @Test
    void theLayerOfAScanIsKeptAndFlagged() {
        byte[] content = drawn("BI /W 1 /H 1 /CS /G /BPC 8 ID x EI 3 Tr BT /F1 10 Tf 50 700 Td (Recognized.) Tj ET");

        SourceDocument document = read("a.pdf", content);

        assertThat(document.text()).isEqualTo("Recognized.");
        assertThat(document.flags()).containsExactly(Flag.INVISIBLE_LAYER_KEPT);
    }

    private static byte[] drawn(String instructions) {
        return Pdfs.bytes(document -> Pdfs.raw(document, instructions)
                .getResources()
                .put(COSName.getPDFName("F1"), new PDType1Font(FontName.HELVETICA)));
    }
}
