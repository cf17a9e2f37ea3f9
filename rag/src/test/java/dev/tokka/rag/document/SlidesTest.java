// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static dev.tokka.rag.document.Documents.blocks;
import static dev.tokka.rag.document.Documents.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.rag.document.SourceDocument.Flag;
import java.awt.Rectangle;
import org.apache.poi.hslf.usermodel.HSLFSlide;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hslf.usermodel.HSLFTextBox;
import org.apache.poi.sl.usermodel.Placeholder;
import org.apache.poi.xslf.usermodel.SlideLayout;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTable;
import org.apache.poi.xslf.usermodel.XSLFTextBox;
import org.apache.poi.xslf.usermodel.XSLFTextShape;
import org.junit.jupiter.api.Test;

class SlidesTest {

    @Test
    void slidesAreSectionsWithTheirNotes() {
        byte[] content = Offices.slides(show -> {
            XSLFSlide first = titled(show, "手数料の\n改定");
            first.getPlaceholder(1).setText("四月から");
            XSLFTable table = first.createTable(2, 2);
            table.setAnchor(new Rectangle(50, 50, 100, 100));
            table.getCell(0, 0).setText("種類");
            table.getCell(0, 1).setText("手数料");
            table.getCell(1, 0).setText("振込");
            table.getCell(1, 1).setText("330円");
            for (XSLFTextShape shape : show.getNotesSlide(first).getPlaceholders()) {
                if (shape.getPlaceholder() == Placeholder.BODY) {
                    shape.setText("口頭で説明する。");
                }
            }
            box(show.createSlide(), "Only a box", 10);
        });

        assertThat(blocks(read("a.pptx", content)))
                .containsExactly(
                        "HEADING [] slide 1: 手数料の 改定",
                        "LIST [slide 1: 手数料の 改定] - 四月から",
                        "TABLE [slide 1: 手数料の 改定] 種類 | 手数料\n振込 | 330円",
                        "PARAGRAPH [slide 1: 手数料の 改定] Notes: 口頭で説明する。",
                        "HEADING [] slide 2",
                        "PARAGRAPH [slide 2] Only a box");
    }

    @Test
    void hiddenSlidesAndWhatLiesBesideASlideAreLeftOut() {
        byte[] content = Offices.slides(show -> {
            XSLFSlide first = show.createSlide();
            box(first, "Shown", 10);
            box(first, "Beside", 5_000);
            XSLFSlide second = show.createSlide();
            box(second, "Hidden", 10);
            second.setHidden(true);
        });

        SourceDocument document = read("a.pptx", content);

        assertThat(document.text()).isEqualTo("slide 1\n\nShown");
        assertThat(document.flags()).containsExactly(Flag.HIDDEN_TEXT_REMOVED);
    }

    @Test
    void filesFromBefore2007AreReadAlike() {
        byte[] content = Offices.old(new HSLFSlideShow(), show -> {
            HSLFSlide first = show.createSlide();
            first.addTitle().setText("手数料");
            HSLFTextBox box = first.createTextBox();
            box.setText("振込は330円です。");
            box.setAnchor(new Rectangle(50, 50, 100, 100));
            HSLFSlide second = show.createSlide();
            second.addTitle().setText("Hidden");
            second.setHidden(true);
        });

        SourceDocument document = read("a.ppt", content);

        assertThat(document.text()).isEqualTo("slide 1: 手数料\n\n振込は330円です。");
        assertThat(document.flags()).containsExactly(Flag.HIDDEN_TEXT_REMOVED);
    }

    private static XSLFSlide titled(XMLSlideShow show, String title) {
        XSLFSlide slide = show.createSlide(show.getSlideMasters().get(0).getLayout(SlideLayout.TITLE_AND_CONTENT));
        slide.getPlaceholder(0).setText(title);
        return slide;
    }

    private static void box(XSLFSlide slide, String text, int x) {
        XSLFTextBox box = slide.createTextBox();
        box.setAnchor(new Rectangle(x, 50, 100, 100));
        box.setText(text);
    }
}
