// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static dev.tokka.rag.document.Documents.blocks;
import static dev.tokka.rag.document.Documents.failure;
import static dev.tokka.rag.document.Documents.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokka.rag.document.DocumentException.Reason;
import dev.tokka.rag.text.Language;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
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
}
