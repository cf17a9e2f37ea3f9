// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import java.util.Arrays;
import java.util.List;

/** The seven aspects of FinBen. */
public enum Aspect {
    /** Entities, relations, causes and labels of numbers in a text. */
    INFORMATION_EXTRACTION("information extraction"),

    /** Sentiment, topic, stance and argument of a text. */
    TEXTUAL_ANALYSIS("textual analysis"),

    /** Questions about reports and rules. */
    QUESTION_ANSWERING("question answering"),

    /** Summaries. */
    TEXT_GENERATION("text generation"),

    /** Whether a share rises or falls. */
    FORECASTING("forecasting"),

    /** Credit, fraud, distress and claims, from the columns of a table put into words. */
    RISK_MANAGEMENT("risk management"),

    /** What to buy and sell, day after day. */
    DECISION_MAKING("decision-making");

    private final String label;

    Aspect(String label) {
        this.label = label;
    }

    /** Returns the tasks of this aspect. */
    public List<FinBenTask> tasks() {
        return Arrays.stream(FinBenTask.values())
                .filter(task -> task.aspect() == this)
                .toList();
    }

    /** Returns the data sets of this aspect. */
    public List<FinBenDataset> datasets() {
        return Arrays.stream(FinBenDataset.values())
                .filter(dataset -> dataset.task().aspect() == this)
                .toList();
    }

    @Override
    public String toString() {
        return label;
    }
}
