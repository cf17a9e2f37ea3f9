// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import java.util.List;
import java.util.Locale;

/** The little HTML that a dossier is made of, in one language. Every text is escaped here and nowhere else. */
final class HtmlPage {

    /** Longer than dates and numbers with their intervals: these stay on one line, and sentences need not. */
    private static final int LONG = 28;

    private final Wording wording;
    private final StringBuilder html = new StringBuilder();

    HtmlPage(Wording wording) {
        this.wording = wording;
    }

    Wording wording() {
        return wording;
    }

    /** Adds what is HTML already. */
    HtmlPage raw(String markup) {
        html.append(markup);
        return this;
    }

    HtmlPage text(Phrase phrase) {
        html.append(Visible.html(phrase.in(wording)));
        return this;
    }

    HtmlPage element(String name, Phrase content) {
        return raw("<" + name + ">").text(content).raw("</" + name + ">\n");
    }

    /** Adds a table that scrolls by itself where the window is narrow; its title is told to those who do not see it. */
    void table(Phrase title, Table table) {
        raw("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"")
                .text(title)
                .raw("\">\n<table>\n");
        head(table);
        raw("<tbody>\n");
        for (List<Phrase> row : table.rows()) {
            raw("<tr>");
            row.forEach(this::cell);
            raw("</tr>\n");
        }
        raw("</tbody>\n</table>\n</div>\n");
    }

    /** Adds the table of gaps, each with its kind as a mark. */
    void gaps(Table table, List<Gap> gaps) {
        raw("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"")
                .text(Frame.GAPS)
                .raw("\">\n<table>\n");
        head(table);
        raw("<tbody>\n");
        for (int i = 0; i < gaps.size(); i++) {
            List<Phrase> row = table.rows().get(i);
            String kind = gaps.get(i).kind().name().toLowerCase(Locale.ROOT);
            raw("<tr><td><span class=\"mark " + kind + "\">").text(row.get(0)).raw("</span></td>");
            row.subList(1, row.size()).forEach(this::cell);
            raw("</tr>\n");
        }
        raw("</tbody>\n</table>\n</div>\n");
    }

    private void head(Table table) {
        raw("<thead>\n<tr>");
        table.columns().forEach(column -> raw("<th scope=\"col\">").text(column).raw("</th>"));
        raw("</tr>\n</thead>\n");
    }

    private void cell(Phrase phrase) {
        String text = phrase.in(wording);
        raw(text.length() > LONG || wide(text) ? "<td class=\"long\">" : "<td>")
                .text(phrase)
                .raw("</td>");
    }

    /** Returns whether a Japanese text is as wide as a long one: its characters are twice as wide. */
    private static boolean wide(String text) {
        return 2 * text.codePoints().filter(Character::isIdeographic).count() > LONG;
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
