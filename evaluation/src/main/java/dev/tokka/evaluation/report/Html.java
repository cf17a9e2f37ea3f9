// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import java.util.List;

/** The little HTML that reports are made of. Every text is escaped here and nowhere else. */
final class Html {

    /** Longer than all numbers with their intervals: these stay on one line, and names need not. */
    private static final int LONG = 36;

    private final StringBuilder text = new StringBuilder();

    /** Adds what is HTML already. */
    Html raw(String html) {
        text.append(html);
        return this;
    }

    /** Adds an element with a text in it. */
    Html element(String name, String content) {
        text.append('<').append(name).append('>').append(escape(content));
        text.append("</").append(name).append(">\n");
        return this;
    }

    Html table(Table table) {
        text.append("<div class=\"wide\"><table>\n<thead>");
        row(table.columns(), "th scope=\"col\"", "th");
        text.append("</thead>\n<tbody>\n");
        table.rows().forEach(cells -> row(cells, "td", "td"));
        text.append("</tbody></table></div>\n");
        return this;
    }

    private void row(List<String> cells, String opening, String name) {
        text.append("<tr>");
        for (String cell : cells) {
            text.append('<').append(opening).append(cell.length() > LONG ? " class=\"long\">" : ">");
            text.append(escape(cell)).append("</").append(name).append('>');
        }
        text.append("</tr>\n");
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
