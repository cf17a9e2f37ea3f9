// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The grades of one model in numbers.
 *
 * @param model whose grades these are
 * @param counts how many judgements there are, and how they were read
 * @param mean the mean grade; what is unread counts with {@link Scale#fallback()}
 * @param meanOfRead the mean without what is unread; empty if nothing could be read
 * @param repeats how far repeated judgements agree; empty if nothing was judged twice
 */
public record GradeSummary(
        String model, Counts counts, double mean, OptionalDouble meanOfRead, Optional<Repeats> repeats) {

    /** Checks the components. */
    public GradeSummary {
        Checks.requireText(model, "model");
        requireNonNull(counts, "counts");
        requireNonNull(meanOfRead, "meanOfRead");
        requireNonNull(repeats, "repeats");
    }

    /**
     * Returns the summary of grades.
     *
     * @param grades at least one, all of one model and of single answers
     * @throws IllegalArgumentException if they are not
     */
    public static GradeSummary of(List<JudgedGrade> grades) {
        if (grades.isEmpty()) {
            throw new IllegalArgumentException("grades must hold at least one");
        }
        JudgedGrade.Sides sides = grades.get(0).sides();
        if (!sides.opponent().isEmpty()
                || grades.stream().anyMatch(grade -> !grade.sides().equals(sides))) {
            throw new IllegalArgumentException("grades must all be of one model's single answers");
        }
        double mean = mean(grades).orElseThrow();
        return new GradeSummary(sides.model(), Counts.of(grades), mean, mean(read(grades)), RepeatNoise.of(grades));
    }

    static List<JudgedGrade> read(List<JudgedGrade> grades) {
        return grades.stream().filter(grade -> !grade.isUnread()).toList();
    }

    private static OptionalDouble mean(List<JudgedGrade> grades) {
        return grades.stream().mapToDouble(JudgedGrade::grade).average();
    }

    /**
     * How judgements were read.
     *
     * @param judgements all of them
     * @param unreadable replies without a grade, or with several
     * @param failed judgements where the judge failed or abstained
     * @param unanswered judgements where the candidate gave no answer
     */
    public record Counts(long judgements, long unreadable, long failed, long unanswered) {

        static Counts of(List<JudgedGrade> grades) {
            return new Counts(
                    grades.size(),
                    count(grades, JudgedGrade.Reading.UNREADABLE),
                    count(grades, JudgedGrade.Reading.FAILED),
                    count(grades, JudgedGrade.Reading.NO_ANSWER));
        }

        /** Returns the share of judgements whose reply could not be read, of those with a reply; 0 if there are none. */
        public double parseFailureRate() {
            long replies = judgements - failed - unanswered;
            return replies == 0 ? 0 : (double) unreadable / replies;
        }

        private static long count(List<JudgedGrade> grades, JudgedGrade.Reading reading) {
            return grades.stream().filter(grade -> grade.reading() == reading).count();
        }
    }

    /**
     * How far repeated judgements of the same agree.
     *
     * @param deviation the standard deviation between repeats, pooled over cases, in grades
     * @param selfAgreement the share of pairs of repeats with equal grades
     */
    public record Repeats(double deviation, double selfAgreement) {}

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: mean grade %.3f over %d judgements (%d unreadable and %d failed counted as the worst grade; %s"
                        + " without them); %s",
                model,
                mean,
                counts.judgements(),
                counts.unreadable(),
                counts.failed(),
                meanOfRead.isPresent() ? String.format(Locale.ROOT, "%.3f", meanOfRead.getAsDouble()) : "none",
                repeats.map(noise -> String.format(
                                Locale.ROOT,
                                "repeats differ by a standard deviation of %.3f and agree in %.1f %%",
                                noise.deviation(),
                                100 * noise.selfAgreement()))
                        .orElse("not repeated"));
    }
}
