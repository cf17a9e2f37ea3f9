// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.cleaning;

import dev.tokka.Checks;
import dev.tokka.finetune.data.TrainingRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Filters of rows that teach bad manners. They look at what the model is to write; each leaves out with a reason of its own,
 * so the datasheet shows what was wrong. They remember nothing and may be used by many threads.
 */
public final class Quality {

    private static final Pattern REFUSAL =
            Pattern.compile("(?is)^\\W*(?:i(?:'|’)?m sorry|i am sorry|sorry,|i apologi[sz]e"
                    + "|(?:unfortunately,? )?i (?:can(?:'|’)?t|cannot|can not|am unable|am not able|won(?:'|’)t)\\b"
                    + "|as an ai\\b|as a (?:large )?language model"
                    + "|申し訳(?:ありません|ございません|ないです)|すみませんが|恐れ入りますが|お答え(?:でき|することはでき)ません"
                    + "|(?:私は)?(?:AI|ＡＩ|人工知能|言語モデル)(?:です|として|なので|である)).*");
    private static final Pattern ENDED = Pattern.compile("(?s).*[.!?。！？…)\\]}）」』\"'”’>|`*:;：；]\\s*");
    private static final Pattern CUT = Pattern.compile(
            "(?is).*(?:[,、，\\-]|\\b(?:and|or|the|of|to|with|for|in|a|an|is|are|that|which)|[はがをにへとのもや])\\s*");
    private static final int SENTENCE = 80;

    private Quality() {}

    /** Returns all of these, in order: refusals, truncated answers, repetition above 0.5, languages, copied questions. */
    public static Cleaning usual() {
        return Cleaning.NONE
                .then("refusals", refusals())
                .then("truncated answers", truncated())
                .then("repetition", repetition(0.5))
                .then("languages", languages())
                .then("copied questions", copied());
    }

    /**
     * Returns a filter of answers that are shorter than {@code least} or longer than {@code most} characters.
     *
     * @throws IllegalArgumentException unless {@code 1 <= least <= most}
     */
    public static RowFilter lengths(int least, int most) {
        Checks.requireAtLeast(1, least, "least");
        Checks.requireAtLeast(least, most, "most");
        return row -> {
            int length = row.content().wanted().length();
            if (length < least) {
                return Verdict.drop("answer too short");
            }
            return length > most ? Verdict.drop("answer too long") : Verdict.keep(row);
        };
    }

    /** Returns a filter of answers that refuse or apologize, in English and Japanese. Abstentions stay: they are answers. */
    public static RowFilter refusals() {
        return row -> dropIf(REFUSAL.matcher(row.content().wanted()).matches(), "refusal", row);
    }

    /**
     * Returns a filter of answers that were cut off: that end with a comma or a word after which something must come, or that
     * have {@value #SENTENCE} characters or more and end without a sign that ends.
     */
    public static RowFilter truncated() {
        return row -> {
            String wanted = row.content().wanted();
            boolean isCut = wanted.length() >= SENTENCE
                    ? !ENDED.matcher(wanted).matches()
                    : wanted.contains(" ")
                            && CUT.matcher(wanted).matches()
                            && Languages.of(wanted).equals("en");
            return dropIf(isCut, "truncated answer", row);
        };
    }

    /**
     * Returns a filter of answers that repeat themselves: of whose runs of words, or of characters where there are no spaces,
     * more than {@code most} were there before.
     *
     * @param most from 0 to 1
     */
    public static RowFilter repetition(double most) {
        Checks.requireShare(most, "most");
        return row -> dropIf(repeated(Normal.text(row.content().wanted())) > most, "repetition", row);
    }

    /** Returns the share of runs that were there before: of 3 words, or of 6 characters if most words are that long or longer. */
    static double repeated(String text) {
        String[] words = text.split(" ", -1);
        boolean isSpaced = text.length() < words.length * 12;
        int length = isSpaced ? 3 : 6;
        int runs = (isSpaced ? words.length : text.length()) - length + 1;
        if (runs < 2) {
            return 0;
        }
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < runs; i++) {
            String run =
                    isSpaced ? String.join(" ", List.of(words).subList(i, i + length)) : text.substring(i, i + length);
            seen.merge(run, 1, Integer::sum);
        }
        return 1 - (double) seen.size() / runs;
    }

    /** Returns a filter of answers in another language than their question, as far as {@link Languages} tells. */
    public static RowFilter languages() {
        return row -> {
            String question = Languages.of(row.content().given());
            String answer = Languages.of(row.content().wanted());
            return dropIf(!Languages.agree(question, answer), "answer in another language", row);
        };
    }

    /** Returns a filter of answers that only say the question again. */
    public static RowFilter copied() {
        Shingles shingles = Shingles.characters(3);
        return row -> {
            double similarity = Shingles.jaccard(
                    shingles.of(row.content().given()),
                    shingles.of(row.content().wanted()));
            return dropIf(similarity > 0.9, "copied question", row);
        };
    }

    private static Verdict dropIf(boolean isBad, String reason, TrainingRow row) {
        return isBad ? Verdict.drop(reason) : Verdict.keep(row);
    }
}
