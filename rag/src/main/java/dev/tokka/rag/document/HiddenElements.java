// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * Tells which HTML elements a browser does not show because their own attributes say so.
 *
 * <p>Style sheets are not evaluated, nor are colors and positions compared: an author who wants to hide text finds
 * other ways, and the text of a document is never more than what its author wrote.
 */
final class HiddenElements {

    private static final Pattern HIDING_STYLE = Pattern.compile("(^|;)(display:none|visibility:(hidden|collapse)|"
            + "(font-size|opacity):0*(\\.0*)?([a-z%]{0,4}))(!important)?(;|$)");

    private HiddenElements() {}

    static boolean isHidden(Element element) {
        return element.hasAttr("hidden")
                || element.attr("aria-hidden").strip().equalsIgnoreCase("true")
                || (element.hasAttr("style") && hides(element.attr("style")));
    }

    private static boolean hides(String style) {
        String compact = style.replaceAll("\\s+", "").toLowerCase(Locale.ROOT);
        return HIDING_STYLE.matcher(compact).find();
    }
}
