// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.Span;
import dev.tokka.rag.document.SourceDocument.Flag;
import dev.tokka.rag.text.Language;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A document whose text is known and whose blocks are being found. */
final class Draft {

    private final String id;
    private final String text;
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
    private final List<Block> blocks = new ArrayList<>();
    private final Outline outline = new Outline();
    private String title = "";

    /** Takes invisible characters out of {@code source}; the rest is the text. */
    Draft(String id, String source) {
        this.id = id;
        this.text = InvisibleCharacters.remove(source);
        if (text.length() < source.length() - (source.startsWith("\uFEFF") ? 1 : 0)) {
            flags.add(Flag.INVISIBLE_CHARACTERS_REMOVED);
        }
    }

    String text() {
        return text;
    }

    void flag(Flag flag) {
        flags.add(flag);
    }

    /** Adds a block without the white space around it; nothing if that is all there is. */
    void block(Block.Kind kind, int start, int end) {
        Span span = Spans.trimmed(text, start, end);
        if (span.length() > 0) {
            blocks.add(new Block(kind, span, outline.headings()));
        }
    }

    /** Adds a heading; {@code plain} is its text without markup. */
    void heading(int level, String plain, Span span) {
        outline.leave(level);
        block(Block.Kind.HEADING, span.start(), span.end());
        outline.enter(level, plain);
        if (title.isBlank()) {
            title = outline.headings().isEmpty()
                    ? ""
                    : outline.headings().get(outline.headings().size() - 1);
        }
    }

    SourceDocument finish() {
        return new SourceDocument(id, titleOr(title, id), text, blocks, Language.of(text), flags);
    }

    /** Returns {@code title}, or the last name of {@code id} if it is blank. */
    static String titleOr(String title, String id) {
        String name = id.substring(id.lastIndexOf('/') + 1);
        String fallback = name.isBlank() ? id : name;
        return title.isBlank() ? fallback : title;
    }
}
