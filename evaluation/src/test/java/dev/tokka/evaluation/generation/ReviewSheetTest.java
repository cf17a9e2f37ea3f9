// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import static dev.tokka.evaluation.generation.Writing.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewSheetTest {

    private static final ReviewSheet SHEET = new ReviewSheet(List.of(
            question("q-1", QuestionKind.NUMBER, "What is the fee?", "5 euros"),
            question("q-2", QuestionKind.FACT, "Who decides, \"finally\"?", "the\nboard"),
            question("q-3", QuestionKind.FACT, "=HYPERLINK(\"http://x\")", "-5 %"),
            question("q-4", QuestionKind.FACT, "誰が承認しますか。", "部長")));

    @TempDir
    Path folder;

    @Test
    void aSheetIsWrittenForSpreadsheetPrograms() throws IOException {
        Path file = folder.resolve("review.csv");

        SHEET.write(file);

        assertThat(Files.readAllBytes(file)).startsWith(0xEF, 0xBB, 0xBF);
        assertThat(Files.readString(file))
                .startsWith("\uFEFFid,question,answer,quote,source,verdict,correction,note\r\n"
                        + "q-1,What is the fee?,5 euros,5 euros.,\"fees.md [10, 18)\",,,\r\n")
                .contains("q-3,\"'=HYPERLINK(\"\"http://x\"\")\",'-5 %,'-5 %.,");
    }

    @Test
    void whatAReviewerDecidedIsReadBack() throws IOException {
        Path file = folder.resolve("review.csv");
        String csv = SHEET.toCsv()
                .replace("18)\",,,", "18)\",accepted,,fine")
                .replace("[10, 20)\",,,", "[10, 20)\", Corrected ,the board of directors,")
                .replace("[10, 15)\",,,", "[10, 15)\",却下,,'=1");
        Files.writeString(file, csv);

        Review review = SHEET.read(file, "Sato");

        assertThat(review.rows())
                .extracting(Review.Row::verdict)
                .containsExactly(
                        Review.Verdict.ACCEPTED,
                        Review.Verdict.CORRECTED,
                        Review.Verdict.REJECTED,
                        Review.Verdict.PENDING);
        assertThat(review.rows().get(2).note()).isEqualTo("=1");
        assertThat(review.altered()).isEmpty();
        assertThat(review.counts()).isEqualTo(new Review.Counts(1, 1, 1, 1));
        assertThat(review.counts().acceptanceRate()).hasValue(1.0 / 3);
        assertThat(review.countsByKind().get(QuestionKind.FACT)).isEqualTo(new Review.Counts(0, 1, 1, 1));
        assertThat(review.cases()).extracting(Case::id).containsExactly("q-1", "q-2");
        assertThat(review.cases().get(1).expected()).isEqualTo(new Expected.Texts(List.of("the board of directors")));
        assertThat(review.cases().get(1).tag(Review.VERDICT_TAG)).contains("corrected");
    }

    @Test
    void otherColumnsOrdersAndDelimitersAreRead() {
        Review review = SHEET.parse(
                "verdict;extra;id;question;answer;quote;source;note;correction\n"
                        + ";;;;;;;;\n"
                        + "採用;x;q-4;誰が承認しますか。;部長;部長.;fees.md [10, 13);;\n",
                "Sato",
                "review.csv");

        assertThat(review.counts()).isEqualTo(new Review.Counts(1, 0, 0, 3));
        assertThat(review.altered()).isEmpty();
    }

    @Test
    void whatASpreadsheetAlteredIsToldAndNotUsed() {
        String csv =
                SHEET.toCsv().replace("5 euros,5 euros.", "5-May,5 euros.").replace("18)\",,,", "18)\",accepted,,");

        Review review = SHEET.parse(csv, "Sato", "review.csv");

        assertThat(review.altered()).containsExactly("row 2, column answer");
        assertThat(review.cases().get(0).expected()).isEqualTo(new Expected.Texts(List.of("5 euros")));
    }

    @Test
    void mistakesAreToldWithRowAndColumn() {
        String csv = SHEET.toCsv();

        assertThatThrownBy(() -> parse(csv.replace("18)\",,,", "18)\",ok,,")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("review.csv, row 2, column verdict: expected accepted, corrected or rejected, or nothing"
                        + " but found \"ok\"");
        assertThatThrownBy(() -> parse(csv.replace("18)\",,,", "18)\",corrected,,")))
                .hasMessageContaining("row 2, column correction: expected the right answer");
        assertThatThrownBy(() -> parse(csv.replace("18)\",,,", "18)\",accepted,6 euros,")))
                .hasMessageContaining("row 2, column correction: expected nothing");
        assertThatThrownBy(() -> parse(csv.replace("q-2", "q-9")))
                .hasMessage(
                        "review.csv, row 3, column id: expected the id of a question of this sheet but found \"q-9\"");
        assertThatThrownBy(() -> parse(csv.replace("q-2", "q-1")))
                .hasMessageContaining("row 3, column id: expected an id");
        assertThatThrownBy(() -> parse(csv.replace("verdict", "decision")))
                .hasMessageContaining("row 1: expected a column verdict");
        assertThatThrownBy(() -> parse("")).hasMessageContaining("row 1: expected a column id");
        assertThatThrownBy(() -> parse(csv + "\"open")).hasMessageContaining("review.csv: expected CSV");
        assertThatThrownBy(() -> new ReviewSheet(
                        List.of(SHEET.questions().get(0), SHEET.questions().get(0))))
                .hasMessageContaining("q-1");
    }

    @Test
    void otherEncodingsAreToldApart() throws IOException {
        Path file = folder.resolve("review.csv");
        Files.write(file, SHEET.toCsv().substring(1).getBytes(Charset.forName("windows-31j")));

        assertThatThrownBy(() -> SHEET.read(file, "Sato")).hasMessageContaining("review.csv: expected UTF-8");
    }

    @Test
    void reviewersAgreeOnAShareOfWhatBothDecided() {
        Review one =
                parse(SHEET.toCsv().replace("18)\",,,", "18)\",accepted,,").replace("20)\",,,", "20)\",rejected,,"));
        Review other =
                parse(SHEET.toCsv().replace("18)\",,,", "18)\",accepted,,").replace("20)\",,,", "20)\",accepted,,"));

        assertThat(one.agreement(other)).hasValue(0.5);
        assertThat(one.agreement(parse(SHEET.toCsv()))).isEmpty();
        assertThat(parse(SHEET.toCsv()).counts().acceptanceRate()).isEmpty();
    }

    @Test
    void aCorrectionGoesWithItsVerdict() {
        GeneratedQuestion question = SHEET.questions().get(0);

        assertThatThrownBy(() -> new Review.Row(question, Review.Verdict.CORRECTED, " ", ""))
                .hasMessageContaining("q-1");
        assertThatThrownBy(() -> new Review.Row(question, Review.Verdict.ACCEPTED, "x", ""))
                .hasMessageContaining("q-1");
    }

    @Property
    void noCellIsAFormulaAndEveryCellCanBeUndone(@ForAll String text) {
        for (String cell : List.of(text, "=" + text, " +" + text, "'" + text, "''=" + text, "＠" + text)) {
            String safe = Cells.safe(cell);

            assertThat(Cells.original(safe)).isEqualTo(cell);
            assertThat(safe.strip()).doesNotStartWith("=").doesNotStartWith("+").doesNotStartWith("＠");
        }
    }

    private static Review parse(String csv) {
        return SHEET.parse(csv, "Sato", "review.csv");
    }
}
