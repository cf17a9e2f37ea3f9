// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler.SheetContentsHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.XMLFilterImpl;

/** Takes the rows of a sheet as POI reads them, and watches for what it does not say: which of them are hidden. */
final class SheetRows implements SheetContentsHandler {

    private final SheetText text;
    private final SheetStyles styles;
    private final BitSet hiddenColumns;
    private final Map<Integer, String> cells = new HashMap<>();
    private boolean rowHidden;
    private boolean cellInvisible;
    private int column;

    SheetRows(SheetText text, SheetStyles styles, BitSet hiddenColumns) {
        this.text = text;
        this.styles = styles;
        this.hiddenColumns = hiddenColumns;
    }

    /** Returns {@code parser} such that this sees each row and cell before its content handler does. */
    XMLReader watch(XMLReader parser, ReadTimer timer) {
        return new XMLFilterImpl(parser) {
            @Override
            public void startElement(String uri, String name, String qualified, Attributes attributes)
                    throws SAXException {
                timer.check();
                if (name.equals("row")) {
                    String hidden = attributes.getValue("hidden");
                    rowHidden = hidden != null && WordXml.isOn(hidden);
                } else if (name.equals("c")) {
                    cellInvisible = styles.isInvisible(WordXml.number(attributes.getValue("s"), -1));
                }
                super.startElement(uri, name, qualified, attributes);
            }
        };
    }

    @Override
    public void startRow(int row) {
        cells.clear();
        column = -1;
    }

    @Override
    public void cell(@Nullable String reference, @Nullable String value, @Nullable XSSFComment comment) {
        column = reference == null ? column + 1 : new CellAddress(reference).getColumn();
        if (value == null || value.isBlank()) {
            return;
        }
        if (rowHidden || cellInvisible || hiddenColumns.get(column)) {
            text.hidden();
        } else {
            cells.put(column, value.startsWith("ERROR:") ? value.substring("ERROR:".length()) : value);
        }
    }

    @Override
    public void endRow(int row) {
        text.row(row, cells);
    }
}
