// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import java.util.List;

/** The little HTML that reports are made of. Every text is escaped here and nowhere else. */
final class Html {

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
        text.append("<div class=\"wide\"><table>\n<thead><tr>");
        table.columns()
                .forEach(column ->
                        text.append("<th scope=\"col\">").append(escape(column)).append("</th>"));
        text.append("</tr></thead>\n<tbody>\n");
        table.rows().forEach(this::row);
        text.append("</tbody></table></div>\n");
        return this;
    }

    private void row(List<String> cells) {
        text.append("<tr>");
        cells.forEach(cell -> text.append("<td>").append(escape(cell)).append("</td>"));
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
