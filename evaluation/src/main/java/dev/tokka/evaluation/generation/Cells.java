// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

/**
 * Cells of a spreadsheet that come from documents and models. A cell that begins as a formula would be run by the program
 * of whoever opens it, so it gets an apostrophe before it.
 *
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP, CSV injection</a>
 */
final class Cells {

    /** The full-width forms count too: some programs take them for the others. */
    private static final String DANGEROUS = "=+-@\t\r\n＝＋－＠";

    private Cells() {}

    /** Returns a cell that no program runs. What begins with an apostrophe gets another, so that it can be undone. */
    static String safe(String text) {
        int first = firstVisible(text);
        boolean formula = first < text.length() && DANGEROUS.indexOf(text.charAt(first)) >= 0;
        boolean odd = !text.isEmpty() && (text.charAt(0) == '\'' || DANGEROUS.indexOf(text.charAt(0)) >= 0);
        return formula || odd ? "'" + text : text;
    }

    /** Undoes {@link #safe}. */
    static String original(String cell) {
        boolean quoted = cell.startsWith("'") && safe(cell.substring(1)).equals(cell);
        return quoted ? cell.substring(1) : cell;
    }

    /** Programs may skip white space before a formula. */
    private static int firstVisible(String text) {
        int i = 0;
        while (i < text.length() && (Character.isWhitespace(text.charAt(i)) || Character.isSpaceChar(text.charAt(i)))) {
            i++;
        }
        return i;
    }
}
