// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.data.document.Document;
import dev.tokka.Checks;
import dev.tokka.rag.metadata.Labels;
import dev.tokka.rag.text.Language;
import java.util.List;
import java.util.Set;

/**
 * A document as it is chunked, indexed and cited.
 *
 * <p>Every position in an index or citation refers to {@link #text()}. Of Markdown and plain text that is the decoded
 * file itself; only a byte order mark and {@linkplain Flag#INVISIBLE_CHARACTERS_REMOVED invisible characters} are
 * missing, so that in a clean file without a mark the positions are the file's own. Of the other formats it is the text as
 * rendered: blocks separated by blank lines, list items behind {@code "- "}, table rows as {@code a | b | c}.
 *
 * @param id where the document can be found again, such as its path below the ingested folder with {@code /} between
 *     names; not blank
 * @param title what to call the document: the title it gives itself, else its first heading, else the last name of its
 *     id; not blank
 * @param text the text to which all positions refer; may be empty
 * @param blocks the blocks of the text, in order, without overlap; text outside of all blocks is not part of the
 *     rendered document (such as a link definition in Markdown)
 * @param language the language of most of the text
 * @param flags what an operator may want to know about it; often empty
 * @param labels what is known of it beside its text, and who may find it
 */
public record SourceDocument(
        String id, String title, String text, List<Block> blocks, Language language, Set<Flag> flags, Labels labels) {

    /** Checks the id, the title and the order of the blocks, and copies the collections. */
    public SourceDocument {
        Checks.requireText(id, "id");
        Checks.requireText(title, "title");
        blocks = List.copyOf(blocks);
        flags = Set.copyOf(flags);
        requireNonNull(labels, "labels");
        int end = 0;
        for (Block block : blocks) {
            if (block.span().start() < end || block.span().end() > text.length()) {
                throw new IllegalArgumentException("blocks must be in order, without overlap and within the "
                        + text.length() + " characters of the text, but one is " + block.span());
            }
            end = block.span().end();
        }
    }

    /** Creates a document of which nothing is known and which everybody may find. */
    public SourceDocument(
            String id, String title, String text, List<Block> blocks, Language language, Set<Flag> flags) {
        this(id, title, text, blocks, language, flags, Labels.NONE);
    }

    /** Returns this document with other labels. */
    public SourceDocument withLabels(Labels newLabels) {
        return new SourceDocument(id, title, text, blocks, language, flags, newLabels);
    }

    /**
     * Returns the document that the Markdown {@code text} is.
     *
     * <p>Markdown is CommonMark with tables. Front matter between {@code ---} lines is a block of code. Comments and
     * link definitions stay in the text but are in no block.
     *
     * @throws DocumentException if blocks are nested more than 100 deep, or a paragraph has more than 5,000 lines that
     *     start with characters such as {@code [} or {@code <}, which may start a block
     */
    public static SourceDocument markdown(String id, String text) {
        Checks.requireText(id, "id");
        return Guard.parsing(id, () -> new MarkdownParser(id, text, ReadTimer.unlimited(id)).parse());
    }

    /** Returns the document that the plain {@code text} is: one paragraph for all lines between two blank ones. */
    public static SourceDocument plainText(String id, String text) {
        Checks.requireText(id, "id");
        return PlainTextParser.parse(id, text);
    }

    /** Returns LangChain4j's {@code document} as plain text; its metadata is not kept. */
    public static SourceDocument of(String id, Document document) {
        return plainText(id, document.text());
    }

    /** What reading a document found or changed. */
    public enum Flag {
        /** Text that the author's formatting hides, such as {@code display:none}, is not in the blocks. */
        HIDDEN_TEXT_REMOVED,
        /** Tag characters, direction controls, zero-width characters or soft hyphens were taken out of the text. */
        INVISIBLE_CHARACTERS_REMOVED,
        /**
         * Pages of a PDF have no visible text but an invisible layer, which is in the blocks: a scan whose letters were
         * recognized by a program. What the layer says need not be what the image shows.
         */
        INVISIBLE_LAYER_KEPT,
        /** Macros are in the file. They were neither run nor read. */
        ACTIVE_CONTENT_IGNORED,
        /** Attachments of an e-mail are not in the text: their format has no reader, or they could not be read. */
        ATTACHMENTS_LEFT_OUT
    }
}
