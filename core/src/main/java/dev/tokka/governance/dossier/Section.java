// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import static java.util.Objects.requireNonNull;

import dev.tokka.governance.inventory.ModelRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A part of a dossier. Other parts of an application, such as monitors or a policy on endpoints, bring theirs in by such
 * values: the dossier need not know them.
 *
 * @param principle under which it stands
 * @param model the id of the model that it is about; empty if it is about all
 * @param title what it is called
 * @param notes sentences before the table
 * @param table its table, if it has one; without notes and rows, it is said that nothing was recorded
 */
public record Section(
        Principle principle, Optional<String> model, Phrase title, List<Phrase> notes, Optional<Table> table) {

    /**
     * Checks and copies the components.
     *
     * @throws IllegalArgumentException if {@code model} cannot be an id
     */
    public Section {
        requireNonNull(principle, "principle");
        model.ifPresent(ModelRecord::requireId);
        requireNonNull(title, "title");
        notes = List.copyOf(notes);
        requireNonNull(table, "table");
    }

    /** Returns a section about all models, without content. */
    public static Section of(Principle principle, Phrase title) {
        return new Section(principle, Optional.empty(), title, List.of(), Optional.empty());
    }

    /** Returns this section about one model. */
    public Section about(String id) {
        return new Section(principle, Optional.of(id), title, notes, table);
    }

    /** Returns this section with one more sentence. */
    public Section with(Phrase note) {
        return new Section(
                principle,
                model,
                title,
                Stream.concat(notes.stream(), Stream.of(note)).toList(),
                table);
    }

    /** Returns this section with a table. */
    public Section with(Table newTable) {
        return new Section(principle, model, title, notes, Optional.of(newTable));
    }

    /** Returns whether it tells nothing. */
    public boolean isEmpty() {
        return notes.isEmpty() && table.map(each -> each.rows().isEmpty()).orElse(true);
    }
}
