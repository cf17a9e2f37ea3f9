// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Span;
import dev.tokka.finetune.data.Provenance;
import dev.tokka.finetune.data.TrainingQuestion;
import dev.tokka.finetune.data.TrainingRow;
import java.util.List;
import java.util.Optional;

/**
 * Makes rows of labelled texts: classification where the labels are known, else extraction, whose answers are free.
 *
 * @param instruction what the model is told, such as {@code What is the sentiment of this news?}; not blank
 * @param labels that there are, at least two; none for extraction
 * @param licence of the texts; not blank
 */
public record LabelRows(String instruction, List<String> labels, String licence) implements RowGenerator<LabelledText> {

    private static final String STEP = "labels";

    /** Checks and copies the components. */
    public LabelRows {
        Checks.requireText(instruction, "instruction");
        labels = TrainingQuestion.of("labels").withLabels(labels).labels(); // which says what labels must be
        Checks.requireText(licence, "licence");
    }

    /** Returns a generator of rows whose answer is one of {@code labels}. */
    public static LabelRows classification(String instruction, List<String> labels, String licence) {
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("labels must be at least two but there are none");
        }
        return new LabelRows(instruction, labels, licence);
    }

    /** Returns a generator of rows whose answer is any text. */
    public static LabelRows extraction(String instruction, String licence) {
        return new LabelRows(instruction, List.of(), licence);
    }

    @Override
    public List<TrainingRow> rows(LabelledText source, Work work) {
        if (!labels.isEmpty() && !labels.contains(source.label())) {
            work.leaveOut("text with a label that is not one of the labels");
            return List.of();
        }
        TrainingQuestion question = TrainingQuestion.of(source.text())
                .withInstructions(List.of(instruction))
                .withLabels(labels);
        Provenance provenance = new Provenance(
                source.id(),
                new Span(0, source.text().length()),
                Optional.of(licence),
                Optional.empty(),
                List.of(STEP));
        return List.of(TrainingRow.supervised(question, source.label(), provenance));
    }

    @Override
    public Description describe() {
        return Description.of("labels")
                .with("instruction", instruction)
                .with("labels", labels)
                .with("licence", licence)
                .with("version", 1);
    }
}
