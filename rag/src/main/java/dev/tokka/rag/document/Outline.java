// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import java.util.ArrayList;
import java.util.List;

/** The headings above the place that a parser has reached. */
final class Outline {

    private static final int MAX_HEADING = 200; // headings are stored once for each block below them

    private final List<Heading> open = new ArrayList<>();

    /** Ends all sections of {@code level} and below, 1 being the highest. */
    void leave(int level) {
        open.removeIf(heading -> heading.level >= level);
    }

    /** Opens a section, once {@link #leave} has ended those that it follows. Blank titles open none. */
    void enter(int level, String title) {
        String line = title.strip().replaceAll("\\s+", " ");
        if (!line.isEmpty()) {
            open.add(new Heading(level, shorten(line)));
        }
    }

    /** Returns the titles of the open sections, outermost first. */
    List<String> headings() {
        return open.stream().map(Heading::title).toList();
    }

    private static String shorten(String title) {
        if (title.length() <= MAX_HEADING) {
            return title;
        }
        int end = Character.isHighSurrogate(title.charAt(MAX_HEADING - 2)) ? MAX_HEADING - 2 : MAX_HEADING - 1;
        return title.substring(0, end) + "…";
    }

    private record Heading(int level, String title) {}
}
