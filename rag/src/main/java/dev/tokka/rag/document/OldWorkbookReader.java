// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.rag.document.SourceDocument.Flag;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.SheetVisibility;

/** Reads Excel files from before 2007. */
record OldWorkbookReader(OfficeReader.Target target) {

    void read(POIFSFileSystem files) throws IOException {
        try (HSSFWorkbook workbook = new HSSFWorkbook(files)) {
            CellFormats formats = new CellFormats(workbook.getInternalWorkbook().isUsing1904DateWindowing());
            for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
                if (workbook.getSheetVisibility(i) == SheetVisibility.VISIBLE) {
                    read(workbook.getSheetAt(i), formats);
                } else {
                    target.writer().flag(Flag.HIDDEN_TEXT_REMOVED);
                }
            }
        }
    }

    private void read(Sheet sheet, CellFormats formats) {
        SheetText text = new SheetText(target.writer(), sheet.getSheetName(), sheet.getMergedRegions());
        for (Row row : sheet) {
            target.timer().check();
            Map<Integer, String> cells = new HashMap<>();
            for (Cell cell : row) {
                String content = text(cell, formats);
                if (!content.isBlank() && (row.getZeroHeight() || sheet.isColumnHidden(cell.getColumnIndex()))) {
                    text.hidden();
                } else {
                    cells.put(cell.getColumnIndex(), content);
                }
            }
            text.row(row.getRowNum(), cells);
        }
        text.finish();
    }

    private static String text(Cell cell, CellFormats formats) {
        CellType type = cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
        return switch (type) {
            case STRING -> cell.getStringCellValue();
            case NUMERIC ->
                formats.formatRawCellContents(
                        cell.getNumericCellValue(),
                        cell.getCellStyle().getDataFormat(),
                        cell.getCellStyle().getDataFormatString());
            case BOOLEAN -> cell.getBooleanCellValue() ? "TRUE" : "FALSE";
            case ERROR -> FormulaError.forInt(cell.getErrorCellValue()).getString();
            case _NONE, BLANK, FORMULA -> "";
        };
    }
}
