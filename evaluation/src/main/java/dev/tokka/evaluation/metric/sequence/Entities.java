// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.sequence;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The entities that tags stand for, read as seqeval does by default. */
final class Entities {

    private static final Pattern TAG = Pattern.compile("O|[BIES](?:-.*)?");

    private Entities() {}

    /**
     * An entity.
     *
     * @param start the first token
     * @param end after the last token
     */
    record Entity(String type, int start, int end) {

        @Override
        public String toString() {
            return type + "[" + start + ", " + end + ")";
        }
    }

    static boolean areTags(List<String> tags) {
        return tags.stream().allMatch(Entities::isTag);
    }

    static boolean isTag(String text) {
        return TAG.matcher(text).matches();
    }

    /** An entity goes on as long as {@code I-} or {@code E-} of its type follows; anything but {@code O} begins one. */
    static Set<Entity> of(List<String> tags) {
        Set<Entity> entities = new LinkedHashSet<>();
        int start = 0;
        boolean open = false;
        String type = "";
        for (int i = 0; i < tags.size(); i++) {
            char prefix = tags.get(i).charAt(0);
            String next = type(tags.get(i));
            boolean goesOn = open && (prefix == 'I' || prefix == 'E') && next.equals(type);
            if (open && !goesOn) {
                entities.add(new Entity(type, start, i));
            }
            if (!goesOn) {
                start = i;
                type = next;
            }
            open = prefix != 'O';
            if (prefix == 'E' || prefix == 'S') {
                entities.add(new Entity(type, start, i + 1));
                open = false;
            }
        }
        if (open) {
            entities.add(new Entity(type, start, tags.size()));
        }
        return entities;
    }

    private static String type(String tag) {
        return tag.length() > 2 ? tag.substring(2) : "_";
    }
}
