// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import dev.tokka.examples.strategies.BankQuestions.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * All questions about the bank put to one strategy, as a row of a table.
 *
 * @param strategy its name
 * @param results one for each question, at least one
 */
record BankSummary(String strategy, List<Result> results) {

    static final List<String> HEADINGS = List.of(
            "strategy", "known: right", "launched later: right", "unanswerable: abstains", "cite the source", "median");

    BankSummary {
        results = List.copyOf(results);
    }

    List<String> row() {
        List<String> cells = new ArrayList<>(List.of(strategy));
        for (Kind kind : Kind.values()) {
            List<Result> some = results.stream()
                    .filter(result -> kind.isOf(result.question()))
                    .toList();
            cells.add(some.stream().filter(BankQuestions::isRight).count() + " of " + some.size());
        }
        cells.add(String.valueOf(results.stream().filter(Result::citesTheSource).count()));
        double seconds = new Summary(strategy, results).medianSeconds();
        cells.add(String.format(Locale.ROOT, "%.3f s", seconds));
        return cells;
    }
}
