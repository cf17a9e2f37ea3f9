// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.rag.document.DocumentException.Reason;
import dev.tokka.rag.document.SourceDocument.Flag;
import java.awt.Dimension;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.sl.usermodel.GroupShape;
import org.apache.poi.sl.usermodel.Notes;
import org.apache.poi.sl.usermodel.Placeholder;
import org.apache.poi.sl.usermodel.Shape;
import org.apache.poi.sl.usermodel.SimpleShape;
import org.apache.poi.sl.usermodel.Slide;
import org.apache.poi.sl.usermodel.SlideShow;
import org.apache.poi.sl.usermodel.TableCell;
import org.apache.poi.sl.usermodel.TableShape;
import org.apache.poi.sl.usermodel.TextParagraph;
import org.apache.poi.sl.usermodel.TextRun;
import org.apache.poi.sl.usermodel.TextShape;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFDiagram;
import org.apache.poi.xslf.usermodel.XSLFShape;
import org.apache.xmlbeans.XmlCursor;
import org.jspecify.annotations.Nullable;

/** Reads slides of PowerPoint: each is a section named like {@code "slide 3: Fees"}, with its notes at the end. */
final class SlidesReader {

    private static final Set<Placeholder> TITLES =
            EnumSet.of(Placeholder.TITLE, Placeholder.CENTERED_TITLE, Placeholder.VERTICAL_TEXT_TITLE);
    private static final Set<Placeholder> FURNITURE =
            EnumSet.of(Placeholder.SLIDE_NUMBER, Placeholder.FOOTER, Placeholder.HEADER, Placeholder.DATETIME);
    private static final QName HIDDEN = new QName("hidden");
    private static final int MAX_NESTED = 50; // groups in groups

    private final OfficeReader.Target target;
    private Dimension page = new Dimension();

    SlidesReader(OfficeReader.Target target) {
        this.target = target;
    }

    void read(OPCPackage opened) throws IOException {
        try (XMLSlideShow show = new XMLSlideShow(opened)) {
            read(show);
        }
    }

    void read(POIFSFileSystem files) throws IOException {
        try (HSLFSlideShow show = new HSLFSlideShow(files)) {
            read(show);
        }
    }

    private void read(SlideShow<?, ?> show) {
        page = show.getPageSize();
        List<? extends Slide<?, ?>> slides = show.getSlides();
        if (slides.size() > target.limits().maxPages()) {
            throw new DocumentException(
                    target.timer().documentId(),
                    Reason.TOO_LARGE,
                    "expected at most %d slides but there are %d"
                            .formatted(target.limits().maxPages(), slides.size()));
        }
        for (Slide<?, ?> slide : slides) {
            target.timer().check();
            if (slide.isHidden()) {
                target.writer().flag(Flag.HIDDEN_TEXT_REMOVED);
            } else {
                read(slide);
            }
        }
    }

    private void read(Slide<?, ?> slide) {
        String title = "";
        String named = String.valueOf(slide.getTitle()); // before 2007 a title is no placeholder
        List<Shape<?, ?>> others = new ArrayList<>();
        for (Shape<?, ?> shape : slide.getShapes()) {
            if (title.isEmpty() && shape instanceof TextShape<?, ?> text && isTitle(text, named)) {
                title = text.getText().strip().replaceAll("\\s+", " ");
            } else {
                others.add(shape);
            }
        }
        String number = "slide " + slide.getSlideNumber();
        target.writer().heading(1, title.isEmpty() ? number : number + ": " + title);
        others.forEach(shape -> write(shape, 0));
        Notes<?, ?> notes = slide.getNotes();
        if (notes != null) {
            StringBuilder text = new StringBuilder();
            for (List<? extends TextParagraph<?, ?, ?>> paragraphs : notes.getTextParagraphs()) {
                if (!paragraphs.isEmpty() && isBody(paragraphs.get(0).getParentShape())) {
                    paragraphs.forEach(paragraph -> text.append(line(paragraph)).append('\n'));
                }
            }
            if (!text.toString().isBlank()) {
                target.writer()
                        .block(Block.Kind.PARAGRAPH, "Notes: " + text.toString().strip());
            }
        }
    }

