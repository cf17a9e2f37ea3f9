// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** Takes the markup out of Markdown headings, which become plain text in heading paths. */
final class MarkdownHeading {

    private static final int MAX_SOURCE = 1_000; // what is behind this is cut from the path anyway
    private static final Pattern OPENING = Pattern.compile("^#{1,6}(?=\\s|$)");
    private static final Pattern CLOSING = Pattern.compile("(^|\\s)#+\\s*$");
    private static final Pattern UNDERLINE = Pattern.compile("\\n[ \\t>]*(=+|-+)\\s*$");
    private static final Pattern LINK = Pattern.compile("!?\\[([^\\[\\]]*)]\\([^()]*\\)");
    private static final Pattern EMPHASIS =
            Pattern.compile("(?<!\\\\)([*`]|~~)|(?<![\\p{L}\\p{N}\\\\])_+|_+(?![\\p{L}\\p{N}_])");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(\\p{Punct})");

    private MarkdownHeading() {}

    /** Returns the text of the heading whose source is {@code source}, be it underlined or behind number signs. */
    static String plain(String source) {
        String heading = source.strip();
        heading = heading.length() > MAX_SOURCE ? heading.substring(0, MAX_SOURCE) : heading;
        heading = OPENING.matcher(heading).find()
                ? CLOSING.matcher(heading.replaceFirst(OPENING.pattern(), "")).replaceFirst("")
                : UNDERLINE.matcher(heading).replaceFirst("");
        heading = LINK.matcher(heading).replaceAll("$1");
        heading = EMPHASIS.matcher(heading).replaceAll("");
        heading = ESCAPE.matcher(heading).replaceAll("$1");
        return Parser.unescapeEntities(heading, false).strip();
    }
}
