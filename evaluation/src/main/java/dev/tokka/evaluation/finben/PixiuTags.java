// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import dev.tokka.evaluation.metric.PythonText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tags of tokens as the published scorer reads them. */
final class PixiuTags {

    static final String OUTSIDE = "O";

    /** What {@code Entities} takes for an end of a tag; no expected tag has it. */
    private static final Pattern LINE_END = Pattern.compile("[\\n\\r\\u0085\\u2028\\u2029]");

    private static final String COMMA = ", ";

    private PixiuTags() {}

    /**
     * Returns the tags of lines {@code token:tag}, where the n-th line must be of the n-th token; empty for all others.
     */
    static List<Optional<String>> ofLines(String reply, List<String> tokens) {
        List<Optional<String>> tags = new ArrayList<>(Collections.nCopies(tokens.size(), Optional.empty()));
        List<String> lines = Python.lines(reply);
        for (int i = 0; i < Math.min(lines.size(), tokens.size()); i++) {
            String[] parts = lines.get(i).split(":", -1);
            if (parts.length == 2 && parts[0].equals(tokens.get(i))) {
                tags.set(i, Optional.of(parts[1]));
            }
        }
        return tags;
    }

    /** Returns the tags of lines, where those that are unknown, or not said, are outside. */
    static List<String> known(String reply, List<String> tokens, Set<String> known) {
        return ofLines(reply, tokens).stream()
                .map(tag -> tag.filter(known::contains).orElse(OUTSIDE))
                .toList();
    }

    /**
     * Returns the tags of mentions {@code text, type}, each wherever the text has it. It begins at the first word that
     * starts at or after it and ends before the first word that starts after it: where there is no such word, as at the
     * end of the text, the mention is lost. Words are taken to be one space apart.
     */
    static List<String> ofMentions(String reply, String text) {
        List<String> words = PythonText.words(text);
        List<String> tags = new ArrayList<>(Collections.nCopies(words.size(), OUTSIDE));
        List<Integer> starts = starts(words);
        for (String line : Python.lines(reply)) {
            int comma = line.lastIndexOf(COMMA);
            String mention = comma < 0 ? "" : line.substring(0, comma);
            String type = comma < 0 ? line : line.substring(comma + COMMA.length());
            int at = mention.isEmpty() ? -1 : text.indexOf(mention);
            while (at >= 0) {
                int start = text.codePointCount(0, at);
                int first = firstFrom(starts, start);
                int after = firstFrom(starts, start + Python.length(mention));
                if (first >= 0 && after >= 0) {
                    tags.set(first, tag("B-", type));
                    for (int i = first + 1; i < after; i++) {
                        tags.set(i, tag("I-", type));
                    }
                }
                at = text.indexOf(mention, at + mention.length());
            }
        }
        return tags;
    }

    /** Returns whether any line has the form of a mention. */
    static boolean hasMention(String reply) {
        return Python.lines(reply).stream().anyMatch(line -> line.lastIndexOf(COMMA) > 0);
    }

    private static String tag(String prefix, String type) {
        return prefix + LINE_END.matcher(type).replaceAll("\\\\");
    }

    private static List<Integer> starts(List<String> words) {
        List<Integer> starts = new ArrayList<>();
        int start = 0;
        for (String word : words) {
            starts.add(start);
            start += Python.length(word) + 1;
        }
        return starts;
    }

    private static int firstFrom(List<Integer> starts, int least) {
        for (int i = 0; i < starts.size(); i++) {
            if (starts.get(i) >= least) {
                return i;
            }
        }
        return -1;
    }
}
