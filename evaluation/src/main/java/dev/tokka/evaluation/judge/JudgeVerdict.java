// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.util.List;
import java.util.Locale;

/**
 * What may be concluded about a difference between two candidates.
 *
 * @param judge who graded, by which rubric
 * @param first the name of the first candidate
 * @param second the name of the second candidate
 * @param effect the difference, first minus second, and the noise
 * @param reasons why nothing may be concluded, in words; empty if something may
 * @param notes what a reader should know besides
 */
public record JudgeVerdict(
        JudgeIdentity judge, String first, String second, Effect effect, List<String> reasons, List<String> notes) {

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

    /** Returns the verdict in words: the better candidate, or why no one is named. */
    public String inWords() {
        String who =
                String.format(Locale.ROOT, "%s (rubric %s, %.12s)", judge.name(), judge.rubric(), judge.rubricHash());
        String numbers = String.format(
                Locale.ROOT,
                "difference %+.3f, without unread judgements %+.3f, noise of the judge %.3f",
                effect.difference(),
                effect.differenceOfRead(),
                effect.noise());
        String better = effect.difference() > 0 ? first : second;
        String worse = effect.difference() > 0 ? second : first;
        String conclusion = isWithheld()
                ? "Whether " + first + " or " + second + " is better is left open: " + String.join("; ", reasons)
                : "The judge prefers " + better + " to " + worse;
        String more = notes.isEmpty() ? "" : " Note: " + String.join("; ", notes) + ".";
        return conclusion + " (" + numbers + "). Judge: " + who + "." + more;
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
