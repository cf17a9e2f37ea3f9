// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Joins the lines of a PDF to headings, paragraphs and tables.
 *
 * <p>A PDF says where letters stand, not what they mean, so this is a guess: larger letters than most are headings,
 * wide gaps part the cells of a row, and a gap larger than the usual one between lines ends a paragraph.
 */
final class PdfLayout {

    private static final float HEADING_SIZE = 1.15f; // times the size of most letters
    private static final int MAX_HEADING = 200; // longer ones are large print, not headings
    private static final float PARAGRAPH_GAP = 1.25f; // times the usual gap
    private static final Pattern BULLET = Pattern.compile("^([-–•・*]|\\(?\\d{1,2}[.)])\\s");

    private final List<PdfLine> lines;
    private final float bodySize;
    private final float leading;
    private final List<Float> headingSizes;

    PdfLayout(List<PdfLine> lines) {
        this.lines = lines;
        Map<Float, Integer> sizes = new HashMap<>();
        Map<Float, Integer> gaps = new HashMap<>();
        PdfLine above = null;
        for (PdfLine line : lines) {
            sizes.merge(round(line.size()), line.text().length(), Integer::sum);
            if (above != null && above.page() == line.page() && line.y() > above.y()) {
                gaps.merge(round(line.y() - above.y()), 1, Integer::sum);
            }
            above = line;
        }
        bodySize = mostFrequent(sizes);
        leading = mostFrequent(gaps);
        headingSizes = lines.stream()
                .filter(this::isHeading)
                .map(line -> round(line.size()))
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** Writes all blocks, each with the name of its page as the last of its headings. */
    void write(TextWriter writer) {
        int start = 0;
        for (int i = 1; i <= lines.size(); i++) {
            if (i == lines.size() || !continues(lines.get(i - 1), lines.get(i))) {
                writeBlock(lines.subList(start, i), writer);
                start = i;
            }
        }
    }

    private void writeBlock(List<PdfLine> block, TextWriter writer) {
        PdfLine first = block.get(0);
        writer.place("page " + first.page());
        if (isHeading(first)) {
            writer.heading(headingSizes.indexOf(round(first.size())) + 1, joined(block));
        } else if (first.isRow() && block.size() > 1) {
            writer.block(Block.Kind.TABLE, PdfTable.text(block));
        } else {
            writer.block(Block.Kind.PARAGRAPH, joined(block));
        }
    }

    private boolean continues(PdfLine above, PdfLine line) {
        float gap = line.y() - above.y();
        if (above.page() != line.page() || gap <= 0 || above.isRow() != line.isRow()) {
            return false;
        }
        if (line.isRow()) {
            return gap <= 3 * line.size();
        }
        float usual = isHeading(line) ? 1.5f * line.size() : Math.max(leading, line.size());
        return gap <= PARAGRAPH_GAP * usual
                && round(above.size()) == round(line.size())
                && !BULLET.matcher(line.text()).find();
    }

    private boolean isHeading(PdfLine line) {
        return line.size() >= HEADING_SIZE * bodySize
                && !line.isRow()
                && line.text().length() <= MAX_HEADING;
    }

    /** Joins with a space, except where none was lost: between Japanese characters and behind a hyphen. */
    private static String joined(List<PdfLine> block) {
        StringBuilder text = new StringBuilder();
        for (PdfLine line : block) {
            String next = line.text();
            if (!text.isEmpty()) {
                char last = text.charAt(text.length() - 1);
                text.append(last == '-' || (isJapanese(last) && isJapanese(next.charAt(0))) ? "" : " ");
            }
            text.append(next);
        }
        return text.toString();
    }

    private static boolean isJapanese(char c) {
        return c >= '\u3000' && !Character.isSurrogate(c);
    }

    private static float round(float points) {
        return Math.round(points * 2) / 2f;
    }

    private static float mostFrequent(Map<Float, Integer> counts) {
        return counts.entrySet().stream()
                .max(Map.Entry.<Float, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse(0f);
    }
}
