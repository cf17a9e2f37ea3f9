// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.Span;
import dev.tokka.rag.document.DocumentException.Reason;
import dev.tokka.rag.document.SourceDocument.Flag;
import dev.tokka.rag.text.Language;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Writes the text of a document that is rendered from another format, and notes where its blocks stand. */
final class TextWriter {

    private final String id;
    private final int maxCharacters;
    private final StringBuilder text = new StringBuilder();
    private final List<Block> blocks = new ArrayList<>();
    private final Outline outline = new Outline();
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
    private String firstHeading = "";
    private List<String> place = List.of();

    TextWriter(String id, int maxCharacters) {
        this.id = id;
        this.maxCharacters = maxCharacters;
    }

    void flag(Flag flag) {
        flags.add(flag);
    }

    /** Makes {@code name} the last heading of all blocks that follow. */
    void place(String name) {
        place = List.of(name);
    }

    void heading(int level, String content) {
        outline.leave(level);
        block(Block.Kind.HEADING, content);
        String heading = InvisibleCharacters.remove(content);
        outline.enter(level, heading);
        if (firstHeading.isBlank()) {
            firstHeading = heading.strip();
        }
    }

    /** Appends a block, separated by a blank line from the one before; nothing if {@code content} is blank. */
    void block(Block.Kind kind, String content) {
        String visible = InvisibleCharacters.remove(content);
        if (visible.length() < content.length()) {
            flags.add(Flag.INVISIBLE_CHARACTERS_REMOVED);
        }
        String stripped = visible.strip();
        if (stripped.isEmpty()) {
            return;
        }
        if (!text.isEmpty()) {
            text.append("\n\n");
        }
        requireRoom(stripped.length());
        int start = text.length();
        text.append(stripped);
        List<String> headings = new ArrayList<>(outline.headings());
        headings.addAll(place);
        blocks.add(new Block(kind, new Span(start, text.length()), headings));
    }

    /** Checks that {@code more} characters would not be too many. */
    void requireRoom(int more) {
        if (more > maxCharacters - text.length()) {
            throw new DocumentException(
                    id, Reason.TOO_LARGE, "expected at most " + maxCharacters + " characters but there are more");
        }
    }

    /** Returns how many more characters may be written. */
    int room() {
        return maxCharacters - text.length();
    }

    /** Writes all blocks of {@code part} below the current headings, and takes over its flags. */
    void include(SourceDocument part) {
        flags.addAll(part.flags());
        List<String> above = outline.headings();
        int from = text.length() + (text.isEmpty() ? 0 : 2);
        requireRoom(part.text().length() + 2);
        text.append(text.isEmpty() ? "" : "\n\n").append(part.text());
        for (Block block : part.blocks()) {
            List<String> headings = new ArrayList<>(above);
            headings.addAll(block.headings());
            blocks.add(new Block(block.kind(), block.span().shift(from), headings));
        }
    }

    /** Returns the document; for a blank {@code title} its first heading is its title. */
    SourceDocument finish(String title) {
        String visible = InvisibleCharacters.remove(title).strip();
        String content = text.toString();
        return new SourceDocument(
                id,
                Draft.titleOr(visible.isEmpty() ? firstHeading : visible, id),
                content,
                blocks,
                Language.of(content),
                flags);
    }
}
