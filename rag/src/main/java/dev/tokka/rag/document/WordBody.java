// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.rag.document.SourceDocument.Flag;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Writes the body of a Word document, event by event: headings, paragraphs, lists with their numbers, tables, text boxes
 * and notes as they are shown, without deletions, fields' codes and the small letters above characters (furigana).
 */
final class WordBody {

    /** With all that is inside: what was deleted or moved away, a second version of a drawing, codes, and furigana. */
    private static final Set<String> LEFT_OUT = Set.of(
            "del",
            "moveFrom",
            "Fallback",
            "instrText",
            "delText",
            "rt",
            "pPrChange",
            "rPrChange",
            "tblPrChange",
            "tcPrChange",
            "trPrChange",
            "sectPr");

    private static final Set<String> NOTES = Set.of("footnote", "endnote");

    private final OfficeReader.Target target;
    private final WordStyles styles;
    private final WordNumbering numbering;
    private final Deque<Paragraph> paragraphs = new ArrayDeque<>(); // more than one inside a text box
    private final Deque<WordTable> tables = new ArrayDeque<>();
    private final StringBuilder list = new StringBuilder();
    private WordRun run = new WordRun();
    private boolean inParagraphProperties;
    private boolean inText;
    private String note = "";

    private static final class Paragraph {
        final StringBuilder text = new StringBuilder();

        @Nullable
        String style;

        @Nullable
        String listId;

        @Nullable
        Integer listLevel;

        @Nullable
        Integer outlineLevel;

        boolean shaded;
    }

    WordBody(OfficeReader.Target target, WordStyles styles, WordNumbering numbering) {
        this.target = target;
        this.styles = styles;
        this.numbering = numbering;
    }

    void read(InputStream in) throws IOException {
        XMLStreamReader xml = SafeXml.reader(in);
        for (int event = xml.getEventType(); event != XMLStreamConstants.END_DOCUMENT; event = SafeXml.next(xml)) {
            target.timer().check();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (LEFT_OUT.contains(xml.getLocalName())) {
                        skip(xml);
                    } else {
                        start(xml);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (inText) {
                        append(xml.getText());
                    }
                }
                default -> {}
            }
        }
        flushList();
    }

    private static void skip(XMLStreamReader xml) throws IOException {
        for (int depth = 1; depth > 0; ) {
            int event = SafeXml.next(xml);
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    private void start(XMLStreamReader xml) {
        String name = xml.getLocalName();
        switch (name) {
            case "p" -> paragraphs.push(new Paragraph());
            case "pPr" -> inParagraphProperties = true;
            case "r" -> run = new WordRun();
            case "t" -> inText = true;
            case "tab", "ptab" -> {
                if (!inParagraphProperties) {
                    append(" ");
                }
            }
            case "br", "cr" -> append("\n");
            case "noBreakHyphen" -> append("-");
            case "footnoteReference", "endnoteReference" ->
                append(" (" + noteName(name, WordXml.attribute(xml, "id")) + ")");
            case "tbl" -> {
                flushList();
                tables.push(new WordTable(target.writer()));
            }
            default -> {
                if (NOTES.contains(name)) {
                    note = noteName(name, WordXml.attribute(xml, "id")) + ": ";
                } else if (inParagraphProperties && !paragraphs.isEmpty()) {
                    paragraphProperty(paragraphs.element(), xml);
                } else {
                    run.property(xml, styles);
                }
                if (!tables.isEmpty()) {
                    tables.element().start(xml);
                }
            }
        }
    }

    private static String noteName(String element, @Nullable String id) {
        return (element.startsWith("foot") ? "note " : "endnote ") + (id == null ? "" : id);
    }

    private static void paragraphProperty(Paragraph paragraph, XMLStreamReader xml) {
        String value = WordXml.attribute(xml, "val");
        switch (xml.getLocalName()) {
            case "pStyle" -> paragraph.style = value;
            case "numId" -> paragraph.listId = value;
            case "ilvl" -> paragraph.listLevel = WordXml.number(value, 0);
            case "outlineLvl" -> paragraph.outlineLevel = WordXml.number(value, 9);
            case "shd" -> paragraph.shaded = WordRun.isShade(xml);
            default -> {}
        }
    }

    private void end(String name) {
        switch (name) {
            case "p" -> endParagraph();
            case "pPr" -> inParagraphProperties = false;
            case "t" -> inText = false;
            case "tbl" -> {
                WordTable ended = tables.pop();
                if (tables.isEmpty()) {
                    ended.write();
                } else {
                    tables.element().append(ended.text());
                }
            }
            case "footnote", "endnote" -> note = "";
            default -> {
                if (!tables.isEmpty()) {
                    tables.element().end(name);
                }
            }
        }
    }

    private void append(String text) {
        if (paragraphs.isEmpty()) {
            return;
        }
        Paragraph paragraph = paragraphs.element();
        boolean onDark =
                paragraph.shaded || (!tables.isEmpty() && tables.element().mayBeDark());
        if (run.isHidden(onDark) || styles.isHidden(paragraph.style)) {
            if (!text.isBlank()) {
                target.writer().flag(Flag.HIDDEN_TEXT_REMOVED);
            }
            return;
        }
        target.writer().requireRoom(paragraph.text.length() + text.length());
        paragraph.text.append(text);
    }

    private void endParagraph() {
        if (paragraphs.isEmpty()) {
            return;
        }
        Paragraph paragraph = paragraphs.pop();
        run = new WordRun(); // what follows in a paragraph around a text box is in a run of its own
        String text = paragraph.text.toString().strip();
        if (text.isEmpty()) {
            return;
        }
        Optional<Integer> heading = headingLevel(paragraph);
        String mark = mark(paragraph);
        if (!tables.isEmpty()) {
            tables.element().append(mark.isEmpty() ? text : mark + " " + text);
        } else if (heading.isPresent()) {
            flushList();
            String line = text.replace('\n', ' ');
            target.writer().heading(heading.get(), mark.isEmpty() || mark.equals("-") ? line : mark + " " + line);
        } else if (!mark.isEmpty()) {
            String line = "  ".repeat(Math.min(level(paragraph), 8)) + mark + " " + text.replace('\n', ' ');
            list.append(list.isEmpty() ? "" : "\n").append(line);
            target.writer().requireRoom(list.length());
        } else {
            flushList();
            target.writer().block(Block.Kind.PARAGRAPH, note + text);
            note = "";
        }
    }

    private Optional<Integer> headingLevel(Paragraph paragraph) {
        if (paragraph.outlineLevel != null) {
            return paragraph.outlineLevel < 9 ? Optional.of(paragraph.outlineLevel + 1) : Optional.empty();
        }
        return styles.headingLevel(paragraph.style);
    }

    private String mark(Paragraph paragraph) {
        String id = paragraph.listId == null ? styles.list(paragraph.style).orElse("0") : paragraph.listId;
        return id.equals("0") ? "" : numbering.next(id, level(paragraph));
    }

    private int level(Paragraph paragraph) {
        return paragraph.listLevel == null ? styles.listLevel(paragraph.style) : paragraph.listLevel;
    }

    private void flushList() {
        target.writer().block(Block.Kind.LIST, list.toString());
        list.setLength(0);
    }
}
