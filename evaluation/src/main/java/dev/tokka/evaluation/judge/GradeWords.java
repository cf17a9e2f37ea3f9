// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How a grade of one scale is written, after full-width characters have become ASCII. */
final class GradeWords {

    private static final Pattern POINTS =
            Pattern.compile("(-?\\d{1,9}(?:\\.\\d+)?)(?:\\s*(?:/|out of)\\s*(\\d{1,9}))?\\s*(?:点|points?)?(?:です)?");
    private static final String POINTS_IN_TEXT =
            "-?\\d++(?:\\.\\d++)?+(?:\\s*+(?:/|out of)\\s*+\\d++)?+(?:\\s*+(?:点|points?))?+(?:です)?+";
    private static final int LONGEST = 64;
    private static final String DECORATION = "[\\s\"'`*_\\[\\]()「」『』.。!]*";

    private static final Map<String, Double> YES_NO = Map.ofEntries(
            Map.entry("yes", 1.0),
            Map.entry("true", 1.0),
            Map.entry("correct", 1.0),
            Map.entry("はい", 1.0),
            Map.entry("正解", 1.0),
            Map.entry("正しい", 1.0),
            Map.entry("no", 0.0),
            Map.entry("false", 0.0),
            Map.entry("incorrect", 0.0),
            Map.entry("wrong", 0.0),
            Map.entry("いいえ", 0.0),
            Map.entry("不正解", 0.0),
            Map.entry("誤り", 0.0));

    private static final Map<String, Double> PAIRWISE = Map.ofEntries(
            Map.entry("a", 1.0),
            Map.entry("answer a", 1.0),
            Map.entry("回答a", 1.0),
            Map.entry("b", 0.0),
            Map.entry("answer b", 0.0),
            Map.entry("回答b", 0.0),
            Map.entry("tie", 0.5),
            Map.entry("draw", 0.5),
            Map.entry("引き分け", 0.5),
            Map.entry("同等", 0.5));

    private final Scale scale;
    private final Map<String, Double> words;

    GradeWords(Scale scale) {
        this.scale = scale;
        this.words = switch (scale) {
            case ONE_TO_FIVE -> Map.of();
            case YES_NO -> YES_NO;
            case PAIRWISE -> PAIRWISE;
        };
    }

    /** Returns a pattern, without groups, of what may be a grade in a running text; the longest form is tried first. */
    String pattern() {
        return scale == Scale.ONE_TO_FIVE
                ? POINTS_IN_TEXT
                : words.keySet().stream()
                        .sorted((a, b) -> Integer.compare(b.length(), a.length()))
                        .collect(Collectors.joining("|", "(?:", ")(?:です)?+"));
    }

    /** Returns the grade that a text consists of, or NaN if it is none, or one out of range. */
    double grade(String text) {
        String bare = bare(text);
        return scale == Scale.ONE_TO_FIVE ? points(bare) : word(bare);
    }

    /** Returns whether a text is written like a grade, in range or not. */
    boolean isWrittenLikeGrade(String text) {
        String bare = bare(text);
        return scale == Scale.ONE_TO_FIVE ? POINTS.matcher(bare).matches() : !Double.isNaN(word(bare));
    }

    /** Returns a text without quotes, markup and full stops around it; nothing if it is too long to be a grade. */
    private static String bare(String text) {
        return text.length() > LONGEST
                ? ""
                : text.replaceAll("^" + DECORATION, "").replaceAll(DECORATION + "$", "");
    }

    private double points(String bare) {
        Matcher match = POINTS.matcher(bare);
        if (!match.matches() || (match.group(2) != null && !match.group(2).equals("5"))) {
            return Double.NaN;
        }
        double value = Double.parseDouble(match.group(1));
        boolean inRange = value >= scale.least() && value <= scale.greatest() && value == Math.rint(value);
        return inRange ? value : Double.NaN;
    }

    private double word(String bare) {
        String lower = bare.toLowerCase(Locale.ROOT);
        String plain = lower.endsWith("です") ? lower.substring(0, lower.length() - 2) : lower;
        return words.getOrDefault(plain, Double.NaN);
    }
}
