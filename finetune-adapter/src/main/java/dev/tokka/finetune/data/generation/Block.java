// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import dev.tokka.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a Markdown document.
 *
 * @param kind what it is
 * @param span where it stands, without the marks of lists
 * @param headings above it, outermost first, without their numbers
 */
record Block(Kind kind, Span span, List<String> headings) {

    enum Kind {
        PARAGRAPH,
        TABLE
    }

    private static final Pattern LINE = Pattern.compile("[^\\n]*(\\n|$)");
    private static final Pattern HEADING = Pattern.compile("(#{1,6})\\s+(.*?)\\s*#*\\s*");
    private static final Pattern NUMBERED = Pattern.compile("(?:第?[\\d０-９.．-]+[章条節項]?)[.．、]?\\s+(.+)");
    private static final Pattern MARK = Pattern.compile("\\s*(?:[-*+・]|\\d+[.)])\\s+|\\s*>\\s?");

    Block {
        headings = List.copyOf(headings);
    }

    /** Returns the heading right above, or empty text if there is none. */
    String heading() {
        return headings.isEmpty() ? "" : headings.get(headings.size() - 1);
    }

    /** Returns the paragraphs and tables of {@code text}, in order. Fenced code is left out. */
    static List<Block> of(String text) {
        return new Reader(text).read();
    }

    private static final class Reader {

        private final String text;
        private final List<Block> blocks = new ArrayList<>();
        private final List<String> headings = new ArrayList<>();
        private Kind kind = Kind.PARAGRAPH;
        private int start = -1;
        private int end;
        private boolean fenced;

        private Reader(String text) {
            this.text = text;
        }

        private List<Block> read() {
            Matcher lines = LINE.matcher(text);
            while (lines.find() && lines.end() > lines.start()) {
                line(lines.start(), lines.end());
            }
            close();
            return blocks;
        }

        private void line(int from, int to) {
            String line = text.substring(from, to).strip();
            if (line.startsWith("```") || line.startsWith("~~~")) {
                close();
                fenced = !fenced;
                return;
            }
            Matcher heading = HEADING.matcher(line);
            if (fenced || line.isEmpty()) {
                close();
            } else if (heading.matches()) {
                close();
                head(heading.group(1).length(), heading.group(2));
            } else if (line.startsWith("|")) {
                extend(Kind.TABLE, from, to);
            } else {
                Matcher mark = MARK.matcher(text).region(from, to);
                if (mark.lookingAt()) { // each point of a list is a paragraph of its own
                    close();
                    extend(Kind.PARAGRAPH, mark.end(), to);
                } else {
                    extend(Kind.PARAGRAPH, from, to);
                }
            }
        }

        private void head(int level, String heading) {
            while (headings.size() >= level) {
                headings.remove(headings.size() - 1);
            }
            Matcher numbered = NUMBERED.matcher(heading);
            headings.add(numbered.matches() ? numbered.group(1) : heading);
        }

        private void extend(Kind newKind, int from, int to) {
            if (start < 0 || kind != newKind) {
                close();
                kind = newKind;
                start = from;
            }
            end = to;
        }

        private void close() {
            if (start >= 0) {
                String block = text.substring(start, end);
                int before = block.length() - block.stripLeading().length();
                int length = block.strip().length();
                if (length > 0) {
                    blocks.add(new Block(kind, new Span(start + before, start + before + length), headings));
                }
            }
            start = -1;
        }
    }
}
