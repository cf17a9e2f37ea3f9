// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import dev.tokka.Answer;
import dev.tokka.ModelUnavailableException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints what came of the questions, for people. */
final class Report {

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void question(HandbookQuestion question) {
        out.println();
        out.println(question.id() + "  " + question.text());
        out.println(line(
                "handbook",
                question.answerable()
                        ? question.answer() + "  (" + String.join(", ", question.sources()) + ")"
                        : "does not say"));
    }

    void answer(String strategy, Result result) {
        out.println(line(strategy, text(result) + String.format(Locale.ROOT, "  %.2f s", seconds(result))));
    }

    private static double seconds(Result result) {
        return result.time().toNanos() / 1e9;
    }

    private static String text(Result result) {
        if (result.failure().isPresent()) {
            return "FAILED: " + reason(result) + result.failure().get().getMessage();
        }
        if (result.reply().isEmpty()) {
            return "I do not know.";
        }
        Answer.Reply reply = result.reply().get();
        String cited = reply.citations().stream()
                .map(citation ->
                        "[" + citation.number() + "] " + citation.source().document())
                .distinct()
                .collect(Collectors.joining(", "));
        return reply.text().strip().replaceAll("\\s+", " ") + (cited.isEmpty() ? "" : "  (" + cited + ")");
    }

    private static String reason(Result result) {
        return result.failure().get() instanceof ModelUnavailableException unavailable
                ? unavailable.reason() + ", "
                : "";
    }

    private static String line(String name, String text) {
        return String.format(Locale.ROOT, "  %-21s %s", name, text);
    }

    /** Prints a table; the first column to the left, numbers to the right. */
    void table(List<Summary> summaries) {
        List<List<String>> rows = new ArrayList<>(List.of(Summary.HEADINGS));
        summaries.forEach(summary -> rows.add(summary.row()));
        rows(rows);
    }

    /** Prints rows of as many cells, the first of which holds the headings. */
    void rows(List<List<String>> rows) {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        out.println();
        for (List<String> row : rows) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String pad = " ".repeat(widths[column] - row.get(column).length());
                text.append(column == 0 ? "" : "  ")
                        .append(column == 0 ? row.get(column) + pad : pad + row.get(column));
            }
            out.println(text.toString().stripTrailing());
        }
    }
}
