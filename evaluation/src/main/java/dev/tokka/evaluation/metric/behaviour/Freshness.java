// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.behaviour;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.Tags;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a model knows of the time before a cutoff, such as the end of its training, and of the time from it on: a metric
 * over only those cases. Take both; their difference is what the model has missed.
 *
 * <p>Each case needs the tag {@link Tags#DATE}; a case without it, or with anything but an ISO date, is refused. Where no
 * case lies in the period, the value is 0. The score of a case outside of the period shows what the model did there, and
 * counts nothing.
 *
 * @see <a href="https://arxiv.org/abs/2312.05934">Ovadia et al., Fine-Tuning or Retrieval? (2023)</a>, section 4.2, on
 *     current events
 */
public final class Freshness {

    private Freshness() {}

    /** Returns {@code metric} over the cases that are dated before {@code cutoff}. */
    public static AdditiveMetric before(AdditiveMetric metric, LocalDate cutoff) {
        return in(metric, "before " + cutoff, date -> date.isBefore(cutoff));
    }

    /** Returns {@code metric} over the cases that are dated {@code cutoff} or later. */
    public static AdditiveMetric from(AdditiveMetric metric, LocalDate cutoff) {
        return in(metric, "from " + cutoff, date -> !date.isBefore(cutoff));
    }

    private static AdditiveMetric in(AdditiveMetric metric, String period, Predicate<LocalDate> inside) {
        requireNonNull(metric, "metric");
        Description description = Replies.metric(
                        metric.name() + " " + period, "current events of Ovadia et al. 2023, arXiv:2312.05934")
                .with("period", period)
                .withPart(metric.describe());
        SumsMetric sums = SumsMetric.of(
                description, (item, outcome) -> score(metric, item, outcome, inside.test(date(item))), (all, cases) -> {
                    double[] inner = Arrays.copyOf(all, all.length - 1);
                    long counted = Math.round(all[all.length - 1]);
                    return counted == 0 ? 0 : metric.ofSums(inner, counted);
                });
        return metric.higherIsBetter() ? sums : sums.lowerIsBetter();
    }

    /** The terms are those of the metric, and whether the case counts. */
    private static Score score(AdditiveMetric metric, Case item, Outcome outcome, boolean counts) {
        Score score = metric.score(item, outcome);
        List<Double> terms = new ArrayList<>(
                counts ? score.terms() : Collections.nCopies(score.terms().size(), 0.0));
        terms.add(counts ? 1.0 : 0.0);
        return new Score(score.value(), score.readable(), score.seen(), terms);
    }

    private static LocalDate date(Case item) {
        String date = item.tag(Tags.DATE)
                .orElseThrow(
                        () -> new IllegalArgumentException("case " + item.id() + " must have the tag " + Tags.DATE));
        try {
            return LocalDate.parse(date);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "the tag " + Tags.DATE + " of case " + item.id() + " must be an ISO date but is " + date, e);
        }
    }
}
