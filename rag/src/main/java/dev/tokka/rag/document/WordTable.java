// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.rag.document.SourceDocument.Flag;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** A table of a Word document, whose rows become {@code a | b | c}; a merged cell is repeated in each of its rows. */
final class WordTable {

    private static final int MAX_SPAN = 100; // columns of one cell; Word has 63 in all

    private final TextWriter writer;
    private final TableText table;
    private final Map<Integer, String> above = new HashMap<>(); // what cells merged downwards hold
    private Map<Integer, String> row = new TreeMap<>();
    private final StringBuilder text = new StringBuilder(); // of all, for a table inside another
    private StringBuilder cell = new StringBuilder();
    private int column;
    private int span;
    private boolean merged;
    private boolean goesOn;
    private boolean rowHidden;
    private boolean styled;
    private boolean shaded;

    WordTable(TextWriter writer) {
        this.writer = writer;
        this.table = new TableText(writer);
    }

    /** Takes the start of an element inside this table. */
    void start(XMLStreamReader xml) {
        String value = WordXml.attribute(xml, "val");
        switch (xml.getLocalName()) {
            case "tblStyle" -> styled = true;
            case "tr" -> startRow();
            case "tc" -> startCell();
            case "gridSpan" -> span = Math.min(Math.max(1, WordXml.number(value, 1)), MAX_SPAN);
            case "vMerge" -> {
                merged = true;
                goesOn = value == null || !value.equals("restart");
            }
            case "hidden" -> rowHidden |= WordXml.isOn(value);
            case "shd" -> shaded |= WordRun.isShade(xml);
            default -> {}
        }
    }

    private void startRow() {
        row = new TreeMap<>();
        column = 0;
        rowHidden = false;
    }

    private void startCell() {
        cell = new StringBuilder();
        span = 1;
        merged = false;
        goesOn = false;
        shaded = false;
    }

    /** Takes the end of an element inside this table. */
    void end(String name) {
        if (name.equals("tc")) {
            String content = goesOn ? above.getOrDefault(column, "") : cell.toString();
            if (merged) {
                above.put(column, content);
            }
            row.put(column, content);
            column += span;
        } else if (name.equals("tr")) {
            endRow();
        }
    }

    private void endRow() {
        if (rowHidden) {
            writer.flag(Flag.HIDDEN_TEXT_REMOVED);
            return;
        }
        table.row(row);
        text.append(text.isEmpty() ? "" : "; ").append(String.join(", ", row.values()));
        writer.requireRoom(text.length());
    }

    /** Adds text to the cell. */
    void append(@Nullable String content) {
        if (content != null && !content.isBlank()) {
            writer.requireRoom(cell.length() + content.length());
            cell.append(cell.isEmpty() ? "" : " ").append(content);
        }
    }

    /** Returns whether what is behind the letters of the cell may be dark: styles of tables color rows. */
    boolean mayBeDark() {
        return shaded || styled;
    }

    /** Returns all cells in one line. */
    String text() {
        return text.toString();
    }

    void write() {
        table.flush();
    }
}
