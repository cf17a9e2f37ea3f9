// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.rag.document.SourceDocument.Flag;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.model.SharedStrings;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads Excel files as streams of rows, of which memory holds a few at a time. */
record WorkbookReader(OfficeReader.Target target) {

    private static final int MAX_COLUMNS = 1 << 14; // as many as Excel has
    private static final int MAX_MERGED = 100_000; // regions of cells in one sheet

    /** A sheet as the workbook lists it. */
    private record Listed(String name, String part, boolean visible) {}

    /** What must be known of a sheet before its rows are read, though it stands behind them. */
    private record Facts(BitSet hiddenColumns, List<CellRangeAddress> merged) {}

    void read(OPCPackage opened) throws IOException, OpenXML4JException {
        XSSFReader reader = new XSSFReader(opened);
        List<Listed> sheets = new ArrayList<>();
        boolean from1904 = list(reader, sheets);
        try {
            SharedStrings strings = new ReadOnlySharedStringsTable(opened, false); // without furigana
            SheetStyles styles = new SheetStyles(reader.getStylesTable());
            for (Listed sheet : sheets) {
                if (sheet.visible()) {
                    Facts facts;
                    try (InputStream in = reader.getSheet(sheet.part())) {
                        facts = facts(in);
                    }
                    SheetText text = new SheetText(target.writer(), sheet.name(), facts.merged());
                    SheetRows rows = new SheetRows(text, styles, facts.hiddenColumns());
                    var cells =
                            new XSSFSheetXMLHandler(styles.table(), strings, rows, new CellFormats(from1904), false);
                    try (InputStream in = reader.getSheet(sheet.part())) {
                        var parser = rows.watch(XMLHelper.newXMLReader(), target.timer());
                        parser.setContentHandler(cells);
                        parser.parse(new InputSource(in));
                    }
                    text.finish();
                } else {
                    target.writer().flag(Flag.HIDDEN_TEXT_REMOVED);
                }
            }
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException("not well-formed", e);
        }
    }

    /** Lists the sheets and returns whether days are counted from 1904. */
    private static boolean list(XSSFReader reader, List<Listed> sheets) throws IOException, OpenXML4JException {
        boolean from1904 = false;
        try (InputStream in = reader.getWorkbookData()) {
            XMLStreamReader xml = SafeXml.reader(in);
            for (int event = xml.getEventType(); event != XMLStreamConstants.END_DOCUMENT; event = SafeXml.next(xml)) {
                if (event != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                if (xml.getLocalName().equals("workbookPr")) {
                    String value = WordXml.attribute(xml, "date1904");
                    from1904 = value != null && WordXml.isOn(value);
                } else if (xml.getLocalName().equals("sheet")) {
                    String name = WordXml.attribute(xml, "name");
                    String part = WordXml.attribute(xml, "id");
                    String state = WordXml.attribute(xml, "state");
                    if (part != null) {
                        sheets.add(
                                new Listed(name == null ? "" : name, part, state == null || state.equals("visible")));
                    }
                }
            }
        }
        return from1904;
    }

    private Facts facts(InputStream in) throws IOException {
        Facts facts = new Facts(new BitSet(), new ArrayList<>());
        XMLStreamReader xml = SafeXml.reader(in);
        for (int event = xml.getEventType(); event != XMLStreamConstants.END_DOCUMENT; event = SafeXml.next(xml)) {
            target.timer().check();
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (xml.getLocalName().equals("col")) {
                String hidden = WordXml.attribute(xml, "hidden");
                if (hidden != null && WordXml.isOn(hidden)) {
                    int min = WordXml.number(WordXml.attribute(xml, "min"), 0);
                    int max = Math.min(WordXml.number(WordXml.attribute(xml, "max"), 0), MAX_COLUMNS);
                    facts.hiddenColumns().set(Math.max(0, min - 1), Math.max(0, Math.max(min - 1, max)));
                }
            } else if (xml.getLocalName().equals("mergeCell") && facts.merged().size() < MAX_MERGED) {
                String region = WordXml.attribute(xml, "ref");
                if (region != null) {
                    facts.merged().add(CellRangeAddress.valueOf(region));
                }
            }
        }
        return facts;
    }
}
