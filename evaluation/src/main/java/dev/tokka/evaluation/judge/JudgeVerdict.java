// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What may be concluded about a difference between two candidates.
 *
 * @param judge who graded, by which rubric
 * @param first the name of the first candidate
 * @param second the name of the second candidate
 * @param effect the difference, first minus second, and the noise
 * @param reasons why nothing may be concluded; empty if something may
 * @param notes what a reader should know besides
 */
public record JudgeVerdict(
        JudgeIdentity judge, String first, String second, Effect effect, List<Remark> reasons, List<Remark> notes) {

    /** Checks and copies the components. */
    public JudgeVerdict {
        requireNonNull(judge, "judge");
        Checks.requireText(first, "first");
        Checks.requireText(second, "second");
        requireNonNull(effect, "effect");
        reasons = List.copyOf(reasons);
        notes = List.copyOf(notes);
    }

    /** Returns whether the conclusion is withheld. */
    public boolean isWithheld() {
        return !reasons.isEmpty();
    }

    /** Returns the verdict in English words: the better candidate, or why no one is named. */
    public String inWords() {
        return inWords(Locale.ENGLISH);
    }

    /** Returns the verdict in words: Japanese ones if that is the language of {@code locale}, else English ones. */
    public String inWords(Locale locale) {
        String better = effect.difference() > 0 ? first : second;
        String worse = effect.difference() > 0 ? second : first;
        String conclusion = isWithheld()
                ? Saying.LEFT_OPEN.in(locale, first, second, joined(reasons, locale))
                : Saying.PREFERS.in(locale, better, worse);
        String noise = Double.isInfinite(effect.noise())
                ? Saying.UNKNOWN.in(locale)
                : String.format(Locale.ROOT, "%.3f", effect.noise());
        String numbers = Saying.NUMBERS.in(locale, effect.difference(), effect.differenceOfRead(), noise);
        String who = Saying.JUDGE.in(locale, judge.name(), judge.rubric(), judge.rubricHash());
        return Saying.VERDICT.in(locale, conclusion, numbers, who)
                + (notes.isEmpty() ? "" : Saying.NOTE.in(locale, joined(notes, locale)));
    }

    private static String joined(List<Remark> remarks, Locale locale) {
        String separator = Remark.isJapanese(locale) ? "；" : "; ";
        return remarks.stream().map(remark -> remark.in(locale)).collect(Collectors.joining(separator));
    }

    /**
     * A difference, first minus second, and what it must exceed.
     *
     * @param difference in grades, or between two answers the share of wins minus that of losses; what is unread counts
     *     as {@link Scale#fallback()} says
     * @param differenceOfRead the same without what is unread; 0 if nothing could be read
     * @param noise how far the difference would move, in 95 of 100 cases, if the judge were asked again; infinite if
     *     that is not known
     */
    public record Effect(double difference, double differenceOfRead, double noise) {}
}
