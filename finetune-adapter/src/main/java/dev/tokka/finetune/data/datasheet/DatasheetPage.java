// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.datasheet;

import dev.tokka.finetune.data.StepCount;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a datasheet as a page of Markdown. */
final class DatasheetPage {

    private static final int SOURCES = 50;

    private final StringBuilder page = new StringBuilder();

    private DatasheetPage() {}

    static String write(Datasheet sheet) {
        DatasheetPage page = new DatasheetPage();
        page.line("# Datasheet: " + cell(sheet.about().name())).line("");
        page.line("## Motivation").line("").line(sheet.about().purpose()).line("");
        page.line("Created " + sheet.about().created() + ".").line("");
        page.composition(sheet.composition());
        page.steps(sheet);
        page.texts("Settings", "Setting", sheet.settings());
        page.line("## Uses and limits").line("");
        page.line(
                        sheet.about().notes().isBlank()
                                ? "Nothing was noted."
                                : sheet.about().notes())
                .line("");
        page.texts("Files", "File", sheet.files());
        return page.page.toString();
    }

    private void composition(Composition composition) {
        line("## Composition").line("");
        line(composition.rows() + " rows from " + composition.documents() + " documents.")
                .line("");
        line("| | | Rows |").line("|---|---|---:|");
        composition
                .counts()
                .forEach((name, counts) -> counts.forEach(
                        (value, count) -> line("| " + name + " | " + cell(value) + " | " + count + " |")));
        line("").line("| Characters | Least | 5 % | Median | 95 % | Most | Mean |")
                .line("|---|---:|---:|---:|---:|---:|---:|");
        lengths("asked", composition.asked());
        lengths("wanted", composition.wanted());
        line("");
    }

    private void lengths(String name, Lengths lengths) {
        line(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %.1f |",
                name,
                lengths.least(),
                lengths.low(),
                lengths.median(),
                lengths.high(),
                lengths.most(),
                lengths.mean()));
    }

    private void steps(Datasheet sheet) {
        line("## Collection and cleaning").line("");
        line("| Step | Before | After | Why |").line("|---|---:|---:|---|");
        for (StepCount step : sheet.steps()) {
            String reasons = step.reasons().entrySet().stream()
                    .map(reason -> reason.getKey() + ": " + reason.getValue())
                    .collect(Collectors.joining("; "));
            line("| " + cell(step.step()) + " | " + step.before() + " | " + step.after() + " | " + cell(reasons)
                    + " |");
        }
        line("").line("Made of " + sheet.sources().size() + " sources:").line("");
        line("| Source | Digest |").line("|---|---|");
        sheet.sources().entrySet().stream()
                .limit(SOURCES)
                .forEach(each -> line("| " + cell(each.getKey()) + " | `" + each.getValue() + "` |"));
        if (sheet.sources().size() > SOURCES) {
            line("| and " + (sheet.sources().size() - SOURCES) + " more, in the JSON | |");
        }
        line("");
    }

    private void texts(String title, String first, Map<String, String> texts) {
        line("## " + title).line("").line("| " + first + " | |").line("|---|---|");
        texts.forEach((name, value) -> line("| " + cell(name) + " | `" + cell(value) + "` |"));
        line("");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\R", " ");
    }

    private DatasheetPage line(String text) {
        page.append(text).append('\n');
        return this;
    }
}
