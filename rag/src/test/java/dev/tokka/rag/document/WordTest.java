// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static dev.tokka.rag.document.Documents.blocks;
import static dev.tokka.rag.document.Documents.failure;
import static dev.tokka.rag.document.Documents.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.rag.document.DocumentException.Reason;
import dev.tokka.rag.document.SourceDocument.Flag;
import dev.tokka.rag.text.Language;
import java.util.Map;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;

class WordTest {

    private static final String W = " xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";
    private static final String STYLES = "<w:styles" + W + ">"
            + "<w:style w:styleId='1'><w:name w:val='heading 1'/></w:style>"
            + "<w:style w:styleId='t'><w:name w:val='Title'/></w:style>"
            + "<w:style w:styleId='own'><w:name w:val='条'/><w:basedOn w:val='1'/>"
            + "<w:pPr><w:numPr><w:numId w:val='7'/></w:numPr></w:pPr></w:style>"
            + "<w:style w:styleId='ghost'><w:name w:val='Ghost'/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>";
    private static final String NUMBERING = "<w:numbering" + W + ">"
            + "<w:abstractNum w:abstractNumId='3'>"
            + "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='第%1条'/></w:lvl>"
            + "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='japaneseCounting'/><w:lvlText w:val='（%2）'/></w:lvl>"
            + "<w:lvl w:ilvl='2'><w:start w:val='1'/><w:numFmt w:val='bullet'/><w:lvlText w:val=''/></w:lvl>"
            + "</w:abstractNum><w:num w:numId='7'><w:abstractNumId w:val='3'/></w:num></w:numbering>";

    @Test
    void filesOfWordAreBlocksBelowHeadings() {
        byte[] content = Offices.word(WordTest::handbook);

        SourceDocument document = read("手数料.docx", content);

        assertThat(blocks(document))
                .containsExactly("PARAGRAPH [] 振込手数料は三百三十円です。", "TABLE [] 種類 | 手数料\n他行宛 | 330円", "PARAGRAPH [] 以上。");
        assertThat(document.language()).isEqualTo(Language.JAPANESE);
        assertThat(document.flags()).isEmpty();
    }

    private static void handbook(XWPFDocument document) {
        document.createParagraph().createRun().setText("振込手数料は三百三十円です。");
        XWPFTable table = document.createTable(2, 2);
        table.getRow(0).getCell(0).setText("種類");
        table.getRow(0).getCell(1).setText("手数料");
        table.getRow(1).getCell(0).setText("他行宛");
        table.getRow(1).getCell(1).setText("330円");
        document.createParagraph().createRun().setText("以上。");
    }

    @Test
    void numbersThatWordCountsAreWritten() {
        String content = styled("t", "規程") + styled("own", "目的") + "<w:p><w:r><w:t>本文。</w:t></w:r></w:p>"
                + styled("own", "範囲") + item(1, "口座") + item(1, "カード") + item(2, "点") + styled("own", "雑則")
                + item(1, "その他");

        assertThat(blocks(read("a.docx", Offices.rawWord(Offices.body(content), parts()))))
                .containsExactly(
                        "HEADING [] 規程",
                        "HEADING [規程] 第1条 目的",
                        "PARAGRAPH [規程, 第1条 目的] 本文。",
                        "HEADING [規程] 第2条 範囲",
                        "LIST [規程, 第2条 範囲] （一） 口座\n  （二） カード\n    - 点",
                        "HEADING [規程] 第3条 雑則",
                        "LIST [規程, 第3条 雑則] （一） その他");
    }

    @Test
    void onlyWhatIsShownIsRead() {
        String content = "<w:p><w:r><w:t>Shown</w:t></w:r>"
                + "<w:r><w:rPr><w:vanish/></w:rPr><w:t> vanished</w:t></w:r>"
                + "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t xml:space='preserve'> again</w:t></w:r>"
                + "<w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t> white</w:t></w:r>"
                + "<w:r><w:rPr><w:sz w:val='2'/></w:rPr><w:t> tiny</w:t></w:r>"
                + "<w:r><w:rPr><w:rStyle w:val='ghost'/></w:rPr><w:t> ghost</w:t></w:r>"
                + "<w:r><w:rPr><w:color w:val='FFFFFF'/><w:shd w:val='clear' w:fill='000000'/></w:rPr>"
                + "<w:t xml:space='preserve'> on black</w:t></w:r></w:p>"
                + styled("ghost", "All gone");

        SourceDocument document = read("a.docx", Offices.rawWord(Offices.body(content), parts()));

        assertThat(document.text()).isEqualTo("Shown again on black");
        assertThat(document.flags()).containsExactly(Flag.HIDDEN_TEXT_REMOVED);
    }

