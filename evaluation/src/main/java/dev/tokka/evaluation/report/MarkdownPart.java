// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import java.util.List;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Markdown as a part of a larger page: its headings are one level deeper, and HTML in it is shown as text. */
final class MarkdownPart {

    private final Parser parser =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private final HtmlRenderer renderer = HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .escapeHtml(true)
            .sanitizeUrls(true)
            .build();

    String html(String markdown) {
        Node document = parser.parse(markdown);
        document.accept(new Deeper());
        return renderer.render(document)
                .replace("<table>", "<div class=\"wide\"><table>")
                .replace("</table>", "</table></div>");
    }

    String markdown(String markdown) {
        return markdown.lines()
                .map(line -> (line.startsWith("#") ? "#" + line : line) + "\n")
                .collect(Collectors.joining());
    }

    private static final class Deeper extends AbstractVisitor {

        @Override
        public void visit(Heading heading) {
            heading.setLevel(heading.getLevel() + 1);
            visitChildren(heading);
        }
    }
}
