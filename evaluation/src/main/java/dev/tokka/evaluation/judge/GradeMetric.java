// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The mean grade that a judge gives, read in its replies to judging cases; so stored transcripts of a judge are scored
 * again without asking it.
 *
 * <p>A reply that cannot be read counts with {@link Scale#fallback()}, the worst grade, as does a failure of the judge;
 * the missing rate says how many these are. Where two answers are compared, the grade is the share of wins of the model
 * that the case is about, a tie being half a win, whichever answer was shown first.
 */
public final class GradeMetric implements AdditiveMetric {

    private final Scale scale;
    private final GradeReader reader;

    private GradeMetric(Scale scale) {
        this.scale = scale;
        this.reader = GradeReader.of(scale);
    }

    /** Returns the mean grade on {@code scale}. */
    public static GradeMetric of(Scale scale) {
        return new GradeMetric(requireNonNull(scale, "scale"));
    }

    @Override
    public Description describe() {
        String name = switch (scale) {
            case ONE_TO_FIVE -> "mean grade";
            case YES_NO -> "judged accuracy";
            case PAIRWISE -> "win rate";
        };
        return Description.of("metric", name)
                .with("scale", scale)
                .with("unreadable", scale.fallback())
                .with("source", "mean of the judge's grades, Zheng et al. 2023, arXiv:2306.05685");
    }

    /** Scores any case: what is expected does not matter, because it is the judge that knew it. */
    @Override
    public Score score(Case item, Outcome outcome) {
        requireNonNull(outcome, "outcome");
        Optional<String> fixed = item.tag(JudgingCase.FIXED);
        OptionalDouble read = fixed.isPresent()
                ? OptionalDouble.of(Double.parseDouble(fixed.get()))
                : outcome.text().map(reader::read).orElseGet(OptionalDouble::empty);
        if (read.isEmpty()) {
            return Score.unreadable(scale.fallback());
        }
        boolean swapped =
                item.tag(JudgingCase.SWAPPED).map(Boolean::parseBoolean).orElse(false);
        double grade = swapped ? scale.least() + scale.greatest() - read.getAsDouble() : read.getAsDouble();
        return Score.of(grade, Double.toString(grade));
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return sums[0] / cases;
    }
}
