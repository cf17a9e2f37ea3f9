// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import dev.tokka.Answer;
import dev.tokka.Citation;
import java.util.regex.Pattern;

/** What a reply says without a citation. */
final class Uncited {

    private static final Pattern MARKER = Pattern.compile("\\[\\d{1,9}]");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]");

    private Uncited() {}

    /** Returns the text outside all claims and markers, without white space around it; empty if it has no word. */
    static String textOf(Answer.Reply reply) {
        StringBuilder text = new StringBuilder(reply.text());
        for (Citation citation : reply.citations()) {
            for (int i = citation.claim().start(); i < citation.claim().end(); i++) {
                text.setCharAt(i, ' ');
            }
        }
        String rest = MARKER.matcher(text).replaceAll("");
        return WORD.matcher(rest).find() ? rest.strip() : "";
    }
}
