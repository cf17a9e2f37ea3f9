// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.rag.document.DocumentException.Reason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeTraversor;

/** Reads HTML in the encoding that it declares, else in the one that its bytes show. */
record HtmlReader(ReadLimits limits, InstantSource clock) implements DocumentReader {

    private static final int DECLARATION_BYTES = 4_096; // browsers look at the first 1,024
    private static final Pattern DECLARATION = Pattern.compile(
            "(?i)<(?:meta\\b[^>]{0,200}?charset|\\?xml\\b[^>]{0,200}?encoding)\\s*=\\s*[\"']?\\s*([\\w.:+-]{1,40})");

    @Override
    public SourceDocument read(String id, byte[] content) {
        Checks.requireText(id, "id");
        requireNonNull(content, "content");
        ReadTimer timer = ReadTimer.start(id, limits.maxTime(), clock);
        Guard.requireSize(id, content.length, limits);
        TextDecoder decoder = new TextDecoder(id, limits.maxCharacters());
        String html = declaredCharset(id, content)
                .map(charset -> decoder.decode(content, charset))
                .orElseGet(() -> decoder.decode(content));
        return Guard.requireText(Guard.parsing(id, () -> render(id, html, timer)));
    }

    /** Returns what the page {@code html} shows, which may be nothing. */
    SourceDocument render(String id, String html, ReadTimer timer) {
        Document page = Parser.htmlParser().parseInput(timer.reader(html), "");
        TextWriter writer = new TextWriter(id, limits.maxCharacters());
        HtmlRenderer renderer = new HtmlRenderer(writer, timer);
        NodeTraversor.filter(renderer, page);
        renderer.finish();
        return writer.finish(page.title());
    }

    private static Optional<Charset> declaredCharset(String id, byte[] content) {
        int length = Math.min(content.length, DECLARATION_BYTES);
        Matcher declaration = DECLARATION.matcher(new String(content, 0, length, StandardCharsets.ISO_8859_1));
        if (!declaration.find()) {
            return Optional.empty();
        }
        String name = declaration.group(1).toLowerCase(Locale.ROOT);
        try {
            return Optional.of(Charsets.named(name));
        } catch (IllegalArgumentException e) {
            throw new DocumentException(
                    id, Reason.NOT_TEXT, "expected a known encoding but saw '" + name + "' declared", e);
        }
    }
}
