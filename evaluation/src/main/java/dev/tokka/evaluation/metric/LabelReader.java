// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric;

import dev.tokka.AnswerForm;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the one label that a reply names, strictly.
 *
 * <p>Texts are compared without regard to compatibility forms (NFKC), letter case, outer white space and outer
 * punctuation. A reply that is a label names it. Otherwise it names the label that occurs in it, if exactly one does:
 * as a whole word, or anywhere where the label begins (ends) with a Han, Hiragana, Katakana or Hangul letter, because
 * such words have no borders. Within the span of a longer label a shorter one does not occur. A reply in which no label
 * or several occur is unreadable. Immutable.
 *
 * @param labels at least two, all different even when normalised
 */
public record LabelReader(List<String> labels) {

    private static final Pattern OUTER = Pattern.compile("^[\\s\\p{P}]+|[\\s\\p{P}]+$");
    private static final String CJK = "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\u30FC]";
    private static final String WORD = "[\\p{L}\\p{M}\\p{N}_]";

    /**
     * Checks and copies the labels.
     *
     * @throws IllegalArgumentException if there are fewer than two or two are alike
     */
    public LabelReader {
        labels = List.copyOf(labels);
        long different = labels.stream().map(LabelReader::normalised).distinct().count();
        if (labels.size() < 2 || different < labels.size()) {
            throw new IllegalArgumentException(
                    "labels must be at least two and different when normalised but are " + labels);
        }
        if (labels.stream().anyMatch(label -> normalised(label).isEmpty())) {
            throw new IllegalArgumentException("labels must not be blank but are " + labels);
        }
    }

    /**
     * Returns a reader of the labels that a question asks for.
     *
     * @throws IllegalArgumentException if the form is not one of labels
     */
    public static LabelReader of(AnswerForm form) {
        if (form instanceof AnswerForm.OneOf oneOf) {
            return new LabelReader(oneOf.labels());
        }
        throw new IllegalArgumentException("expected a question whose answer is one of some labels but its form is "
                + form.getClass().getSimpleName());
    }

    /** Returns the label that the reply names, as it is written in {@link #labels}, or empty if it is unreadable. */
    public Optional<String> read(String reply) {
        String text = normalised(reply);
        for (String label : labels) {
            if (normalised(label).equals(text)) {
                return Optional.of(label);
            }
        }
        Set<String> found = occurring(text);
        return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
    }

    private Set<String> occurring(String text) {
        Comparator<String> length =
                Comparator.comparingInt(label -> normalised(label).length());
        Set<String> found = new LinkedHashSet<>();
        StringBuilder rest = new StringBuilder(text);
        for (String label : labels.stream().sorted(length.reversed()).toList()) {
            Matcher matcher = occurrence(normalised(label)).matcher(rest.toString());
            while (matcher.find()) {
                found.add(label);
                // Blanked, so that no shorter label is seen within this one.
                rest.replace(matcher.start(), matcher.end(), "\0".repeat(matcher.end() - matcher.start()));
            }
        }
        return found;
    }

    private static Pattern occurrence(String label) {
        String first = new String(Character.toChars(label.codePointAt(0)));
        String last = new String(Character.toChars(label.codePointBefore(label.length())));
        // A word of letters ends where a script without borders begins.
        String border = "[" + WORD + "&&[^" + CJK + "]]";
        return Pattern.compile((first.matches(WORD) && !first.matches(CJK) ? "(?<!" + border + ")" : "")
                + Pattern.quote(label)
                + (last.matches(WORD) && !last.matches(CJK) ? "(?!" + border + ")" : ""));
    }

    private static String normalised(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String inner = OUTER.matcher(folded).replaceAll("");
        // A label such as "+" or "?" is nothing but punctuation.
        return inner.isEmpty() ? folded.strip() : inner;
    }
}
