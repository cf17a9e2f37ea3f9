// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Description;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a judge's grades allow to conclude.
 *
 * <p>A conclusion is withheld if the difference does not exceed the judge's own noise, if the noise is not known because
 * nothing was judged twice, if the unread judgements decide who is better, or if the judge and a candidate are of one
 * family and nobody waived that. Noise is that of the judge alone; whether the cases suffice is a question for the
 * statistics of the experiment.
 *
 * @param judge who graded, by which rubric
 * @param grades all of them
 */
public record JudgeReport(JudgeIdentity judge, List<JudgedGrade> grades) {

    private static final double TWO_SIDED_95 = 1.959963984540054;

    /** Checks and copies the components. */
    public JudgeReport {
        requireNonNull(judge, "judge");
        grades = List.copyOf(grades);
    }

    /**
     * Returns the grades of one model in numbers.
     *
     * @throws IllegalArgumentException if it has no grades
     */
    public GradeSummary summary(String model) {
        return GradeSummary.of(gradesOf(model, ""));
    }

    /**
     * Returns the comparisons of two models in numbers.
     *
     * @throws IllegalArgumentException if they were not compared, in this order of names
     */
    public PairSummary pairs(String model, String opponent) {
        return PairSummary.of(gradesOf(model, opponent));
    }

    /** Returns the grades of all models that were graded alone, in numbers, in the order of their names. */
    public List<GradeSummary> summaries() {
        return grouped(true).stream().map(GradeSummary::of).toList();
    }

    /** Returns all comparisons of two models in numbers, in the order of their names. */
    public List<PairSummary> pairSummaries() {
        return grouped(false).stream().map(PairSummary::of).toList();
    }

