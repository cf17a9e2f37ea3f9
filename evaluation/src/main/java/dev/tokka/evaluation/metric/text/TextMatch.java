// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.text;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;

/**
 * How well replies match one of the {@linkplain Expected.Texts accepted texts}: the mean over cases, from 0 to 1, of the
 * best match. Where {@linkplain Expected.NoAnswer no answer} is expected, an abstention has 1 and anything else 0.
 *
 * <pre>{@code
 * TextMatch.squadF1().score(item, outcome).value(); // accepted "the red car", reply "A red bus": 0.5
 * }</pre>
 */
public final class TextMatch implements AdditiveMetric {

    private final Description description;
    private final ToDoubleBiFunction<String, String> match;

    private TextMatch(String name, String source, ToDoubleBiFunction<String, String> match) {
        this.description = Description.of("metric", name).with("source", source);
        this.match = match;
    }

    /** Returns the share of replies equal to an accepted text, both in Unicode's form NFKC without spaces around. */
    public static TextMatch exactMatch() {
        return new TextMatch(
                "exact match",
                "equality of NFKC forms",
                (reply, accepted) -> same(Normalized.nfkc(reply), Normalized.nfkc(accepted)));
    }

    /**
     * Returns the share of replies equal to an accepted text after the normalisation of SQuAD (Rajpurkar et al. 2016):
     * lower case, without punctuation, without the articles a, an and the, and with single spaces. Beyond it, texts are
     * brought to NFKC first and the punctuation of all languages is removed.
     */
    public static TextMatch squadExactMatch() {
        return new TextMatch(
                "SQuAD exact match",
                "Rajpurkar et al. 2016",
                (reply, accepted) -> same(Normalized.squad(reply), Normalized.squad(accepted)));
    }

    /**
     * Returns the mean F1 of the words that a reply shares with the accepted text that fits it best, after the
     * normalisation of {@link #squadExactMatch}. Each character of Chinese and Japanese is a word of its own. Where one of
     * the two has no word left, F1 is 1 if neither has, else 0 (SQuAD 2.0).
     */
    public static TextMatch squadF1() {
        return new TextMatch("SQuAD F1", "Rajpurkar et al. 2016", TextMatch::f1);
    }

    /**
     * Returns the share of replies in which an accepted text occurs, whatever its case, as whole words: "art" is not in
     * "party" and "5" is not in "1.5". Chinese and Japanese have no borders of words, so any occurrence counts. Citations
     * such as [1] are removed from the reply first, and both are compared in NFKC.
     */
    public static TextMatch contains() {
        return new TextMatch("contains", "accepted text as whole words, NFKC, case ignored", TextMatch::occurs);
    }

    @Override
    public Description describe() {
        return description;
    }

    /** {@inheritDoc} Scores {@link Expected.Texts} and {@link Expected.NoAnswer}. */
    @Override
    public Score score(Case item, Outcome outcome) {
        Optional<String> reply = outcome.text();
        if (item.expected() instanceof Expected.NoAnswer) {
            if (outcome.given().isEmpty()) {
                return Score.unreadable(0);
            }
            boolean abstained = outcome.given().orElseThrow() instanceof Answer.Abstention;
            return Score.of(abstained ? 1 : 0, reply.orElse("(abstained)"));
        }
        List<String> accepted = Accepted.texts(item);
        return reply.map(text -> Score.of(Accepted.best(accepted, text, match), text))
                .orElse(Score.unreadable(0));
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return sums[0] / cases;
    }

    private static double same(String one, String other) {
        return one.equals(other) ? 1 : 0;
    }

    private static double f1(String reply, String accepted) {
        List<String> given = Normalized.words(Normalized.squad(reply));
        List<String> wanted = Normalized.words(Normalized.squad(accepted));
        if (given.isEmpty() || wanted.isEmpty()) {
            return given.isEmpty() && wanted.isEmpty() ? 1 : 0;
        }
        Map<String, Integer> left = new HashMap<>();
        wanted.forEach(word -> left.merge(word, 1, Integer::sum));
        int shared = 0;
        for (String word : given) {
            if (left.merge(word, -1, Integer::sum) >= 0) {
                shared++;
            }
        }
        return 2.0 * shared / (given.size() + wanted.size());
    }

    private static double occurs(String reply, String accepted) {
        String text = Normalized.nfkc(Normalized.withoutCitations(Normalized.nfkc(reply)))
                .toLowerCase(Locale.ROOT);
        String wanted = Normalized.nfkc(accepted).toLowerCase(Locale.ROOT);
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
            if (isBorder(text, at) && isBorder(text, at + wanted.length())) {
                return 1;
            }
        }
        return 0;
    }

    private static boolean isBorder(String text, int at) {
        if (at == 0 || at == text.length()) {
            return true;
        }
        boolean digitBefore = Character.isDigit(text.charAt(at - 1));
        boolean digitAfter = Character.isDigit(text.charAt(at));
        if (digitAfter && at >= 2 && isPoint(text.charAt(at - 1)) && Character.isDigit(text.charAt(at - 2))) {
            return false; // the 5 of 1.5
        }
        if (digitBefore && at + 1 < text.length() && isPoint(text.charAt(at))) {
            return !Character.isDigit(text.charAt(at + 1)); // the 1 of 1.5
        }
        return !isWordPart(text.codePointBefore(at)) || !isWordPart(text.codePointAt(at));
    }

    private static boolean isPoint(char character) {
        return character == '.' || character == ',';
    }

    private static boolean isWordPart(int point) {
        return Character.isLetterOrDigit(point) && !Normalized.isCjk(point);
    }
}
