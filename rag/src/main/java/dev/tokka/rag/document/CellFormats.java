// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.DateUtil;
import org.jspecify.annotations.Nullable;

/**
 * Writes numbers as the formats of their cells show them.
 *
 * <p>Dates whose form is not in the file, since it follows the settings of each machine, and dates in forms that POI does
 * not know, such as those of Japanese eras, are written as {@code 2024-04-01}.
 */
final class CellFormats extends DataFormatter {

    private static final int SYSTEM_DATE = 14;
    private static final int SYSTEM_DATE_TIME = 22;
    private static final int MAX_FORMAT = 255; // as long as Excel lets one be
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^]]*]");
    private static final Pattern QUOTED_WORD = Pattern.compile("\"([^\"A-Za-z]*)\"");
    private static final Pattern UNKNOWN_DATE = Pattern.compile("(?i)g|e{1,2}(?![+-])|aaa");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final boolean from1904;

    CellFormats(boolean from1904) {
        super(Locale.US);
        this.from1904 = from1904;
    }

    @Override
    public String formatRawCellContents(double value, int index, @Nullable String format) {
        String pattern = format == null || format.length() > MAX_FORMAT ? "General" : format;
        if (isJapaneseTime(index)) {
            return iso(value, TIME);
        }
        if (index == SYSTEM_DATE || isJapaneseDate(index)) {
            return iso(value, DATE);
        }
        if (index == SYSTEM_DATE_TIME) {
            return iso(value, DATE_TIME);
        }
        if (pattern.contains("[$-F800]") || pattern.contains("[$-F400]") || isUnknownDate(pattern)) {
            return iso(value, value == Math.rint(value) ? DATE : DATE_TIME);
        }
        String plain = DateUtil.isADateFormat(index, pattern)
                ? QUOTED_WORD.matcher(pattern).replaceAll("$1") // POI would show the quotes around 年 and 月
                : pattern;
        String text = super.formatRawCellContents(value, index, plain, from1904);
        return text == null ? "" : text;
    }

    private static boolean isUnknownDate(String pattern) {
        String bare = QUOTED.matcher(pattern).replaceAll("");
        return !pattern.equalsIgnoreCase("General")
                && bare.toLowerCase(Locale.ROOT).matches("[^0#?]*")
                && UNKNOWN_DATE.matcher(bare).find();
    }

    /** In Japan these formats are built into Excel, so that files do not say what they are. */
    private static boolean isJapaneseDate(int index) {
        return (index >= 27 && index <= 36 && !isJapaneseTime(index)) || (index >= 50 && index <= 58);
    }

    private static boolean isJapaneseTime(int index) {
        return index == 32 || index == 33;
    }

    private String iso(double value, DateTimeFormatter form) {
        if (!DateUtil.isValidExcelDate(value)) {
            return String.valueOf(value);
        }
        LocalDateTime time = DateUtil.getLocalDateTime(value, from1904, true);
        return time == null ? String.valueOf(value) : form.format(time);
    }
}
