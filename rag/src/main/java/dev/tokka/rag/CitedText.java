// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.Span;
import dev.tokka.rag.text.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with citation markers such as {@code [2]} taken apart into its sentences and what each cites.
 *
 * <p>Whatever looks like a marker is one, since nothing tells it from a number in brackets that a model copied from a
 * document; {@link Quotation} keeps such numbers out of the replies of {@link ExtractiveModel}.
 *
 * @param plain the text without markers
 * @param sentences the sentences of {@code plain}, in order
 */
record CitedText(String plain, List<Sentence> sentences) {

    private static final String DIGITS = "[0-9０-９]{1,3}";

    // [1], [1, 2], [1][2], footnotes [^1], and the full-width and Japanese brackets that models write in Japanese text.
    // Time grows
    // linearly with the text and the stack not at all: a run of spaces is read once, numbers are never given back.
    private static final Pattern MARKER = Pattern.compile("(?<![ \\t\\u3000])[ \\t\\u3000]*[\\[［【]\\^?\\s*(" + DIGITS
            + "(?:\\s*[,、，]\\s*" + DIGITS + ")*+)\\s*[\\]］】]");

    private static final Pattern NUMBER = Pattern.compile(DIGITS);

    /** What models write between two markers, which goes with them. */
    private static final Pattern SEPARATOR = Pattern.compile("[ \\t\\u3000]*[,、，;；]");

    /**
     * One sentence.
     *
     * @param span where it stands in the plain text
     * @param cited the numbers of its markers, whether they exist or not
     */
    record Sentence(Span span, NavigableSet<Integer> cited) {}

    private record Marker(int position, int number) {}

    /** Takes {@code text} apart. A marker belongs to the sentence whose words stand before it. */
    static CitedText parse(String text) {
        StringBuilder plain = new StringBuilder();
        List<Marker> markers = new ArrayList<>();
        Matcher matcher = MARKER.matcher(text);
        int copied = 0;
        while (matcher.find()) {
            if (copied == 0
                    || !SEPARATOR.matcher(text).region(copied, matcher.start()).matches()) {
                plain.append(text, copied, matcher.start());
            }
            copied = matcher.end();
            Matcher number = NUMBER.matcher(matcher.group(1));
            while (number.find()) {
                markers.add(new Marker(plain.length(), Integer.parseInt(number.group())));
            }
        }
        // What is left of a marker around a marker, such as [[1]2], must not cite either.
        String words = withoutMarkers(plain.append(text, copied, text.length()).toString());
        return new CitedText(words, attach(Sentences.of(words), markers));
    }

    /** Returns {@code text}, as long as it was, with round brackets in place of those that would make it cite. */
    static String withoutMarkers(String text) {
        return MARKER.matcher(text)
                .replaceAll(marker -> marker.group()
                        .replace('[', '(')
                        .replace(']', ')')
                        .replaceAll("[［【]", "（")
                        .replaceAll("[］】]", "）"));
    }

    private static List<Sentence> attach(List<Span> spans, List<Marker> markers) {
        List<Sentence> sentences = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < spans.size(); i++) {
            // Everything up to the first word of the following sentence is said of this one.
            int end = i + 1 < spans.size() ? spans.get(i + 1).start() : Integer.MAX_VALUE;
            NavigableSet<Integer> cited = new TreeSet<>();
            for (; next < markers.size() && markers.get(next).position() <= end; next++) {
                cited.add(markers.get(next).number());
            }
            sentences.add(new Sentence(spans.get(i), cited));
        }
        return List.copyOf(sentences);
    }
}
