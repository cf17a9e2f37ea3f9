// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.rag.document.SourceDocument.Flag;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.poi.hwpf.HWPFDocument;
import org.apache.poi.hwpf.usermodel.CharacterRun;
import org.apache.poi.hwpf.usermodel.Paragraph;
import org.apache.poi.hwpf.usermodel.Range;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Reads Word files from before 2007: headings, paragraphs, lists and tables. */
final class OldWordReader {

    private static final int BODY_LEVEL = 9; // of paragraphs that are no headings
    private static final char FIELD_START = 0x13;
    private static final char FIELD_RESULT = 0x14;
    private static final char FIELD_END = 0x15;

    private final OfficeReader.Target target;
    private final TableText table;
    private final StringBuilder list = new StringBuilder();
    private List<String> row = new ArrayList<>();
    private StringBuilder cell = new StringBuilder();
    private final Deque<Boolean> fields = new ArrayDeque<>(); // the open ones: whether their result has begun

    OldWordReader(OfficeReader.Target target) {
        this.target = target;
        this.table = new TableText(target.writer());
    }

    void read(POIFSFileSystem files) throws IOException {
        try (HWPFDocument document = new HWPFDocument(files.getRoot())) {
            Range range = document.getRange();
            for (int i = 0; i < range.numParagraphs(); i++) {
                target.timer().check();
                write(range.getParagraph(i));
            }
            flush();
        }
    }

    private void write(Paragraph paragraph) {
        String text = visible(paragraph);
        if (paragraph.isInTable()) {
            flushList();
            writeCell(paragraph, text);
            return;
        }
        if (!table.isEmpty()) {
            table.flush();
        }
        if (text.isBlank()) {
            return;
        }
        if (paragraph.isInList()) {
            list.append("  ".repeat(Math.min(Math.max(paragraph.getIlvl(), 0), 8)))
                    .append("- ")
                    .append(text)
                    .append('\n');
            target.writer().requireRoom(list.length());
            return;
        }
        flushList();
        if (paragraph.getLvl() < BODY_LEVEL) {
            target.writer().heading(paragraph.getLvl() + 1, text);
        } else {
            target.writer().block(Block.Kind.PARAGRAPH, text);
        }
    }

    private void writeCell(Paragraph paragraph, String text) {
        if (paragraph.isTableRowEnd()) {
            table.row(row);
            row = new ArrayList<>();
            cell = new StringBuilder();
            return;
        }
        cell.append(cell.isEmpty() ? "" : " ").append(text);
        target.writer().requireRoom(cell.length());
        if (paragraph.text().endsWith("\u0007")) {
            row.add(cell.toString());
            cell = new StringBuilder();
        }
    }

    private String visible(Paragraph paragraph) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < paragraph.numCharacterRuns(); i++) {
            CharacterRun run = paragraph.getCharacterRun(i);
            String part = shown(run.text());
            if (run.isMarkedDeleted()) {
                continue;
            }
            if (run.isVanished() || (run.getFontSize() > 0 && run.getFontSize() <= 2)) {
                if (!part.isBlank()) {
                    target.writer().flag(Flag.HIDDEN_TEXT_REMOVED);
                }
            } else {
                text.append(part);
            }
        }
        return text.toString().strip();
    }

    private String shown(String raw) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == FIELD_START) {
                fields.push(false);
            } else if (c == FIELD_RESULT && !fields.isEmpty()) {
                fields.pop();
                fields.push(true);
            } else if (c == FIELD_END) {
                fields.poll();
            } else if (!fields.contains(false)) { // the code of a field is not shown, its result is
                text.append(c >= ' ' ? c : ' ');
            }
        }
        return text.toString();
    }

    private void flushList() {
        target.writer().block(Block.Kind.LIST, list.toString());
        list.setLength(0);
    }

    private void flush() {
        table.flush();
        flushList();
    }
}
