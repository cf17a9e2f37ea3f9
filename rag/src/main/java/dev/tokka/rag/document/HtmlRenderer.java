// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.rag.document.SourceDocument.Flag;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * Writes what a page shows as plain text: blocks, list items behind {@code "- "}, table rows as {@code a | b | c}.
 *
 * <p>The traversal keeps its own stack, so that deep nesting does not overflow the thread's. Lists and tables are one
 * block with all that is inside them.
 */
final class HtmlRenderer implements NodeFilter {

    private static final Set<String> LEFT_OUT = Set.of(
            "head",
            "script",
            "style",
            "template",
            "noscript",
            "nav",
            "footer",
            "svg",
            "iframe",
            "canvas",
            "object",
            "audio",
            "video",
            "datalist");
    private static final Set<String> PAGE_ROLES = Set.of("navigation", "banner", "contentinfo", "search");
    private static final int MAX_INDENT = 10;

    private final TextWriter writer;
    private final ReadTimer timer;
    private final StringBuilder block = new StringBuilder();
    private Block.Kind kind = Block.Kind.PARAGRAPH;
    private String itemMark = ""; // written with the first character of the item, which may stand in a block of its own
    private boolean spacePending;
    private int lists;
    private int tables;
    private int preformatted;
    private int cells;

    HtmlRenderer(TextWriter writer, ReadTimer timer) {
        this.writer = writer;
        this.timer = timer;
    }

    /** Writes what is left at the end of the page. */
    void finish() {
        flush(Block.Kind.PARAGRAPH);
    }

    @Override
    public FilterResult head(Node node, int depth) {
        timer.check();
        if (node instanceof TextNode textNode) {
            append(textNode.getWholeText());
        } else if (node instanceof Element element) {
            if (isLeftOut(element)) {
                return FilterResult.SKIP_ENTIRELY;
            }
            if (HiddenElements.isHidden(element)) {
                if (element.hasText()) {
                    writer.flag(Flag.HIDDEN_TEXT_REMOVED);
                }
                return FilterResult.SKIP_ENTIRELY;
            }
            open(element);
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            close(element);
        }
        return FilterResult.CONTINUE;
    }

    private static boolean isLeftOut(Element element) {
        return LEFT_OUT.contains(element.normalName())
                || PAGE_ROLES.contains(element.attr("role").toLowerCase(Locale.ROOT))
                || (element.parent() != null && element.parent().nameIs("body") && isPageFurniture(element));
    }

    /**
     * Right below the body a mere link within the page skips its menu, and a header without a heading names the site.
     */
    private static boolean isPageFurniture(Element element) {
        if (element.nameIs("header")) {
            return element.selectFirst("h1, h2, h3, h4, h5, h6") == null;
        }
        boolean wrapper = element.childrenSize() == 1 && element.ownText().isBlank();
        Element link = wrapper ? element.child(0) : element;
        return link.nameIs("a") && link.attr("href").startsWith("#");
    }

    private void open(Element element) {
        switch (element.normalName()) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> startBlock(Block.Kind.HEADING);
            case "ul", "ol" -> {
                startBlock(Block.Kind.LIST);
                lists++;
            }
            case "table" -> {
                startBlock(Block.Kind.TABLE);
                tables++;
            }
            case "pre" -> {
                startBlock(Block.Kind.CODE);
                preformatted++;
            }
            case "li" -> openItem();
            case "tr" -> {
                newLine();
                cells = 0;
            }
            case "td", "th" -> {
                if (cells++ > 0) {
                    block.append(" | ");
                    spacePending = false;
                }
            }
            case "br" -> breakLine();
            default -> {
                if (element.isBlock()) {
                    startBlock(Block.Kind.PARAGRAPH);
                }
            }
        }
    }

    private void close(Element element) {
        switch (element.normalName()) {
            case "h1", "h2", "h3", "h4", "h5", "h6" ->
                endHeading(element.normalName().charAt(1) - '0');
            case "ul", "ol" -> {
                lists--;
                startBlock(Block.Kind.PARAGRAPH);
            }
            case "table" -> {
                tables--;
                startBlock(Block.Kind.PARAGRAPH);
            }
            case "pre" -> {
                preformatted--;
                startBlock(Block.Kind.PARAGRAPH);
            }
            case "li" -> itemMark = "";
            case "tr", "td", "th", "br" -> {}
            default -> {
                if (element.isBlock()) {
                    startBlock(Block.Kind.PARAGRAPH);
                }
            }
        }
    }

    private boolean isInside() {
        return lists > 0 || tables > 0 || preformatted > 0;
    }

    /** Ends the block before and starts one of {@code next}; inside a list or table only the line ends. */
    private void startBlock(Block.Kind next) {
        if (isInside()) {
            breakLine();
        } else {
            flush(next);
        }
    }

    private void endHeading(int level) {
        if (isInside()) {
            breakLine();
            return;
        }
        if (kind == Block.Kind.HEADING) {
            writer.heading(level, block.toString().replace('\n', ' '));
            block.setLength(0);
        }
        flush(Block.Kind.PARAGRAPH);
    }

    private void flush(Block.Kind next) {
        // a heading that is broken off by another block is text like any other
        writer.block(kind == Block.Kind.HEADING ? Block.Kind.PARAGRAPH : kind, block.toString());
        block.setLength(0);
        kind = next;
        spacePending = false;
    }

    private void openItem() {
        breakLine();
        itemMark = tables > 0 ? "- " : "  ".repeat(Math.min(Math.max(lists - 1, 0), MAX_INDENT)) + "- ";
    }

    private void breakLine() {
        if (tables > 0) {
            spacePending = true; // a row is one line, whatever its cells hold
        } else {
            newLine();
        }
    }

    private void newLine() {
        int end = block.length();
        while (end > 0 && block.charAt(end - 1) == ' ') {
            end--;
        }
        block.setLength(end);
        if (end > 0 && block.charAt(end - 1) != '\n') {
            block.append('\n');
        }
        spacePending = false;
    }

    private void append(String text) {
        if (preformatted > 0 && tables == 0) {
            block.append(text.isBlank() ? "" : itemMark).append(text);
            itemMark = text.isBlank() ? itemMark : "";
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || c == '\u00A0') {
                spacePending = true;
            } else {
                appendVisible(c);
            }
        }
    }

    private void appendVisible(char c) {
        if (spacePending && !block.isEmpty() && !Character.isWhitespace(block.charAt(block.length() - 1))) {
            block.append(' ');
        }
        spacePending = false;
        block.append(itemMark).append(c);
        itemMark = "";
    }
}
