// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.dataset;

import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import java.util.List;
import java.util.stream.Collectors;

/** What is given to read with a question. */
final class Given {

    private Given() {}

    /** Returns a passage that is a text of its own within a document, under these headings. */
    static Passage passage(String id, String document, List<String> headings, String text) {
        return new Passage(id, text, new Source(document, headings, new Span(0, text.length())), 1);
    }

    /** Returns a table as Markdown; its first row holds the names of the columns. */
    static String table(List<List<String>> rows) {
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            table.append(i == 0 ? "" : "\n").append(line(rows.get(i)));
            if (i == 0) {
                table.append('\n')
                        .append(line(rows.get(i).stream().map(cell -> "---").toList()));
            }
        }
        return table.toString();
    }

    private static String line(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.replaceAll("\\s+", " ").strip().replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** Returns the same questions without anything to read. */
    static Benchmark nothing(Benchmark benchmark) {
        List<Case> cases = benchmark.cases().stream()
                .map(item -> new Case(item.id(), without(item.question()), item.expected(), item.tags()))
                .toList();
        return new Benchmark(
                benchmark.name() + " without context",
                benchmark.version(),
                cases,
                benchmark.metrics(),
                benchmark.protocol());
    }

    private static Question without(Question question) {
        return new Question(
                question.text(),
                question.history(),
                question.instructions(),
                question.examples(),
                List.of(),
                question.form(),
                question.attributes());
    }
}
