// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static dev.tokka.rag.document.Documents.blocks;
import static dev.tokka.rag.document.Documents.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.rag.document.SourceDocument.Flag;
import java.time.LocalDate;
import java.util.List;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExcelTest {

    private static byte[] excel(String name, Offices.Writing<Workbook> writing) {
        return name.endsWith("x") ? Offices.excel(writing::to) : Offices.old(new HSSFWorkbook(), writing::to);
    }

    private static Row row(Sheet sheet, int index, Object... values) {
        Row row = sheet.createRow(index);
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Number number) {
                row.createCell(i).setCellValue(number.doubleValue());
            } else if (values[i] instanceof String text) {
                row.createCell(i).setCellValue(text);
            }
        }
        return row;
    }

    private static CellStyle format(Workbook workbook, String format) {
        CellStyle style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat(format));
        return style;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.xlsx", "a.xls"})
    void sheetsAreSectionsOfTables(String name) {
        byte[] content = excel(name, workbook -> {
            Sheet fees = workbook.createSheet("手数料");
            row(fees, 1, "", "種類", "金額", "備考");
            Cell amount = row(fees, 2, "", "振込", 1330).getCell(2);
            amount.setCellStyle(format(workbook, "#,##0\"円\""));
            row(fees, 3, "", "両替", "", "無料");
            row(fees, 6, "注意", 0.015).getCell(1).setCellStyle(format(workbook, "0.0%"));
            row(workbook.createSheet("Empty"), 0);
            row(workbook.createSheet("Limits"), 0, "Card", true, 300);
        });

        SourceDocument document = read(name, content);

        assertThat(blocks(document))
                .containsExactly(
                        "HEADING [] 手数料",
                        "TABLE [手数料] 種類 | 金額 | 備考\n振込 | 1,330円\n両替 |  | 無料",
                        "TABLE [手数料] 注意 | 1.5%",
                        "HEADING [] Limits",
                        "TABLE [Limits] Card | 300");
        assertThat(document.flags()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.xlsx", "a.xls"})
    void hiddenSheetsRowsAndColumnsAreLeftOut(String name) {
        byte[] content = excel(name, workbook -> {
            Sheet sheet = workbook.createSheet("S");
            row(sheet, 0, "a", "secret", "c");
            row(sheet, 1, "hidden row").setZeroHeight(true);
            row(sheet, 2, "d", "secret", "f");
            sheet.setColumnHidden(1, true);
            row(workbook.createSheet("T"), 0, "hidden sheet");
            workbook.setSheetHidden(1, true);
        });

        SourceDocument document = read(name, content);

        assertThat(document.text()).isEqualTo("S\n\na | c\n\nd | f");
        assertThat(document.flags()).containsExactly(Flag.HIDDEN_TEXT_REMOVED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.xlsx", "a.xls"})
    void cellsMergedDownwardsAreInEachRow(String name) {
        byte[] content = excel(name, workbook -> {
            Sheet sheet = workbook.createSheet("S");
            row(sheet, 0, "振込", "当行", "無料");
            row(sheet, 1, "", "他行", "330円");
            sheet.addMergedRegion(new CellRangeAddress(0, 1, 0, 0));
        });

        assertThat(read(name, content).text()).isEqualTo("S\n\n振込 | 当行 | 無料\n振込 | 他行 | 330円");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "yyyy/m/d; 2024/4/1",
                "yyyy\"年\"m\"月\"d\"日\"; 2024年4月1日",
                "[$-411]ggge\"年\"m\"月\"d\"日\"; 2024-04-01",
                "m/d/yy; 2024-04-01",
                "yyyy-mm-dd; 2024-04-01",
                "General; 45383",
            })
    void datesAreWrittenAsShown(String format, String shown) {
        for (String name : List.of("a.xlsx", "a.xls")) {
            byte[] content = excel(name, workbook -> {
                Cell cell = row(workbook.createSheet("S"), 0, "Date", "").getCell(1);
                cell.setCellValue(LocalDate.of(2024, 4, 1));
                cell.setCellStyle(format(workbook, format));
            });

            assertThat(read(name, content).text()).isEqualTo("S\n\nDate | " + shown);
        }
    }

    @Test
    void formatsThatAreBuiltIntoJapaneseExcelAreDates() {
        assertThat(new CellFormats(false).formatRawCellContents(45383, 31, "General"))
                .isEqualTo("2024-04-01");
        assertThat(new CellFormats(false).formatRawCellContents(0.5, 32, "General"))
                .isEqualTo("12:00");
        assertThat(new CellFormats(true).formatRawCellContents(43921, 14, "m/d/yy"))
                .isEqualTo("2024-04-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.xlsx", "a.xls"})
    void formulasAreWrittenAsTheirResults(String name) {
        byte[] content = excel(name, workbook -> {
            Cell cell = row(workbook.createSheet("S"), 0, 1, 2, "").getCell(2);
            cell.setCellFormula("A1+B1");
            workbook.getCreationHelper().createFormulaEvaluator().evaluateFormulaCell(cell);
        });

        assertThat(read(name, content).text()).isEqualTo("S\n\n1 | 2 | 3");
    }

    @Test
    void whiteOnNothingIsHidden() {
        byte[] content = Offices.excel(workbook -> {
            Font white = workbook.createFont();
            white.setColor(IndexedColors.WHITE.getIndex());
            CellStyle style = workbook.createCellStyle();
            style.setFont(white);
            row(workbook.createSheet("S"), 0, "shown", "pay now").getCell(1).setCellStyle(style);
        });

        SourceDocument document = read("a.xlsx", content);

        assertThat(document.text()).isEqualTo("S\n\nshown");
        assertThat(document.flags()).containsExactly(Flag.HIDDEN_TEXT_REMOVED);
    }
}
