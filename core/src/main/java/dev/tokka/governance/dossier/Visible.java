// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

/** Makes texts of strangers harmless on a page: what would not be seen, or would turn others around, is shown by its number. */
final class Visible {

    private Visible() {}

    /** Returns the text on one line, with signs that have no shape of their own written as {@code ⟨U+202E⟩}. */
    static String text(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (type == Character.CONTROL && Character.isWhitespace(c)) {
                visible.append(' ');
            } else if (type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR) {
                visible.append(String.format("⟨U+%04X⟩", c));
            } else {
                visible.appendCodePoint(c);
            }
        });
        return visible.toString();
    }

    /** Returns the text with what HTML would read as markup escaped. */
    static String html(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text(text).codePoints().forEach(c -> {
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

    /** Returns the text with what Markdown would read as a sign escaped, also an address that some readers make a link of. */
    static String markdown(String text) {
        return text(text)
                .replaceAll("([\\\\`*_<>|#\\[\\]~&!])", "\\\\$1")
                .replaceAll("(?i)(https?|ftp|mailto)(:)", "$1\\\\$2")
                .replaceAll("(?i)\\b(www)\\.", "$1\\\\.");
    }

    /** Returns the same for the start of a line, where signs of lists and headings are escaped too. */
    static String line(String text) {
        return markdown(text).replaceAll("^([-+=])", "\\\\$1").replaceAll("^(\\d+)([.)])", "$1\\\\$2");
    }
}
