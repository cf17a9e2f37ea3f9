// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.sequence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The readers of tags that are built in. */
final class TagReaders {

    private static final Pattern BETWEEN_TAGS = Pattern.compile("[\\s,\\[\\]\"']+");
    private static final Pattern BETWEEN_MENTIONS = Pattern.compile("[\\r\\n;]+");
    private static final Pattern TYPE = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]*");

    private TagReaders() {}

    static Optional<List<String>> tags(String reply, List<String> tokens) {
        List<String> alone =
                BETWEEN_TAGS.splitAsStream(reply).filter(tag -> !tag.isEmpty()).toList();
        if (alone.size() == tokens.size() && Entities.areTags(alone)) {
            return Optional.of(alone);
        }
        List<String> lines = reply.lines().filter(line -> !line.isBlank()).toList();
        if (lines.size() != tokens.size()) {
            return Optional.empty();
        }
        List<String> tags = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Optional<String> tag = tagOf(tokens.get(i), lines.get(i).strip());
            if (tag.isEmpty()) {
                return Optional.empty();
            }
            tags.add(tag.get());
        }
        return Optional.of(tags);
    }

    private static Optional<String> tagOf(String token, String line) {
        String rest = line.startsWith(token) ? line.substring(token.length()) : "";
        String tag = rest.strip();
        tag = tag.startsWith(":") ? tag.substring(1).strip() : tag;
        boolean apart = rest.startsWith(":") || !rest.equals(rest.stripLeading());
        return apart && Entities.isTag(tag) ? Optional.of(tag) : Optional.empty();
    }

    private record Mention(String characters, String type) {}

    static Optional<List<String>> mentions(String reply, List<String> tokens) {
        List<String> tags = new ArrayList<>(Collections.nCopies(tokens.size(), "O"));
        if (Found.isNothing(reply)) {
            return Optional.of(tags);
        }
        List<Mention> mentions = BETWEEN_MENTIONS
                .splitAsStream(reply)
                .flatMap(line -> mention(Found.withoutBullet(line)).stream())
                .distinct()
                .sorted(Comparator.comparingInt(
                                (Mention mention) -> mention.characters().length())
                        .reversed())
                .toList();
        List<String> characters = tokens.stream().map(TagReaders::withoutSpace).toList();
        for (Mention mention : mentions) {
            if (!place(mention, characters, tags)) {
                tags.add("B-" + mention.type()); // beyond the text: a find that is wrong
            }
        }
        return mentions.isEmpty() ? Optional.empty() : Optional.of(tags);
    }

    private static Optional<Mention> mention(String line) {
        int comma = line.lastIndexOf(',');
        String characters = comma < 0 ? "" : withoutSpace(line.substring(0, comma));
        String type = line.substring(comma + 1).strip();
        return characters.isEmpty() || !TYPE.matcher(type).matches()
                ? Optional.empty()
                : Optional.of(new Mention(characters, type));
    }

    private static boolean place(Mention mention, List<String> tokens, List<String> tags) {
        boolean placed = false;
        for (int start = 0; start < tokens.size(); start++) {
            int end = end(mention.characters(), tokens, start);
            if (end > start && tags.subList(start, end).stream().allMatch("O"::equals)) {
                tags.set(start, "B-" + mention.type());
                for (int i = start + 1; i < end; i++) {
                    tags.set(i, "I-" + mention.type());
                }
                placed = true;
            }
        }
        return placed;
    }

    /** Returns the index after the token with which the characters end if they begin at {@code start}, or else -1. */
    private static int end(String characters, List<String> tokens, int start) {
        int at = 0;
        for (int i = start; i < tokens.size() && characters.startsWith(tokens.get(i), at); i++) {
            at += tokens.get(i).length();
            if (at == characters.length()) {
                return i + 1;
            }
        }
        return -1;
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
