// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.evaluation.Case;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one person decided on generated questions.
 *
 * @param reviewer who; not blank
 * @param rows one for each question of the sheet, in its order
 * @param altered cells that are not as they were written, such as {@code row 3, column answer}: a spreadsheet may take an
 *     answer for a date. They are not used; corrections go into their own column
 */
public record Review(String reviewer, List<Row> rows, List<String> altered) {

    /** The tag of a case that tells what the reviewer decided. */
    public static final String VERDICT_TAG = "review";

    /** Checks and copies the components. */
    public Review {
        Checks.requireText(reviewer, "reviewer");
        rows = List.copyOf(rows);
        altered = List.copyOf(altered);
    }

    /** What is decided on a question. */
    public enum Verdict {
        /** It is kept as it is. */
        ACCEPTED,
        /** It is kept with another answer. */
        CORRECTED,
        /** It is dropped. */
        REJECTED,
        /** Nobody has decided. */
        PENDING
    }

    /**
     * The decision on one question.
     *
     * @param question as it was generated
     * @param verdict what was decided
     * @param correction the right answer; not blank if the verdict is {@link Verdict#CORRECTED}, else empty
     * @param note what the reviewer wrote beside it; may be empty
     */
    public record Row(GeneratedQuestion question, Verdict verdict, String correction, String note) {

        /** Checks the components. */
        public Row {
            requireNonNull(question, "question");
            requireNonNull(note, "note");
            if ((requireNonNull(verdict, "verdict") == Verdict.CORRECTED) == correction.isBlank()) {
                throw new IllegalArgumentException(
                        "correction must be given if and only if the verdict is CORRECTED, of " + question.id());
            }
        }

        /** Returns the question with the right answer, or empty if it is not to be kept. */
        public Optional<GeneratedQuestion> kept() {
            return switch (verdict) {
                case ACCEPTED -> Optional.of(question);
                case CORRECTED -> Optional.of(question.withAnswer(correction));
                case REJECTED, PENDING -> Optional.empty();
            };
        }
    }

    /**
     * How the decisions fell.
     *
     * @param accepted as they were
     * @param corrected with another answer
     * @param rejected dropped
     * @param pending not decided
     */
    public record Counts(int accepted, int corrected, int rejected, int pending) {

        /** Returns the share of the decided that were accepted as they were; empty if none is decided. */
        public OptionalDouble acceptanceRate() {
            int decided = accepted + corrected + rejected;
            return decided == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) accepted / decided);
        }

        private static Counts of(Collection<Row> rows) {
            Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
            rows.forEach(row -> counts.merge(row.verdict(), 1, Integer::sum));
            return new Counts(
                    counts.getOrDefault(Verdict.ACCEPTED, 0),
                    counts.getOrDefault(Verdict.CORRECTED, 0),
                    counts.getOrDefault(Verdict.REJECTED, 0),
                    counts.getOrDefault(Verdict.PENDING, 0));
        }
    }

    /** Returns the accepted and the corrected questions as cases, each with its verdict as a tag. */
    public List<Case> cases() {
        return rows.stream()
                .flatMap(row ->
                        row
                                .kept()
                                .map(kept -> kept.toCase().withTag(VERDICT_TAG, ReviewSheet.word(row.verdict())))
                                .stream())
                .toList();
    }

    /** Returns how the decisions fell. */
    public Counts counts() {
        return Counts.of(rows);
    }

    /** Returns how the decisions fell on each kind of question; kinds without a question are absent. */
    public Map<QuestionKind, Counts> countsByKind() {
        Map<QuestionKind, List<Row>> kinds = new EnumMap<>(QuestionKind.class);
        rows.forEach(row -> kinds.computeIfAbsent(row.question().kind(), kind -> new ArrayList<>())
                .add(row));
        Map<QuestionKind, Counts> counts = new EnumMap<>(QuestionKind.class);
        kinds.forEach((kind, ofKind) -> counts.put(kind, Counts.of(ofKind)));
        return counts;
    }

    /**
     * Returns on which share of the questions that both have decided two reviewers have the same verdict; empty if there
     * is no such question.
     */
    public OptionalDouble agreement(Review other) {
        Map<String, Verdict> theirs = new HashMap<>();
        other.rows().forEach(row -> theirs.put(row.question().id(), row.verdict()));
        return rows.stream()
                .filter(row -> row.verdict() != Verdict.PENDING)
                .filter(row -> theirs.getOrDefault(row.question().id(), Verdict.PENDING) != Verdict.PENDING)
                .mapToInt(row -> row.verdict() == theirs.get(row.question().id()) ? 1 : 0)
                .average();
    }
}
