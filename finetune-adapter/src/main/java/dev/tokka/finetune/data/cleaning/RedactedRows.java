// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.cleaning;

import static java.util.Objects.requireNonNull;

import dev.tokka.Turn;
import dev.tokka.finetune.data.Evidence;
import dev.tokka.finetune.data.RowContent;
import dev.tokka.finetune.data.TrainingQuestion;
import dev.tokka.finetune.data.TrainingRow;
import dev.tokka.governance.privacy.Redaction;
import java.util.List;

/**
 * Writes marks such as {@code [email]} in place of personal data, in all texts of a row but its labels. A preference whose
 * two answers differ in nothing else is left out.
 *
 * @param redaction finds and marks it
 */
public record RedactedRows(Redaction redaction) implements RowFilter {

    private static final String STEP = "redaction";

    /** Checks that there is one. */
    public RedactedRows {
        requireNonNull(redaction, "redaction");
    }

    @Override
    public Verdict judge(TrainingRow row) {
        RowContent content = row.content();
        if (content instanceof RowContent.Preference preference
                && redaction.apply(preference.chosen()).equals(redaction.apply(preference.rejected()))) {
            return Verdict.drop("preference that redaction makes equal");
        }
        RowContent redacted = redacted(content);
        return redacted.equals(content)
                ? Verdict.keep(row)
                : Verdict.change(row.then(STEP, redacted), "personal data redacted");
    }

    private RowContent redacted(RowContent content) {
        if (content instanceof RowContent.Supervised supervised) {
            boolean isLabel = !supervised.question().labels().isEmpty();
            return new RowContent.Supervised(
                    question(supervised.question()),
                    isLabel ? supervised.answer() : redaction.apply(supervised.answer()));
        }
        if (content instanceof RowContent.Preference preference) {
            return new RowContent.Preference(
                    question(preference.question()),
                    redaction.apply(preference.chosen()),
                    redaction.apply(preference.rejected()));
        }
        RowContent.Completion completion = (RowContent.Completion) content;
        return new RowContent.Completion(
                redaction.apply(completion.prompt()), redaction.apply(completion.completion()));
    }

    private TrainingQuestion question(TrainingQuestion question) {
        List<Turn> history = question.history().stream()
                .map(turn -> new Turn(turn.speaker(), redaction.apply(turn.text())))
                .toList();
        List<Evidence> evidence = question.evidence().stream()
                .map(each -> new Evidence(each.document(), each.span(), redaction.apply(each.text())))
                .toList();
        return question.withText(redaction.apply(question.text()))
                .withInstructions(
                        question.instructions().stream().map(redaction).toList())
                .withHistory(history)
                .withEvidence(evidence);
    }
}
