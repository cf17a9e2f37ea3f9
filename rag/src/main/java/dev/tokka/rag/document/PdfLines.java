// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.rag.document.DocumentException.Reason;
import dev.tokka.rag.document.SourceDocument.Flag;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Collects the lines of a PDF with their places and sizes, within limits. Use an instance for one document. */
final class PdfLines extends PDFTextStripper {

    private static final int MAX_GLYPHS_ON_PAGE = 100_000; // each costs some hundred bytes until its page is done
    private static final float CELL_GAP = 1f; // in letter sizes: wider than gaps between words, even justified ones

    private static final int LAYER_SHARE = 4; // a stamp on a scan may be visible

    private final String id;
    private final ReadLimits limits;
    private final ReadTimer timer;
    private final List<PdfLine> lines = new ArrayList<>();
    private final List<PdfLine.Cell> cells = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private final List<TextPosition> invisible = new ArrayList<>();
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
    private PdfInk ink = new PdfInk();
    private int visibleOnPage;
    private int characters;
    private int glyphsOnPage;
    private float cellStart;
    private float lineEnd;
    private float y;
    private float size;

    PdfLines(String id, ReadLimits limits, ReadTimer timer) {
        this.id = id;
        this.limits = limits;
        this.timer = timer;
        setShouldSeparateByBeads(false); // article threads are a linked list that a file can close to a ring
    }

    List<PdfLine> read(PDDocument document) throws IOException {
        writeText(document, Writer.nullWriter());
        return List.copyOf(lines);
    }

    /** Returns what was found while reading. */
    Set<Flag> flags() {
        return flags;
    }

    @Override
    public void processPage(PDPage page) throws IOException {
        timer.check();
        requireAtMost(limits.maxPages(), getCurrentPageNo(), "pages");
        PdfStreams.requireModest(page, timer);
        glyphsOnPage = 0;
        visibleOnPage = 0;
        invisible.clear();
        ink = new PdfInk();
        super.processPage(page);
        endLine();
    }

    /**
     * Invisible letters above an image are how a scan carries its text, and are most of the letters of its page. Others were
     * hidden.
     */
    @Override
    protected void writePage() throws IOException {
        if (!invisible.isEmpty()) {
            if (ink.hasImage() && invisible.size() > LAYER_SHARE * visibleOnPage) {
                invisible.forEach(super::processTextPosition);
                flags.add(Flag.INVISIBLE_LAYER_KEPT);
            } else {
                flags.add(Flag.HIDDEN_TEXT_REMOVED);
            }
        }
        super.writePage();
    }

    @Override
    public void saveGraphicsState() {
        super.saveGraphicsState();
        ink.save();
    }

    @Override
    public void restoreGraphicsState() {
        super.restoreGraphicsState();
        ink.restore();
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        timer.check();
        if (operator.getName().equals("Tf")) {
            PdfFonts.complete(operands, getResources());
        }
        ink.see(operator.getName(), operands, getResources());
        super.processOperator(operator, operands);
    }

    @Override
    protected void processTextPosition(TextPosition position) {
        requireAtMost(MAX_GLYPHS_ON_PAGE, ++glyphsOnPage, "glyphs on a page");
        RenderingMode mode = getGraphicsState().getTextState().getRenderingMode();
        if (mode == RenderingMode.NEITHER || mode == RenderingMode.NEITHER_CLIP) {
            invisible.add(position);
        } else if (ink.isInvisible() || Math.abs(position.getFontSizeInPt()) < 1) {
            if (!position.getUnicode().isBlank()) {
                flags.add(Flag.HIDDEN_TEXT_REMOVED);
            }
        } else {
            visibleOnPage++;
            super.processTextPosition(position);
        }
    }

    @Override
    protected void writeString(String text, List<TextPosition> positions) {
        if (positions.isEmpty()) {
            return;
        }
        TextPosition first = positions.get(0);
        TextPosition last = positions.get(positions.size() - 1);
        for (TextPosition position : positions) {
            size = Math.max(size, position.getFontSizeInPt());
        }
        if (!cell.isEmpty() && first.getXDirAdj() - lineEnd > CELL_GAP * first.getFontSizeInPt()) {
            endCell();
        }
        if (cell.isEmpty()) {
            cellStart = first.getXDirAdj();
        }
        characters += text.length();
        requireAtMost(limits.maxCharacters(), characters, "characters");
        text.codePoints().forEach(c -> cell.appendCodePoint(isText(c) ? c : ' '));
        lineEnd = last.getXDirAdj() + last.getWidthDirAdj();
        y = first.getYDirAdj();
    }

    @Override
    protected void writeWordSeparator() {
        cell.append(' ');
    }

    @Override
    protected void writeLineSeparator() {
        endLine();
    }

    @Override
    protected void endArticle() {
        endLine();
    }

    private void endCell() {
        String text = cell.toString().strip().replaceAll("\\s+", " ");
        cell.setLength(0);
        if (!text.isEmpty()) {
            cells.add(new PdfLine.Cell(text, cellStart, lineEnd));
        }
    }

    private void endLine() {
        endCell();
        if (!cells.isEmpty()) {
            lines.add(new PdfLine(getCurrentPageNo(), y, size, cells));
        }
        cells.clear();
        size = 0;
    }

    /** Fonts can map glyphs to anything, so controls and halves of surrogate pairs do turn up. */
    private static boolean isText(int codePoint) {
        int type = Character.getType(codePoint);
        return type != Character.CONTROL && type != Character.SURROGATE;
    }

    private void requireAtMost(int most, int seen, String what) {
        if (seen > most) {
            throw new DocumentException(
                    id, Reason.TOO_LARGE, "expected at most %d %s but there are more".formatted(most, what));
        }
    }
}
