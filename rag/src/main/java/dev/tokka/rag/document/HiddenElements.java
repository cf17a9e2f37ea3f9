// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * Tells which HTML elements a browser does not show because their own attributes say so.
 *
 * <p>Style sheets are not evaluated, nor are positions compared: an author who wants to hide text finds other ways, and the
 * text of a document is never more than what its author wrote. Colors are compared where an element or one around it sets
 * both by attributes; on a page without any style sheet the background is white unless an attribute says otherwise.
 */
final class HiddenElements {

    private static final Pattern HIDING_STYLE = Pattern.compile("(^|;)(display:none|visibility:(hidden|collapse)|"
            + "(font-size|opacity):0*(\\.0*)?([a-z%]{0,4}))(!important)?(;|$)");

    private static final Pattern TEXT_COLOR = Pattern.compile("(^|;)color:([^;!]+)");
    private static final Pattern BACKGROUND = Pattern.compile("(^|;)background(?:-color)?:([^;!]+)");
    private static final String WHITE = "white";
    private static final int MAX_AROUND = 50; // elements around one that are looked at

    private HiddenElements() {}

    static boolean isHidden(Element element) {
        return element.hasAttr("hidden")
                || element.attr("aria-hidden").strip().equalsIgnoreCase("true")
                || (element.hasAttr("style") && hides(element.attr("style")))
                || hasColorOfBackground(element);
    }

    private static boolean hasColorOfBackground(Element element) {
        String color = color(element, TEXT_COLOR, "color");
        if (color.isEmpty()) {
            return false;
        }
        Element around = element;
        for (int i = 0; around != null && i < MAX_AROUND; i++) {
            String background = color(around, BACKGROUND, "bgcolor");
            if (!background.isEmpty()) {
                return color.equals(background);
            }
            if (around.hasAttr("class")
                    || around.hasAttr("id")
                    || around.attr("style").contains("background")) {
                return false; // the background may be set elsewhere, or be an image
            }
            around = around.parent();
        }
        return color.equals(WHITE);
    }

    private static String color(Element element, Pattern property, String attribute) {
        Matcher set = property.matcher(compact(element.attr("style")));
        String color = set.find() ? set.group(2) : compact(element.attr(attribute));
        return switch (color) {
            case "#fff", "#ffffff", "rgb(255,255,255)" -> WHITE;
            case "#000", "#000000", "rgb(0,0,0)" -> "black";
            default -> color;
        };
    }

    private static boolean hides(String style) {
        return HIDING_STYLE.matcher(compact(style)).find();
    }

    private static String compact(String style) {
        return style.isEmpty() ? style : style.replaceAll("\\s+", "").toLowerCase(Locale.ROOT);
    }
}