    @Test
    void whatWasDeletedAndWhatHelpsReadingIsNotText() {
        String content = "<w:p><w:ins><w:r><w:t>New</w:t></w:r></w:ins>"
                + "<w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
                + "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
                + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
                + "<w:r><w:ruby><w:rt><w:r><w:t>とっか</w:t></w:r></w:rt>"
                + "<w:rubyBase><w:r><w:t>特化</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>";

        SourceDocument document = read("a.docx", Offices.rawWord(Offices.body(content)));

        assertThat(document.text()).isEqualTo("New特化");
        assertThat(document.flags()).isEmpty();
    }

    @Test
    void textBoxesAndNotesAreRead() {
        String content = "<w:p><w:r><w:t>Fees</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r>"
                + "<w:r><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></w:r>"
                + "<mc:Fallback xmlns:mc='m'><w:p><w:r><w:t>In a box</w:t></w:r></w:p></mc:Fallback></w:p>";
        String notes = "<w:footnotes" + W + "><w:footnote w:id='2'><w:p><w:r><w:t>Without tax.</w:t></w:r></w:p>"
                + "</w:footnote></w:footnotes>";

        SourceDocument document = read("a.docx", Offices.rawWord(Offices.body(content), Map.of("footnotes", notes)));

        assertThat(blocks(document))
                .containsExactly(
                        "PARAGRAPH [] In a box", "PARAGRAPH [] Fees (note 2)", "PARAGRAPH [] note 2: Without tax.");
    }

    @Test
    void mergedCellsAreInEachOfTheirRows() {
        String content = "<w:tbl>" + row(cell("<w:gridSpan w:val='2'/>", "種類") + cell("", "手数料"))
                + row(cell("<w:vMerge w:val='restart'/>", "振込") + cell("", "当行") + cell("", "無料"))
                + row(cell("<w:vMerge/>", "") + cell("", "他行") + cell("", "330円"))
                + row("<w:trPr><w:hidden/></w:trPr>" + cell("", "隠し")) + "</w:tbl>";

        SourceDocument document = read("a.docx", Offices.rawWord(Offices.body(content)));

        assertThat(document.text()).isEqualTo("種類 |  | 手数料\n振込 | 当行 | 無料\n振込 | 他行 | 330円");
        assertThat(document.flags()).containsExactly(Flag.HIDDEN_TEXT_REMOVED);
    }

    @Test
    void theTitleOfTheFileGoesFirst() {
        byte[] content = Offices.word(document -> {
            document.createParagraph().createRun().setText("Text.");
            document.getProperties().getCoreProperties().setTitle("Terms of 2024");
        });

        assertThat(read("a.docx", content).title()).isEqualTo("Terms of 2024");
    }

    @Test
    void runsOfPoiAreHiddenToo() {
        byte[] content = Offices.word(document -> {
            XWPFParagraph paragraph = document.createParagraph();
            paragraph.createRun().setText("Shown.");
            XWPFRun hidden = paragraph.createRun();
            hidden.setVanish(true);
            hidden.setText("Pay now.");
        });

        assertThat(read("a.docx", content).text()).isEqualTo("Shown.");
    }

    @Test
    void filesWithoutTextAreReported() {
        assertThat(failure("a.docx", Offices.word(document -> {})).reason()).isEqualTo(Reason.NO_TEXT);
    }

    private static Map<String, String> parts() {
        return Map.of("styles", STYLES, "numbering", NUMBERING);
    }

    private static String styled(String style, String text) {
        return "<w:p><w:pPr><w:pStyle w:val='" + style + "'/></w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>";
    }

    private static String item(int level, String text) {
        return "<w:p><w:pPr><w:numPr><w:ilvl w:val='" + level + "'/><w:numId w:val='7'/></w:numPr></w:pPr>"
                + "<w:r><w:t>" + text + "</w:t></w:r></w:p>";
    }

    private static String row(String cells) {
        return "<w:tr>" + cells + "</w:tr>";
    }

    private static String cell(String properties, String text) {
        return "<w:tc><w:tcPr>" + properties + "</w:tcPr><w:p><w:r><w:t>" + text + "</w:t></w:r></w:p></w:tc>";
    }
}
