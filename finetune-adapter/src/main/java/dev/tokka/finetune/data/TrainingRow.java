// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data;

import static java.util.Objects.requireNonNull;

import dev.tokka.Digests;

/**
 * One thing that a model is to learn.
 *
 * @param content what it teaches
 * @param provenance where it comes from
 */
public record TrainingRow(RowContent content, Provenance provenance) {

    /** Checks that both are there. */
    public TrainingRow {
        requireNonNull(content, "content");
        requireNonNull(provenance, "provenance");
    }

    /** Returns a row that teaches to answer {@code question} by {@code answer}. */
    public static TrainingRow supervised(TrainingQuestion question, String answer, Provenance provenance) {
        return new TrainingRow(new RowContent.Supervised(question, answer), provenance);
    }

    /** Returns this row with other content that {@code step} made of it. */
    public TrainingRow then(String step, RowContent newContent) {
        return new TrainingRow(newContent, provenance.then(step));
    }

    /** Returns the SHA-256 of what this row teaches, in hexadecimal: equal for equal content, wherever it comes from. */
    public String digest() {
        return Digests.sha256(RowJson.write(content).toString());
    }

    /** Returns this row as one line of JSON, without an end of line. */
    public String toJson() {
        return RowJson.write(this).toString();
    }

    /**
     * Returns the row that {@link #toJson} wrote.
     *
     * @throws TrainingDataException if it is none; the message names {@code where} and {@code line}
     */
    public static TrainingRow parse(String json, String where, long line) {
        return RowJson.read(json, where, line);
    }

    @Override
    public String toString() {
        return "TrainingRow of " + provenance.document() + " by " + provenance.steps(); // logs must not hold texts
    }
}
