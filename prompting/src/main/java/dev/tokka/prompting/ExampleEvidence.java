// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Checks;
import java.util.Locale;

/**
 * How well a choice of examples foretells what comes of showing them, on questions that it had not learned from.
 *
 * <p>A loss is the mean of {@code -ln(chance that was given to what came)}: the less the better, and {@code ln 2 = 0.69}
 * where nothing is known.
 *
 * @param trials how many there were to learn from
 * @param questions how many different questions these were about
 * @param nearestLoss if only nearness to the question is known
 * @param learnedLoss if all is known that was learned
 * @param standardError of the difference of the two, questions being drawn at random; 0 if there are too few to say
 */
public record ExampleEvidence(int trials, int questions, double nearestLoss, double learnedLoss, double standardError) {

    /** With fewer different questions than this nothing is proved. */
    public static final int FEWEST_QUESTIONS = 30;

    private static final double SURE = 1.645; // of a normal distribution 5 % lie above

    /** Checks that no number is negative. */
    public ExampleEvidence {
        Checks.requireAtLeast(0, trials, "trials");
        Checks.requireAtLeast(0, questions, "questions");
        requireNotNegative(nearestLoss, "nearestLoss");
        requireNotNegative(learnedLoss, "learnedLoss");
        requireNotNegative(standardError, "standardError");
    }

    private static void requireNotNegative(double value, String name) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be at least 0 and finite but is " + value);
        }
    }

    /** Returns by how much the loss is less than that of nearness alone. */
    public double gain() {
        return nearestLoss - learnedLoss;
    }

    /**
     * Returns whether what was learned foretells better: by a one-sided test at 5 %, of at least
     * {@value #FEWEST_QUESTIONS} questions.
     */
    public boolean proven() {
        return questions >= FEWEST_QUESTIONS && gain() > SURE * standardError && gain() > 0;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %d trials of %d questions, loss %.4f instead of %.4f (standard error of the difference %.4f)",
                proven() ? "learned" : "not proven, so nearest",
                trials,
                questions,
                learnedLoss,
                nearestLoss,
                standardError);
    }
}
