// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import java.util.HashMap;
import java.util.Map;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.xssf.model.StylesTable;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;

/** Tells which styles of a workbook write white on nothing. */
final class SheetStyles {

    private final StylesTable table;
    private final Map<Integer, Boolean> invisible = new HashMap<>();

    SheetStyles(StylesTable table) {
        this.table = table;
    }

    StylesTable table() {
        return table;
    }

    /** Returns whether letters in cells of the style {@code index} cannot be seen. */
    boolean isInvisible(int index) {
        return invisible.computeIfAbsent(index, this::compute);
    }

    private boolean compute(int index) {
        if (index < 0 || index >= table.getNumCellStyles()) {
            return false;
        }
        XSSFCellStyle style = table.getStyleAt(index);
        if (style.getFillPattern() != FillPatternType.NO_FILL) {
            return false;
        }
        XSSFColor color = style.getFont().getXSSFColor();
        return color != null && "FFFFFFFF".equals(color.getARGBHex());
    }
}
