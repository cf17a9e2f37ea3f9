// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** What the styles of a Word document say about headings, numbers and hidden text. */
final class WordStyles {

    /** The level of a title, above all headings. */
    static final int TITLE = 0;

    private static final int MAX_CHAIN = 20; // styles that are based on each other, which a file can close to a ring
    private static final Pattern HEADING = Pattern.compile("(?:heading|見出し) ?([1-9])");

    private final Map<String, Style> styles = new HashMap<>();

    private static final class Style {
        @Nullable
        String basedOn;

        @Nullable
        Integer level;

        @Nullable
        Boolean hidden;

        @Nullable
        String list;

        @Nullable
        Integer listLevel;
    }

    /** Returns styles of which nothing is known. */
    static WordStyles none() {
        return new WordStyles();
    }

    static WordStyles read(InputStream in) throws IOException {
        WordStyles all = new WordStyles();
        XMLStreamReader xml = SafeXml.reader(in);
        Style style = new Style();
        for (int event = xml.getEventType(); event != XMLStreamConstants.END_DOCUMENT; event = SafeXml.next(xml)) {
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (xml.getLocalName().equals("style")) {
                style = new Style();
                String id = WordXml.attribute(xml, "styleId");
                if (id != null) {
                    all.styles.put(id, style);
                }
            } else {
                all.property(style, xml);
            }
        }
        return all;
    }

    private void property(Style style, XMLStreamReader xml) {
        String value = WordXml.attribute(xml, "val");
        switch (xml.getLocalName()) {
            case "name" -> {
                if (value != null) {
                    style.level = level(value).orElse(style.level);
                }
            }
            case "basedOn" -> style.basedOn = value;
            case "outlineLvl" -> {
                int level = WordXml.number(value, 9);
                style.level = level < 9 ? (Integer) (level + 1) : style.level;
            }
            case "vanish" -> style.hidden = WordXml.isOn(value);
            case "numId" -> style.list = value;
            case "ilvl" -> style.listLevel = WordXml.number(value, 0);
            default -> {}
        }
    }

    private static Optional<Integer> level(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Matcher heading = HEADING.matcher(lower);
        if (heading.matches()) {
            return Optional.of(Integer.parseInt(heading.group(1)));
        }
        return lower.equals("title") || lower.equals("表題") ? Optional.of(TITLE) : Optional.empty();
    }

    /** Returns the level of the headings that have the style {@code id}, or empty if it is not one of headings. */
    Optional<Integer> headingLevel(@Nullable String id) {
        return inherited(id, style -> style.level);
    }

    boolean isHidden(@Nullable String id) {
        return inherited(id, style -> style.hidden).orElse(false);
    }

    /** Returns the id of the list whose numbers the paragraphs of style {@code id} have. */
    Optional<String> list(@Nullable String id) {
        return inherited(id, style -> style.list);
    }

    int listLevel(@Nullable String id) {
        return inherited(id, style -> style.listLevel).orElse(0);
    }

    private <T> Optional<T> inherited(@Nullable String id, Function<Style, @Nullable T> property) {
        Style style = id == null ? null : styles.get(id);
        for (int i = 0; i < MAX_CHAIN && style != null; i++) {
            T value = property.apply(style);
            if (value != null) {
                return Optional.of(value);
            }
            style = style.basedOn == null ? null : styles.get(style.basedOn);
        }
        return Optional.empty();
    }
}
