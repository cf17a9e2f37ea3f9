// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.evaluation.Case;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the questions of a benchmark in training data: a model that was trained on a question tells nothing by answering
 * it.
 *
 * <p>Texts are compared in lower case without spaces and punctuation (NFKC), as the sets of their runs of {@code n}
 * characters, or of half as many in scripts without spaces between words, such as Japanese. All pairs are compared
 * exactly, by way of an inverted index. A row leaks a case if it
 *
 * <ul>
 *   <li>is or holds the question, character by character, or normalised; or
 *   <li>is nearly the question: the Jaccard index of both sets is at least {@code minJaccard}; or
 *   <li>holds nearly all of the question, as rows with an instruction and an answer around it do: at least the share
 *       {@code minContainment} of the question's set.
 * </ul>
 *
 * <p>A question of fewer than {@code n} characters leaks only if a row equals it, since any text may hold it by chance.
 */
public final class LeakCheck {

    private static final int DEFAULT_GRAM = 4;
    private static final double DEFAULT_JACCARD = 0.6;
    private static final double DEFAULT_CONTAINMENT = 0.85;
    private static final int[] NONE = {};

    private final List<Asked> asked;
    private final Map<String, int[]> postings;
    private final int gram;
    private final double minJaccard;
    private final double minContainment;

    private LeakCheck(List<Case> cases, int gram, double minJaccard, double minContainment) {
        this.gram = gram;
        this.minJaccard = minJaccard;
        this.minContainment = minContainment;
        this.asked = cases.stream().map(item -> Asked.of(item, gram)).toList();
        this.postings = postings(asked);
    }

    /** Returns a check by runs of 4 characters (2 in Japanese), a Jaccard index of 0.6 and a containment of 0.85. */
    public static LeakCheck of(List<Case> cases) {
        return of(cases, DEFAULT_GRAM, DEFAULT_JACCARD, DEFAULT_CONTAINMENT);
    }

    /**
     * Returns a check.
     *
     * @param cases the benchmark
     * @param n how many characters a run has, twice as many as in scripts without spaces; at least 2
     * @param minJaccard from which Jaccard index on a row leaks a case; above 0, at most 1
     * @param minContainment from which share of its runs in a row on a case leaks; above 0, at most 1
     */
    public static LeakCheck of(List<Case> cases, int n, double minJaccard, double minContainment) {
        Checks.requireAtLeast(2, n, "n");
        requirePositive(minJaccard, "minJaccard");
        requirePositive(minContainment, "minContainment");
        return new LeakCheck(List.copyOf(cases), n, minJaccard, minContainment);
    }

    /**
     * A row of training data.
     *
     * @param id of the row; not blank
     * @param text all that the model reads of it, or the question alone; may be empty
     */
    public record Row(String id, String text) {

        /** Checks the components. */
        public Row {
            Checks.requireText(id, "id");
            requireNonNull(text, "text");
        }
    }

    /** Returns which rows leak which cases. */
    public LeakReport check(List<Row> rows) {
        List<LeakReport.Leak> leaks = new ArrayList<>();
        List<Row> clean = new ArrayList<>();
        int[] shared = new int[asked.size()];
        for (Row row : rows) {
            int before = leaks.size();
            check(row, shared, leaks);
            if (leaks.size() == before) {
                clean.add(row);
            }
        }
        return new LeakReport(leaks, clean, asked.size(), rows.size());
    }

    private void check(Row row, int[] shared, List<LeakReport.Leak> leaks) {
        String key = Texts.key(row.text());
        Set<String> grams = Texts.grams(key, gram);
        BitSet touched = new BitSet(shared.length);
        for (String run : grams) {
            for (int index : postings.getOrDefault(run, NONE)) {
                shared[index]++;
                touched.set(index);
            }
        }
        for (int index = touched.nextSetBit(0); index >= 0; index = touched.nextSetBit(index + 1)) {
            compare(asked.get(index), new Seen(row, key, grams.size(), shared[index]))
                    .ifPresent(leaks::add);
            shared[index] = 0;
        }
    }

    private Optional<LeakReport.Leak> compare(Asked item, Seen seen) {
        if (item.key().length() < gram && !item.key().equals(seen.key())) {
            return Optional.empty();
        }
        int own = item.grams().size();
        double jaccard = (double) seen.shared() / (own + seen.grams() - seen.shared());
        double containment = (double) seen.shared() / own;
        boolean all = seen.shared() == own; // else it cannot be held, and a search would be in vain
        if (all && seen.row().text().contains(item.text())) {
            return item.leak(seen.row(), LeakReport.Kind.EXACT, 1);
        }
        if (all && seen.key().contains(item.key())) {
            return item.leak(seen.row(), LeakReport.Kind.NORMALIZED, 1);
        }
        if (jaccard >= minJaccard) {
            return item.leak(seen.row(), LeakReport.Kind.NEAR_DUPLICATE, jaccard);
        }
        return containment >= minContainment
                ? item.leak(seen.row(), LeakReport.Kind.CONTAINED, containment)
                : Optional.empty();
    }

    private static Map<String, int[]> postings(List<Asked> asked) {
        Map<String, List<Integer>> lists = new HashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            for (String run : asked.get(i).grams()) {
                lists.computeIfAbsent(run, ignored -> new ArrayList<>()).add(i);
            }
        }
        Map<String, int[]> postings = new HashMap<>();
        lists.forEach((run, list) ->
                postings.put(run, list.stream().mapToInt(Integer::intValue).toArray()));
        return postings;
    }

    private static void requirePositive(double share, String name) {
        if (!(share > 0 && share <= 1)) { // written so that NaN is refused too
            throw new IllegalArgumentException(name + " must be in (0, 1] but is " + share);
        }
    }

    /** A case as it is looked for. */
    private record Asked(String id, String text, String key, Set<String> grams) {

        static Asked of(Case item, int gram) {
            String text = item.question().text().strip();
            String key = Texts.key(text);
            return new Asked(item.id(), text, key, Texts.grams(key, gram));
        }

        Optional<LeakReport.Leak> leak(Row row, LeakReport.Kind kind, double similarity) {
            return Optional.of(new LeakReport.Leak(id, row.id(), kind, similarity));
        }
    }

    /** A row that shares runs with a case. */
    private record Seen(Row row, String key, int grams, int shared) {}
}
