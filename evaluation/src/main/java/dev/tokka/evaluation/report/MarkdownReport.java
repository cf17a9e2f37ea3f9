// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import static java.util.Objects.requireNonNull;

import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.analysis.StrategyTable;
import dev.tokka.evaluation.report.Wording.Word;
import java.util.Locale;

/** A report as Markdown: the tables, without the cases. */
public final class MarkdownReport {

    private MarkdownReport() {}

    /** Returns the report as a text of Markdown with tables. Names are escaped, so that they are shown as they are. */
    public static String write(Report report, Wording wording) {
        return write(Findings.of(report), wording);
    }

    /** Returns the report and what was concluded from it; otherwise the same. */
    public static String write(Findings findings, Wording wording) {
        Report report = requireNonNull(findings, "findings").report();
        Tables tables = new Tables(report, requireNonNull(wording, "wording"));
        StringBuilder text = new StringBuilder();
        Benchmark benchmark = report.results().benchmark();
        text.append("# ").append(escape(benchmark.name()));
        text.append("\n\n").append(escape(facts(benchmark, wording))).append("\n\n");
        findings.recommendation()
                .ifPresent(made -> text.append(
                                new MarkdownPart().markdown(made.toMarkdown(Locale.forLanguageTag(wording.tag()))))
                        .append('\n'));
        heading(Word.RESULTS, wording, text);
        text.append(String.format(Locale.ROOT, wording.say(Word.RESULTS_NOTE), 100 * report.level()));
        text.append("\n\n");
        write(tables.results(), text);
        seeds(tables, text);
        text.append('\n');
        PublishedPart published = new PublishedPart(findings, wording);
        published.markdown(text);
        published.strategiesMarkdown(text);
        findings.strategies().ifPresent(table -> {
            if (findings.publishedStrategies().isEmpty()) {
                heading(Word.TOGETHER, wording, text);
                write(tables.strategies(table), text);
                text.append('\n');
            }
            text.append(escape(together(table.together(), wording))).append("\n\n");
        });
        comparisons(tables, text);
        new JudgePart(findings.judged(), wording).markdown(text);
        heading(Word.OPERATIONS, wording, text);
        write(tables.operations(), text);
        tables.groups().ifPresent(groups -> {
            heading(Word.GROUPS, wording, text.append('\n'));
            write(groups, text);
        });
        return text.toString();
    }

    private static void seeds(Tables tables, StringBuilder text) {
        tables.seeds().ifPresent(seeds -> {
            text.append("\n### ").append(tables.wording().say(Word.SEEDS)).append("\n\n");
            text.append(tables.wording().say(Word.SEEDS_NOTE)).append("\n\n");
            write(seeds, text);
        });
    }

    private static void comparisons(Tables tables, StringBuilder text) {
        if (!tables.report().comparisons().isEmpty()) {
            heading(Word.COMPARISONS, tables.wording(), text);
            text.append(tables.wording().say(Word.COMPARISONS_NOTE)).append("\n\n");
            write(tables.comparisons(), text);
            tables.limits()
                    .forEach(limit -> text.append("\n").append(escape(limit)).append("\n"));
            text.append('\n');
        }
    }

    /** Returns what the combination of two strategies adds, in a sentence. */
    static String together(StrategyTable.Together together, Wording wording) {
        return String.format(
                Locale.ROOT,
                wording.say(Word.TOGETHER_NOTE),
                together.better(),
                Numbers.signed(together.overBetter()),
                Numbers.p(together.pValue()),
                Numbers.signed(together.interaction()));
    }

    private static void heading(Word word, Wording wording, StringBuilder text) {
        text.append("## ").append(wording.say(word)).append("\n\n");
    }

    /** Returns one line that says what was asked. */
    static String facts(Benchmark benchmark, Wording wording) {
        return String.format(
                Locale.ROOT,
                wording.say(Word.FACTS),
                benchmark.version(),
                benchmark.cases().size(),
                benchmark.protocol().examples().size(),
                benchmark.protocol().seeds().size(),
                benchmark.hash());
    }

    /** Appends a table. */
    static void write(Table table, StringBuilder text) {
        row(table.columns(), text);
        text.append("|---".repeat(table.columns().size())).append("|\n");
        table.rows().forEach(row -> row(row, text));
    }

    private static void row(Iterable<String> cells, StringBuilder text) {
        cells.forEach(cell -> text.append("| ").append(escape(cell)).append(' '));
        text.append("|\n");
    }

    /** Returns the text with what Markdown would read as a sign escaped, on one line. */
    static String escape(String text) {
        return text.replaceAll("([\\\\`*_<>|#\\[\\]])", "\\\\$1").replaceAll("\\s+", " ");
    }
}