    private static boolean isTitle(TextShape<?, ?> shape, String named) {
        return TITLES.contains(placeholder(shape)) || shape.getText().equals(named);
    }

    private static boolean isBody(TextShape<?, ?> shape) {
        Placeholder placeholder = placeholder(shape);
        return placeholder == null || placeholder == Placeholder.BODY;
    }

    private static @Nullable Placeholder placeholder(SimpleShape<?, ?> shape) {
        return shape.getPlaceholder();
    }

    private void write(Shape<?, ?> shape, int depth) {
        target.timer().check();
        if (depth > MAX_NESTED || isNotShown(shape)) {
            if (!(shape instanceof TextShape<?, ?> text) || !text.getText().isBlank()) {
                target.writer().flag(Flag.HIDDEN_TEXT_REMOVED);
            }
        } else if (shape instanceof XSLFDiagram diagram) {
            for (Shape<?, ?> part : diagram.getGroupShape().getShapes()) {
                write(part, depth + 1);
            }
        } else if (shape instanceof GroupShape<?, ?> group) {
            for (Shape<?, ?> part : group.getShapes()) {
                write(part, depth + 1);
            }
        } else if (shape instanceof TableShape<?, ?> table) {
            write(table);
        } else if (shape instanceof TextShape<?, ?> text) {
            Placeholder placeholder = placeholder(text);
            if (placeholder == null || !FURNITURE.contains(placeholder)) {
                write(text);
            }
        }
    }

    /** Returns whether a shape is marked as hidden or lies beside the slide. */
    private boolean isNotShown(Shape<?, ?> shape) {
        if (shape instanceof XSLFShape part && isHidden(part)) {
            return true;
        }
        Rectangle2D anchor = shape.getParent() instanceof GroupShape<?, ?> ? null : shape.getAnchor();
        return anchor != null
                && !anchor.isEmpty()
                && !anchor.intersects(0, 0, Math.max(1, page.getWidth()), Math.max(1, page.getHeight()));
    }

    private static boolean isHidden(XSLFShape shape) {
        try (XmlCursor cursor = shape.getXmlObject().newCursor()) {
            boolean hasProperties = cursor.toFirstChild();
            boolean hasName = hasProperties && cursor.toFirstChild();
            return hasName && Set.of("1", "true").contains(String.valueOf(cursor.getAttributeText(HIDDEN)));
        }
    }

    private void write(TextShape<?, ?> shape) {
        StringBuilder list = new StringBuilder();
        for (TextParagraph<?, ?, ?> paragraph : shape.getTextParagraphs()) {
            String line = line(paragraph);
            if (line.isBlank()) {
                continue;
            }
            if (paragraph.getBulletStyle() != null) {
                list.append("  ".repeat(Math.max(0, Math.min(paragraph.getIndentLevel(), 8))))
                        .append("- ")
                        .append(line)
                        .append('\n');
            } else {
                target.writer().block(Block.Kind.LIST, list.toString());
                list.setLength(0);
                target.writer().block(Block.Kind.PARAGRAPH, line);
            }
        }
        target.writer().block(Block.Kind.LIST, list.toString());
    }

    private static String line(TextParagraph<?, ?, ?> paragraph) {
        StringBuilder text = new StringBuilder();
        for (TextRun run : paragraph.getTextRuns()) {
            text.append(run.getRawText());
        }
        return text.toString().strip().replaceAll("[\\r\\n\\u000B]+", " ");
    }

    private void write(TableShape<?, ?> table) {
        TableText text = new TableText(target.writer());
        for (int row = 0; row < table.getNumberOfRows(); row++) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < table.getNumberOfColumns(); column++) {
                TableCell<?, ?> cell = table.getCell(row, column);
                cells.add(cell == null ? "" : cell.getText());
            }
            text.row(cells);
        }
        text.flush();
    }
}
