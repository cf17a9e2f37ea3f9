// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A dossier as one page of HTML that needs nothing else: it loads nothing, runs no script, is light or dark as the reader's
 * system is, and can be printed.
 *
 * <p>Whatever people or models wrote is shown as text. Its policy (CSP) allows one thing only, the style that is in the page.
 */
public final class HtmlDossier {

    private HtmlDossier() {}

    /** Returns the page in one language; equal dossiers give equal texts. */
    public static String write(Dossier dossier, Wording wording) {
        requireNonNull(wording, "wording");
        Frame frame = new Frame(requireNonNull(dossier, "dossier"));
        HtmlPage page = new HtmlPage(wording);
        head(dossier, page);
        page.element("h1", dossier.title());
        page.raw("<p class=\"facts\">").text(frame.facts()).raw("</p>\n");
        page.element("p", frame.caveat());
        contents(page);
        page.raw("<section id=\"gaps\" aria-labelledby=\"gaps-title\">\n<h2 id=\"gaps-title\">")
                .text(Frame.GAPS)
                .raw("</h2>\n");
        if (dossier.gaps().isEmpty()) {
            page.element("p", Frame.NO_GAPS);
        } else {
            page.gaps(frame.gaps(), dossier.gaps());
        }
        page.raw("</section>\n");
        for (Principle principle : Principle.values()) {
            principle(principle, frame, dossier, page);
        }
        return page.raw("</main>\n</body>\n</html>\n").toString();
    }

    private static void head(Dossier dossier, HtmlPage page) {
        String style = resource("dossier.css");
        page.raw("<!DOCTYPE html>\n<html lang=\"" + page.wording().tag() + "\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-"
                + sha256(style) + "'; base-uri 'none'; form-action 'none'\">\n");
        page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
        page.element("title", dossier.title());
        page.raw("<style>" + style + "</style>\n</head>\n<body>\n<main>\n");
    }

    private static void contents(HtmlPage page) {
        page.raw("<nav aria-label=\"")
                .text(Frame.CONTENTS)
                .raw("\">\n<ul>\n<li><a href=\"#gaps\">")
                .text(Frame.GAPS)
                .raw("</a></li>\n");
        for (Principle principle : Principle.values()) {
            page.raw("<li><a href=\"#principle-" + principle.number() + "\">")
                    .text(Frame.title(principle))
                    .raw("</a></li>\n");
        }
        page.raw("</ul>\n</nav>\n");
    }

    private static void principle(Principle principle, Frame frame, Dossier dossier, HtmlPage page) {
        String id = "principle-" + principle.number();
        page.raw("<section id=\"" + id + "\" aria-labelledby=\"" + id + "-title\">\n<h2 id=\"" + id + "-title\">")
                .text(Frame.title(principle))
                .raw("</h2>\n<p class=\"outside\">")
                .text(Frame.outside(principle))
                .raw("</p>\n");
        for (Section section : dossier.sections(principle)) {
            Phrase title = frame.title(section);
            page.element("h3", title);
            section.notes().forEach(note -> page.element("p", note));
            section.table().filter(table -> !table.rows().isEmpty()).ifPresent(table -> page.table(title, table));
            if (section.isEmpty()) {
                page.raw("<p class=\"nothing\">").text(Words.NOTHING).raw("</p>\n");
            }
        }
        page.raw("</section>\n");
    }

    private static String resource(String name) {
        try (InputStream bytes = HtmlDossier.class.getResourceAsStream(name)) {
            return new String(requireNonNull(bytes, name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
