// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Counts the numbers that Word shows but does not store, such as the "第5条" in front of an article of a contract, by
 * which it is asked for and cited.
 */
final class WordNumbering {

    private static final int LEVELS = 9; // as many as Word has

    private final Map<String, Map<Integer, Level>> definitions = new HashMap<>();
    private final Map<String, String> lists = new HashMap<>(); // list -> its definition
    private final Set<String> restarted = new HashSet<>(); // lists that do not go on where another one stopped
    private final Map<String, int[]> counters = new HashMap<>();

    private static final class Level {
        int start = 1;
        String format = "decimal";
        String text = "";
    }

    /** Returns numbering for a document without lists. */
    static WordNumbering none() {
        return new WordNumbering();
    }

    static WordNumbering read(InputStream in) throws IOException {
        WordNumbering all = new WordNumbering();
        XMLStreamReader xml = SafeXml.reader(in);
        Map<Integer, Level> definition = new TreeMap<>();
        Level level = new Level();
        String list = "";
        for (int event = xml.getEventType(); event != XMLStreamConstants.END_DOCUMENT; event = SafeXml.next(xml)) {
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            String value = WordXml.attribute(xml, "val");
            switch (xml.getLocalName()) {
                case "abstractNum" -> {
                    definition = new TreeMap<>();
                    all.definitions.put(orEmpty(WordXml.attribute(xml, "abstractNumId")), definition);
                }
                case "lvl" -> {
                    level = new Level();
                    definition.put(WordXml.number(WordXml.attribute(xml, "ilvl"), 0), level);
                }
                case "start" -> level.start = WordXml.number(value, 1);
                case "numFmt" -> level.format = orEmpty(value);
                case "lvlText" -> level.text = orEmpty(value);
                case "num" -> {
                    list = orEmpty(WordXml.attribute(xml, "numId"));
                    definition = new TreeMap<>(); // levels below are overrides of the one list, which are rare
                }
                case "startOverride" -> all.restarted.add(list);
                case "abstractNumId" -> all.lists.put(list, orEmpty(value));
                default -> {}
            }
        }
        return all;
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** Returns the mark of the next paragraph of {@code list} at {@code depth}: {@code "-"} for a bullet. */
    String next(String list, int depth) {
        String id = lists.getOrDefault(list, "");
        Map<Integer, Level> levels = definitions.getOrDefault(id, Map.of());
        int at = Math.min(depth, LEVELS - 1);
        int[] counts =
                counters.computeIfAbsent(restarted.contains(list) ? "list " + list : id, none -> new int[LEVELS]);
        Level level = levels.get(at);
        if (level == null || level.format.equals("bullet") || level.text.isBlank()) {
            return "-";
        }
        for (int above = 0; above < at; above++) { // a level that has no paragraph yet counts as its first
            counts[above] = Math.max(counts[above], 1);
        }
        counts[at]++;
        for (int below = at + 1; below < LEVELS; below++) {
            counts[below] = 0;
        }
        String mark = level.text;
        for (int i = 0; i <= at; i++) {
            Level each = levels.getOrDefault(i, level);
            mark = mark.replace("%" + (i + 1), ListNumber.of(counts[i] + each.start - 1, each.format));
        }
        return mark.strip();
    }
}
