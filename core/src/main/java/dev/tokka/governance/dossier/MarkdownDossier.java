// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A dossier as Markdown with tables. What people wrote is escaped, so that it is shown as it is. */
public final class MarkdownDossier {

    private MarkdownDossier() {}

    /** Returns the page in one language; equal dossiers give equal texts. */
    public static String write(Dossier dossier, Wording wording) {
        requireNonNull(wording, "wording");
        Frame frame = new Frame(requireNonNull(dossier, "dossier"));
        StringBuilder text = new StringBuilder();
        heading(1, dossier.title().in(wording), text);
        paragraph(frame.facts().in(wording), text);
        paragraph(frame.caveat().in(wording), text);
        heading(2, Frame.GAPS.in(wording), text);
        if (dossier.gaps().isEmpty()) {
            paragraph(Frame.NO_GAPS.in(wording), text);
        } else {
            table(frame.gaps(), wording, text);
        }
        for (Principle principle : Principle.values()) {
            heading(2, Frame.title(principle).in(wording), text);
            paragraph(Frame.outside(principle).in(wording), text);
            for (Section section : dossier.sections(principle)) {
                heading(3, frame.title(section).in(wording), text);
                section(section, wording, text);
            }
        }
        return text.toString();
    }

    private static void section(Section section, Wording wording, StringBuilder text) {
        section.notes().forEach(note -> paragraph(note.in(wording), text));
        section.table()
                .filter(each -> !each.rows().isEmpty())
                .ifPresentOrElse(each -> table(each, wording, text), () -> {
                    if (section.isEmpty()) {
                        paragraph(Words.NOTHING.in(wording), text);
                    }
                });
    }

    static void heading(int level, String title, StringBuilder text) {
        text.append("#".repeat(level))
                .append(' ')
                .append(Visible.markdown(title))
                .append("\n\n");
    }

    static void paragraph(String sentence, StringBuilder text) {
        text.append(Visible.line(sentence)).append("\n\n");
    }

    static void table(Table table, Wording wording, StringBuilder text) {
        row(table.columns(), wording, text);
        text.append("|---".repeat(table.columns().size())).append("|\n");
        table.rows().forEach(cells -> row(cells, wording, text));
        text.append('\n');
    }

    private static void row(List<Phrase> cells, Wording wording, StringBuilder text) {
        cells.forEach(cell ->
                text.append("| ").append(Visible.markdown(cell.in(wording))).append(' '));
        text.append("|\n");
    }
}
