// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.fingpt;

import dev.tokka.Description;
import dev.tokka.evaluation.metric.PythonText;
import dev.tokka.evaluation.metric.sequence.TagReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads "X is an organization, Y is a person" as tags of tokens. */
final class Mentions {

    private static final Map<String, String> TYPES = Map.of("person", "PER", "organization", "ORG", "location", "LOC");

    private static final String OUTSIDE = "O";

    private static final Pattern TYPED = Pattern.compile("\\s+is\\s+an?\\s+(person|organization|location)\\b");
    private static final Pattern BEFORE = Pattern.compile("[\\s,;.*•-]+|\\d{1,4}[.)]\\s|and\\s");
    private static final Pattern NOTHING = Pattern.compile("(?:none|no entities)\\.?");

    private static final List<String> PUBLISHED = List.of(" is a ", " is an ");

    private Mentions() {}

    private record Mention(List<String> words, String type) {}

    /** The reader of {@link #strictTags}. */
    static TagReader strict() {
        return new Strict();
    }

    private record Strict() implements TagReader {

        @Override
        public Optional<List<String>> read(String reply, List<String> tokens) {
            return strictTags(reply, tokens);
        }

        @Override
        public Description describe() {
            return Description.of("tag reader", "X is a type");
        }
    }

    /** Returns tags for lower-case tokens and more for mentions that they do not have, or empty if there is no mention. */
    static Optional<List<String>> strictTags(String reply, List<String> tokens) {
        String lower = reply.toLowerCase(Locale.ROOT);
        if (NOTHING.matcher(lower.strip()).matches()) {
            return Optional.of(tagsOf(tokens, List.of()));
        }
        List<String> tags = new ArrayList<>(tagsOf(tokens, List.of()));
        Matcher typed = TYPED.matcher(lower);
        int start = 0;
        boolean found = false;
        while (typed.find()) {
            List<String> words = PythonText.words(mentioned(lower.substring(start, typed.start())));
            Mention mention = new Mention(words, TYPES.getOrDefault(typed.group(1), ""));
            start = typed.end();
            if (!mention.words().isEmpty()) {
                found = true;
                if (!place(mention, tokens, tags)) {
                    tags.add("B-" + mention.type()); // beyond the text: a find that is wrong
                }
            }
        }
        return found ? Optional.of(tags) : Optional.empty();
    }

    /** Returns the text without what stands between two mentions. */
    private static String mentioned(String text) {
        Matcher before = BEFORE.matcher(text);
        while (before.lookingAt()) {
            before.region(before.end(), text.length());
        }
        return text.substring(before.regionStart());
    }

    /**
     * Returns the tags that the published program reads, or empty if it stops with an error.
     *
     * @param tokens in lower case
     */
    static Optional<List<String>> publishedTags(String reply, List<String> tokens) {
        List<String> tags = new ArrayList<>(tagsOf(tokens, List.of()));
        for (Mention mention : publishedMentions(reply)) {
            if (mention.words().isEmpty()) {
                return Optional.empty(); // there is one tag too many
            }
            place(mention, tokens, tags);
        }
        return Optional.of(tags);
    }

    /** Returns whether the published program finds a mention. */
    static boolean isReadable(String reply) {
        return !publishedMentions(reply).isEmpty();
    }

    private static List<Mention> publishedMentions(String reply) {
        return Python.split(Python.withoutPoints(reply.toLowerCase(Locale.ROOT)), ',').stream()
                .flatMap(part -> Python.line(part).flatMap(Mentions::publishedMention).stream())
                .toList();
    }

    /** Reads what {@code (.*) is an? (.*)} matches. */
    private static Optional<Mention> publishedMention(String line) {
        int at = PUBLISHED.stream().mapToInt(line::lastIndexOf).max().orElse(-1);
        if (at < 0) {
            return Optional.empty();
        }
        String type = PythonText.strip(line.substring(line.indexOf(' ', at + " is ".length())));
        return Optional.of(new Mention(PythonText.words(line.substring(0, at)), TYPES.getOrDefault(type, OUTSIDE)));
    }

    /** Returns these tags, or as many {@code O} as there are tokens if there are none. */
    static List<String> tagsOf(List<String> tokens, List<String> tags) {
        return tags.isEmpty() ? Collections.nCopies(tokens.size(), OUTSIDE) : tags;
    }

    /** Tags the first place that is free, if there is one. */
    private static boolean place(Mention mention, List<String> tokens, List<String> tags) {
        int size = mention.words().size();
        for (int start = 0; start + size <= tokens.size(); start++) {
            List<String> here = tags.subList(start, start + size);
            if (tokens.subList(start, start + size).equals(mention.words())
                    && here.stream().allMatch(OUTSIDE::equals)) {
                here.replaceAll(tag -> "I-" + mention.type());
                here.set(0, "B-" + mention.type());
                return true;
            }
        }
        return false;
    }
}
