// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.Span;
import dev.tokka.rag.text.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The sentences of a passage with what a reader must have read before to understand them.
 *
 * <p>A row of a table means nothing without the table's first row, and a sentence that says "it" or "they" nothing without
 * the sentence before.
 */
final class Statements {

    private static final Pattern REFERS_BACK = Pattern.compile(
            "(?i)\\b(it|its|they|them|their|this|these|that|those|he|she|his|her|such|otherwise|then|both)\\b"
                    + "|これ|それ|その|この|同じ|前項|同日|同年");

    private static final Pattern ROW = Pattern.compile("^\\s*\\|.*|.* \\| .*");
    private static final Pattern LIST_MARKER = Pattern.compile("^(?:[-*+・•]|\\d{1,2}[.)])[\\s\\u3000]+|^[・•]");
    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N}]");

    private Statements() {}

    /** Returns {@code sentence} without what makes it a list item, such as {@code "- "} or {@code "1. "}. */
    static String withoutListMarker(String sentence) {
        return LIST_MARKER.matcher(sentence).replaceFirst("");
    }

    /**
     * One sentence.
     *
     * @param text its words as a {@link Quotation}, without the marker of a list item
     * @param before what it cannot be understood without; empty if it stands alone
     */
    record Statement(String text, String before) {}

    /** Returns the sentences of {@code passage} in order, less those without a letter or digit. */
    static List<Statement> of(String passage) {
        List<Statement> statements = new ArrayList<>();
        String last = "";
        String head = "";
        for (Span span : Sentences.of(passage)) {
            String text = Quotation.of(withoutListMarker(span.of(passage))).text();
            if (!WORDS.matcher(text).find()) {
                continue; // such as the line under the first row of a Markdown table
            }
            boolean row = ROW.matcher(text).matches();
            if (!row) {
                head = "";
                statements.add(new Statement(text, REFERS_BACK.matcher(text).find() ? last : ""));
            } else if (head.isEmpty()) {
                head = text;
                statements.add(new Statement(text, ""));
            } else {
                statements.add(new Statement(text, head));
            }
            last = text;
        }
        return List.copyOf(statements);
    }
}
