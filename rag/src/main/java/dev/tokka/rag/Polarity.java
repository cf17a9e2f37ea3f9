// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.rag.text.Language;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text says yes to and what it says no to, clause by clause.
 *
 * <p>A clause is negative if an odd number of its words deny: one "not" more or less always turns it. "Prohibited"
 * denies as "not" does, and 「なければならない」 denies nothing.
 *
 * @param clauses those that hold terms
 */
record Polarity(List<Clause> clauses) {

    private static final Pattern BORDER = Pattern.compile("(?<!\\d)[,.](?!\\d)|[,.](?!\\d)|[;:!?、。；：！？，．\\n|]"
            + "|\\b(?:but|however|although|though|while|whereas|unless|except|if|when|because)\\b"
            + "|ただし|しかし|けれども?|ものの|(?<=[るたいす])が、");

    private static final Pattern NEUTRAL =
            Pattern.compile("\\bno\\.? ?(?=\\d)|\\b(?:not only|whether or not|if not|no matter"
                    + "|no doubt)\\b"
                    + "|少な[いくかけ]|危な[いくかけ]|ないし|[行伴]な[いうっ]|[まま間]もなく|差し支え(?:が)?な[いく]"
                    + "|[問と]わ(?:ない|ず)|かかわらず|関わらず|必ず|まず|わずか|ずつ|はず|のみならず|だけで(?:は)?なく|のみで(?:は)?なく");

    private static final Pattern DENIAL =
            Pattern.compile("\\b(?:not|cannot|no|never|neither|none|nobody|nothing|without"
                    + "|unable|impossible|prohibit\\w*|forbid\\w*|forbidden|ban|banned|bans|refus\\w+|reject\\w*|den(?:y|ies|ied)"
                    + "|invalid|ineligible|unnecessary|unavailable|disallow\\w*)\\b|\\w{0,12}n't\\b"
                    + "|な(?:い|く|かっ|けれ)|ません|ませぬ|ざる|ず(?=[、。にはも]|$)|ぬ(?=[、。]|$)|不可|不要|不能|不許可|禁止|禁じ|無効"
                    + "|拒否|拒絶|断[るりっわ]|免除");

    /** What is often said with a denial of something else: no fee is free, and not more than five is at most five. */
    private static final Pattern TURNING = Pattern.compile("\\b(?:free|exceed\\w*"
            + "|(?:later|earlier|more|less|fewer|longer|sooner|higher|lower) than)\\b|無料|無償|超え|越え|過ぎ");

    /** A clause must share this part of its terms with the other text to be about the same. */
    private static final double ABOUT_THE_SAME = 0.5;

    /** The terms of a clause, whether it is denied, and whether it holds words of {@link #TURNING}. */
    record Clause(Set<String> terms, boolean negative, boolean turning) {

        /** Where only one says "free" or "more than", a "no" of the other need not deny it. */
        boolean agrees(Clause other) {
            return negative == other.negative || turning != other.turning;
        }
    }

    static Polarity of(String text, Language language, Lexicon lexicon) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'');
        List<Clause> clauses = new ArrayList<>();
        for (String clause : BORDER.split(NEUTRAL.matcher(plain).replaceAll(" "), -1)) {
            Set<String> terms = lexicon.terms(language, DENIAL.matcher(clause).replaceAll(" "));
            if (!terms.isEmpty()) {
                clauses.add(new Clause(
                        terms, denials(clause) % 2 == 1, TURNING.matcher(clause).find()));
            }
        }
        return new Polarity(List.copyOf(clauses));
    }

    private static int denials(String clause) {
        Matcher matcher = DENIAL.matcher(clause);
        int denials = 0;
        while (matcher.find()) {
            denials++;
        }
        return denials;
    }

    /** Returns whether a clause of this is turned into its opposite by what {@code other} says of the same. */
    boolean isDeniedBy(Polarity other) {
        return clauses.stream().anyMatch(clause -> isDenied(clause, other.clauses));
    }

    private static boolean isDenied(Clause claim, List<Clause> quoted) {
        Set<String> common = new HashSet<>();
        int best = 0;
        for (Clause clause : quoted) {
            Set<String> shared = shared(claim, clause);
            common.addAll(shared);
            best = Math.max(best, shared.size());
        }
        if (best < ABOUT_THE_SAME * claim.terms().size()) {
            return false;
        }
        // Where one clause says all of it, that clause decides; else any of those that say a part may agree.
        int enough = best == common.size() ? best : 1;
        return quoted.stream()
                .filter(clause -> shared(claim, clause).size() >= enough)
                .noneMatch(claim::agrees);
    }

    private static Set<String> shared(Clause a, Clause b) {
        Set<String> shared = new HashSet<>(a.terms());
        shared.retainAll(b.terms());
        return shared;
    }
}
