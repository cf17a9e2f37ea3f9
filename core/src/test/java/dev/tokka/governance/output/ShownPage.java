// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What a careless page makes of a reply: Markdown with raw HTML, bare addresses made links, and the reply as HTML too. */
final class ShownPage {

    private static final Pattern BARE =
            Pattern.compile("(?:[a-z][a-z0-9+.-]*:)//[^\\s<]+|(?<![a-z0-9.-])www\\.[^\\s<]+", Pattern.CASE_INSENSITIVE);

    private ShownPage() {}

    /** Returns all targets on which the page would act. */
    static List<String> targets(String reply) {
        List<String> targets = new ArrayList<>();
        String html =
                HtmlRenderer.builder().build().render(Parser.builder().build().parse(reply));
        collect(Jsoup.parse(html), targets);
        collect(Jsoup.parse(reply), targets);
        return targets;
    }

    private static void collect(Document page, List<String> targets) {
        for (Element element : page.getAllElements()) {
            for (Attribute attribute : element.attributes()) {
                targets.add(attribute.getValue());
            }
        }
        Matcher bare = BARE.matcher(page.wholeText());
        while (bare.find()) {
            targets.add(bare.group());
        }
    }

    /** Returns the targets that a browser would not resolve to {@code allowed}: foreign hosts, scripts and data. */
    static List<String> foreign(String reply, String allowed) {
        return targets(reply).stream().filter(target -> !isOf(allowed, target)).toList();
    }

    /** As the URL standard reads it: white space inside goes, backslashes are slashes, the host ends at one of them or a pointed bracket. */
    private static boolean isOf(String allowed, String target) {
        String url =
                target.replaceAll("[\\t\\n\\r]", "").strip().replace('\\', '/').toLowerCase(Locale.ROOT);
        String rest = url.replaceFirst("^(?:https?:)?/*", "");
        int end = rest.length();
        for (char c : new char[] {'/', '?', '#', '<', '>'}) {
            end = rest.indexOf(c) >= 0 ? Math.min(end, rest.indexOf(c)) : end;
        }
        // Pages cut the punctuation that ends a bare address.
        String host =
                rest.substring(0, end).replaceFirst("[.,:;!?)*'\"\\]]+$", "").replaceFirst(":\\d*$", "");
        return url.startsWith("www.") ? host.equals("www." + allowed) : url.startsWith("http") && host.equals(allowed);
    }
}
