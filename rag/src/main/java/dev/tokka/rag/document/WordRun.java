// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Whether the characters of one run of a Word document can be seen. */
final class WordRun {

    private static final int TINY = 2; // in half points: no printer shows letters of one point

    private boolean hidden;
    private boolean white;
    private boolean tiny;
    private boolean shaded;

    /** Takes a property of the run. */
    void property(XMLStreamReader xml, WordStyles styles) {
        String value = WordXml.attribute(xml, "val");
        switch (xml.getLocalName()) {
            case "vanish", "specVanish" -> hidden = WordXml.isOn(value);
            case "rStyle" -> hidden |= styles.isHidden(value);
            case "color" -> white = "FFFFFF".equalsIgnoreCase(value);
            case "sz" -> tiny = WordXml.number(value, TINY + 1) <= TINY;
            case "shd" -> shaded = isShade(xml);
            case "highlight" -> shaded = !"none".equals(value) && !"white".equals(value);
            default -> {}
        }
    }

    /** Returns whether a shade is darker than paper. */
    static boolean isShade(XMLStreamReader xml) {
        String fill = WordXml.attribute(xml, "fill");
        String pattern = WordXml.attribute(xml, "val");
        return (fill != null && !fill.equals("auto") && !fill.equalsIgnoreCase("FFFFFF"))
                || WordXml.attribute(xml, "themeFill") != null
                || isPattern(pattern);
    }

    private static boolean isPattern(@Nullable String pattern) {
        return pattern != null && !pattern.equals("clear") && !pattern.equals("nil");
    }

    /** Returns whether nobody sees this run; {@code onDark} if what is behind it may be darker than paper. */
    boolean isHidden(boolean onDark) {
        return hidden || tiny || (white && !shaded && !onDark);
    }
}
