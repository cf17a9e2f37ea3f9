// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import static java.util.Objects.requireNonNull;

import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.report.Wording.Word;
import java.util.Locale;

/** A report as Markdown: the tables, without the cases. */
public final class MarkdownReport {

    private MarkdownReport() {}

    /** Returns the report as a text of Markdown with tables. Names are escaped, so that they are shown as they are. */
    public static String write(Report report, Wording wording) {
        Tables tables = new Tables(requireNonNull(report, "report"), requireNonNull(wording, "wording"));
        StringBuilder text = new StringBuilder();
        Benchmark benchmark = report.results().benchmark();
        text.append("# ").append(escape(benchmark.name())).append(' ').append(escape(benchmark.version()));
        text.append("\n\n").append(facts(benchmark, wording)).append("\n\n## ");
        text.append(wording.say(Word.RESULTS)).append("\n\n");
        text.append(String.format(Locale.ROOT, wording.say(Word.RESULTS_NOTE), 100 * report.level()));
        text.append("\n\n");
        write(tables.results(), text);
        if (!report.comparisons().isEmpty()) {
            text.append("\n## ").append(wording.say(Word.COMPARISONS)).append("\n\n");
            text.append(wording.say(Word.COMPARISONS_NOTE)).append("\n\n");
            write(tables.comparisons(), text);
        }
        text.append("\n## ").append(wording.say(Word.OPERATIONS)).append("\n\n");
        write(tables.operations(), text);
        tables.groups().ifPresent(groups -> {
            text.append("\n## ").append(wording.say(Word.GROUPS)).append("\n\n");
            write(groups, text);
        });
        return text.toString();
    }

    /** Returns one line that says what was asked. */
    static String facts(Benchmark benchmark, Wording wording) {
        return String.format(
                Locale.ROOT,
                wording.say(Word.FACTS),
                benchmark.cases().size(),
                benchmark.protocol().examples().size(),
                benchmark.protocol().seeds().size(),
                benchmark.hash());
    }

    private static void write(Table table, StringBuilder text) {
        row(table.columns(), text);
        text.append("|---".repeat(table.columns().size())).append("|\n");
        table.rows().forEach(row -> row(row, text));
    }

    private static void row(Iterable<String> cells, StringBuilder text) {
        cells.forEach(cell -> text.append("| ").append(escape(cell)).append(' '));
        text.append("|\n");
    }

    private static String escape(String text) {
        return text.replaceAll("([\\\\`*_<>|#\\[\\]])", "\\\\$1").replaceAll("\\s+", " ");
    }
}
