// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.fingpt;

import dev.tokka.evaluation.metric.PythonText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A forecast of how a share moves in the next week, and the reasons.
 *
 * @param positive the positive developments
 * @param concerns the potential concerns
 * @param prediction such as "Up by 2-3%"
 * @param analysis why
 */
record Forecast(String positive, String concerns, String prediction, String analysis) {

    private static final String POSITIVE = "[Positive Developments]:";
    private static final String CONCERNS = "[Potential Concerns]:";
    private static final List<String> LAST = List.of("[Prediction & Analysis]:", "[Prediction and Analysis]:");
    private static final String PREDICTION = "Prediction:";
    private static final String ANALYSIS = "Analysis:";

    private static final int DIGITS = Pattern.UNICODE_CHARACTER_CLASS;
    private static final Pattern RANGE = Pattern.compile("(\\d)-(\\d)%", DIGITS);
    private static final Pattern LAST_DIGIT = Pattern.compile("(\\d)%", DIGITS);

    private static final String NUMBER = "(\\d{1,4}(?:\\.\\d{1,6})?)";
    private static final Pattern STRICT_MARGIN =
            Pattern.compile("(more than\\s)?" + NUMBER + "(?:\\s?%?\\s?(?:-|–|to)\\s?" + NUMBER + ")?\\s?%");
    private static final Pattern UP = Pattern.compile("\\b(?:up|increas(?:e|es|ed|ing)|ris(?:e|es|ing))\\b");
    private static final Pattern DOWN =
            Pattern.compile("\\b(?:down|decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|fall(?:s|ing)?)\\b");

    private static final double HALF = 0.5;

    /**
     * Returns the forecast that the published program finds in a reply, or empty if it finds none. Of a heading that occurs
     * again the last one counts.
     */
    static Optional<Forecast> in(String reply) {
        String text = PythonText.stripLeading(reply);
        int last = LAST.stream().mapToInt(text::lastIndexOf).max().orElse(-1);
        int concerns = text.lastIndexOf(CONCERNS, last);
        if (!text.startsWith(POSITIVE) || last < 0 || concerns < 0) {
            return Optional.empty();
        }
        String end = PythonText.stripLeading(text.substring(text.indexOf(':', last) + 1));
        int analysis = end.lastIndexOf(ANALYSIS);
        if (!end.startsWith(PREDICTION) || analysis < PREDICTION.length()) {
            return Optional.empty();
        }
        return Optional.of(new Forecast(
                PythonText.stripLeading(text.substring(POSITIVE.length(), concerns)),
                PythonText.stripLeading(text.substring(concerns + CONCERNS.length(), last)),
                PythonText.stripLeading(end.substring(PREDICTION.length(), analysis)),
                PythonText.stripLeading(end.substring(analysis + ANALYSIS.length()))));
    }

    /** Returns 1 for up, -1 for down and 0 for neither, as the published program finds it: anywhere, up first. */
    int publishedDirection() {
        String lower = prediction.toLowerCase(Locale.ROOT);
        if (lower.contains("up") || lower.contains("increase")) {
            return 1;
        }
        return lower.contains("down") || lower.contains("decrease") || lower.contains("decline") ? -1 : 0;
    }

    /** Returns the move in per cent as the published program reads it: a half above the first digit of a range. */
    double publishedMargin() {
        Matcher range = RANGE.matcher(prediction);
        Matcher single = LAST_DIGIT.matcher(prediction);
        Matcher digit = range.find() ? range : single;
        boolean found = digit == range || single.find();
        return found ? publishedDirection() * (Character.digit(digit.group(1).codePointAt(0), 10) + HALF) : 0;
    }

    /** Returns 1 for up and -1 for down, or 0 if a prediction names none of them or both, as words. */
    int direction() {
        String lower = prediction.toLowerCase(Locale.ROOT);
        boolean up = UP.matcher(lower).find();
        boolean down = DOWN.matcher(lower).find();
        return up == down ? 0 : up ? 1 : -1;
    }

    /**
     * Returns the move in per cent: the middle of a range, a half above what it is more than, or the number; 0 without one.
     */
    double margin() {
        Matcher matcher = STRICT_MARGIN.matcher(prediction.toLowerCase(Locale.ROOT));
        if (!matcher.find()) {
            return 0;
        }
        double first = Double.parseDouble(matcher.group(2));
        double size = matcher.group(3) != null
                ? (first + Double.parseDouble(matcher.group(3))) / 2
                : matcher.group(1) != null ? first + HALF : first;
        return direction() * size;
    }
}
