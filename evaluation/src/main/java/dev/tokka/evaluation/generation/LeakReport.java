// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.evaluation.Case;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which rows of training data leak which cases.
 *
 * @param leaks every pair, in the order of the rows and, within a row, of the cases
 * @param clean the rows that leak nothing, in their order: what to train on
 * @param cases how many cases were looked for
 * @param rows how many rows were looked through
 */
public record LeakReport(List<Leak> leaks, List<LeakCheck.Row> clean, int cases, int rows) {

    /** Checks and copies the components. */
    public LeakReport {
        leaks = List.copyOf(leaks);
        clean = List.copyOf(clean);
        Checks.requireAtLeast(0, cases, "cases");
        Checks.requireAtLeast(clean.size(), rows, "rows");
    }

    /** How a row leaks a case. */
    public enum Kind {
        /** It is or holds the question, character by character. */
        EXACT,
        /** It is or holds the question, but for case, spaces and punctuation. */
        NORMALIZED,
        /** It is nearly the question. */
        NEAR_DUPLICATE,
        /** It holds nearly all of the question. */
        CONTAINED
    }

    /**
     * A case that a row leaks.
     *
     * @param caseId not blank
     * @param rowId not blank
     * @param kind how
     * @param similarity above 0, at most 1: for {@link Kind#NEAR_DUPLICATE} the Jaccard index, for
     *     {@link Kind#CONTAINED} the share of the question's runs, else 1
     */
    public record Leak(String caseId, String rowId, Kind kind, double similarity) {

        /** Checks the components. */
        public Leak {
            Checks.requireText(caseId, "caseId");
            Checks.requireText(rowId, "rowId");
            requireNonNull(kind, "kind");
            Checks.requireShare(similarity, "similarity");
        }
    }

    /** Returns the ids of the cases that at least one row leaks, sorted. */
    public Set<String> leakedCases() {
        Set<String> ids = new TreeSet<>();
        leaks.forEach(leak -> ids.add(leak.caseId()));
        return Collections.unmodifiableSet(ids);
    }

    /** Returns the cases that no row leaks, for those who cannot train again. */
    public List<Case> cleanCases(List<Case> benchmark) {
        Set<String> leaked = leakedCases();
        return benchmark.stream().filter(item -> !leaked.contains(item.id())).toList();
    }
}