    private List<List<JudgedGrade>> grouped(boolean alone) {
        Map<List<String>, List<JudgedGrade>> groups = grades.stream()
                .filter(grade -> grade.sides().opponent().isEmpty() == alone)
                .collect(Collectors.groupingBy(
                        grade -> List.of(grade.sides().model(), grade.sides().opponent())));
        return groups.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(List<String>::toString)))
                .map(Map.Entry::getValue)
                .toList();
    }

    /**
     * Returns which of two candidates has the better grades, over the cases that both have.
     *
     * @throws IllegalArgumentException if one has no grades, or they were not graded on the same cases
     */
    public JudgeVerdict compareGrades(Candidate first, Candidate second, Terms terms) {
        List<JudgedGrade> ofFirst = gradesOf(first.model(), "");
        List<JudgedGrade> ofSecond = gradesOf(second.model(), "");
        requireSameCases(ofFirst, ofSecond);
        GradeSummary one = GradeSummary.of(ofFirst);
        GradeSummary other = GradeSummary.of(ofSecond);
        boolean excluding = terms.unread() == Unread.EXCLUDED;
        double noise = noise(excluding ? GradeSummary.read(ofFirst) : ofFirst)
                + noise(excluding ? GradeSummary.read(ofSecond) : ofSecond);
        boolean read = one.meanOfRead().isPresent() && other.meanOfRead().isPresent();
        double ofRead =
                read ? one.meanOfRead().getAsDouble() - other.meanOfRead().getAsDouble() : 0;
        JudgeVerdict.Effect effect =
                new JudgeVerdict.Effect(one.mean() - other.mean(), ofRead, TWO_SIDED_95 * Math.sqrt(noise));
        return verdict(List.of(first, second), effect, terms, List.of());
    }

    /**
     * Returns which of two candidates wins the direct comparison.
     *
     * @throws IllegalArgumentException if they were not compared, in this order of names
     */
    public JudgeVerdict comparePairs(Candidate first, Candidate second, Terms terms) {
        List<JudgedGrade> all = gradesOf(first.model(), second.model());
        PairSummary summary = PairSummary.of(all);
        Set<String> unread = all.stream()
                .filter(JudgedGrade::isUnread)
                .map(JudgedGrade::caseId)
                .collect(Collectors.toSet());
        List<JudgedGrade> complete =
                all.stream().filter(grade -> !unread.contains(grade.caseId())).toList();
        double ofRead = complete.isEmpty() ? 0 : PairSummary.of(complete).advantage();
        double variance = noise(terms.unread() == Unread.EXCLUDED ? complete : all);
        // An advantage runs from -1 to 1 where a grade runs from 0 to 1.
        JudgeVerdict.Effect effect =
                new JudgeVerdict.Effect(summary.advantage(), ofRead, 2 * TWO_SIDED_95 * Math.sqrt(variance));
        double used = terms.unread() == Unread.EXCLUDED ? ofRead : summary.advantage();
        double bias = summary.orders().positionBias();
        List<Remark> reasons =
                bias > Math.abs(used) ? List.of(Saying.PLACE.with(100 * bias, 100 * Math.abs(used))) : List.of();
        return verdict(List.of(first, second), effect, terms, reasons);
    }

    private JudgeVerdict verdict(List<Candidate> both, JudgeVerdict.Effect effect, Terms terms, List<Remark> already) {
        List<Remark> reasons = new ArrayList<>(already);
        List<Remark> notes = new ArrayList<>();
        double used = terms.unread() == Unread.EXCLUDED ? effect.differenceOfRead() : effect.difference();
        addNoise(effect, used, reasons);
        if (Math.signum(effect.difference()) != Math.signum(effect.differenceOfRead())) {
            reasons.add(Saying.UNREAD.with());
        }
        both.forEach(candidate -> addFamily(candidate, terms, reasons, notes));
        if (judge.families().isEmpty()) {
            notes.add(Saying.JUDGE_UNKNOWN.with());
        }
        return new JudgeVerdict(judge, both.get(0).model(), both.get(1).model(), effect, reasons, notes);
    }

    private static void addNoise(JudgeVerdict.Effect effect, double used, List<Remark> reasons) {
        if (Double.isInfinite(effect.noise())) {
            reasons.add(Saying.NOISE_UNKNOWN.with());
        } else if (Math.abs(used) <= effect.noise()) {
            reasons.add(Saying.NOISE.with(Math.abs(used), effect.noise()));
        }
    }

    private void addFamily(Candidate candidate, Terms terms, List<Remark> reasons, List<Remark> notes) {
        Set<ModelFamily> common = new HashSet<>(candidate.families());
        common.retainAll(judge.families());
        if (candidate.families().isEmpty()) {
            notes.add(Saying.CANDIDATE_UNKNOWN.with(candidate.model()));
        }
        if (common.isEmpty()) {
            return;
        }
        String names = common.stream().map(ModelFamily::name).sorted().collect(Collectors.joining(", "));
        if (terms.waiver().isPresent()) {
            notes.add(
                    Saying.WAIVED.with(candidate.model(), names, terms.waiver().get()));
        } else {
            reasons.add(Saying.FAMILY.with(candidate.model(), names));
        }
    }

    /** Returns the variance of the mean grade that is due to the judge; infinite if nothing was judged twice. */
    private static double noise(List<JudgedGrade> grades) {
        return RepeatNoise.of(grades)
                .map(repeats -> repeats.deviation() * repeats.deviation() / grades.size())
                .orElse(Double.POSITIVE_INFINITY);
    }

    private List<JudgedGrade> gradesOf(String model, String opponent) {
        List<JudgedGrade> found = grades.stream()
                .filter(grade -> grade.sides().model().equals(model)
                        && grade.sides().opponent().equals(opponent))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "there are no grades of " + model + (opponent.isEmpty() ? "" : " against " + opponent));
        }
        return found;
    }

    private static void requireSameCases(List<JudgedGrade> first, List<JudgedGrade> second) {
        Set<String> one = first.stream().map(JudgedGrade::caseId).collect(Collectors.toSet());
        Set<String> other = second.stream().map(JudgedGrade::caseId).collect(Collectors.toSet());
        if (!one.equals(other)) {
            throw new IllegalArgumentException("candidates must be graded on the same cases but were graded on "
                    + one.size() + " and " + other.size());
        }
    }

    /**
     * A model whose answers were judged.
     *
     * @param model its name in the grades; not blank
     * @param families of the model; empty if unknown
     */
    public record Candidate(String model, Set<ModelFamily> families) {

        /** Checks and copies the components. */
        public Candidate {
            Checks.requireText(model, "model");
            families = Set.copyOf(families);
        }

        /** Returns the candidate of this name, with the families that its description tells. */
        public static Candidate of(String model, Description description) {
            return new Candidate(model, ModelFamily.of(description));
        }
    }

    /** What becomes of judgements that failed or could not be read. */
    public enum Unread {
        /** They count with {@link Scale#fallback()}. */
        WORST,
        /** They are left out; for two answers, so is the whole case. */
        EXCLUDED
    }

    /**
     * On what terms something may be concluded.
     *
     * @param unread what becomes of judgements that could not be read
     * @param waiver why a judge of a candidate's own family is accepted, and by whom; empty if it is not
     */
    public record Terms(Unread unread, Optional<String> waiver) {

        /** Unread judgements count as the worst, and no judge may be of a candidate's family. */
        public static final Terms STRICT = new Terms(Unread.WORST, Optional.empty());

        /** Checks the components. */
        public Terms {
            requireNonNull(unread, "unread");
            waiver.ifPresent(reason -> Checks.requireText(reason, "waiver"));
        }

        /** Returns these terms with unread judgements left out. */
        public Terms excludingUnread() {
            return new Terms(Unread.EXCLUDED, waiver);
        }

        /** Returns these terms with a judge of a candidate's own family accepted, for the reason given. */
        public Terms waiving(String reason) {
            return new Terms(unread, Optional.of(reason));
        }
    }
}
