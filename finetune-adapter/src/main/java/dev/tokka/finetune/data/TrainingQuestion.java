// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data;

import dev.tokka.AnswerForm;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.Turn;
import java.util.ArrayList;
import java.util.List;

/**
 * What the model is asked in a row: the parts of a {@link Question} that a row can hold.
 *
 * @param instructions what the model is told to do, in order; none is blank
 * @param history earlier turns, oldest first
 * @param evidence passages that the answer may rest on, in order
 * @param text what is asked; not blank
 * @param labels of which the answer must be one: none, or at least two, all different
 */
public record TrainingQuestion(
        List<String> instructions, List<Turn> history, List<Evidence> evidence, String text, List<String> labels) {

    /** Checks and copies the components. */
    public TrainingQuestion {
        instructions = List.copyOf(instructions);
        instructions.forEach(instruction -> Texts.requireText(instruction, "instruction"));
        history = List.copyOf(history);
        history.forEach(turn -> Texts.requireWritable(turn.text(), "turn"));
        evidence = List.copyOf(evidence);
        Texts.requireText(text, "text");
        labels = List.copyOf(labels);
        labels.forEach(label -> Texts.requireText(label, "label"));
        if (!labels.isEmpty()) {
            new AnswerForm.OneOf(labels); // which says what labels must be
        }
    }

    /** Returns a question that is only a text. */
    public static TrainingQuestion of(String text) {
        return new TrainingQuestion(List.of(), List.of(), List.of(), text, List.of());
    }

    /** Returns this question with other instructions. */
    public TrainingQuestion withInstructions(List<String> newInstructions) {
        return new TrainingQuestion(newInstructions, history, evidence, text, labels);
    }

    /** Returns this question with another history. */
    public TrainingQuestion withHistory(List<Turn> newHistory) {
        return new TrainingQuestion(instructions, newHistory, evidence, text, labels);
    }

    /** Returns this question with other evidence. */
    public TrainingQuestion withEvidence(List<Evidence> newEvidence) {
        return new TrainingQuestion(instructions, history, newEvidence, text, labels);
    }

    /** Returns this question with another text. */
    public TrainingQuestion withText(String newText) {
        return new TrainingQuestion(instructions, history, evidence, newText, labels);
    }

    /** Returns this question with other labels. */
    public TrainingQuestion withLabels(List<String> newLabels) {
        return new TrainingQuestion(instructions, history, evidence, text, newLabels);
    }

    /** Returns what a served model is asked: a question with these parts and nothing else. */
    public Question toQuestion() {
        List<Passage> passages = new ArrayList<>();
        for (Evidence each : evidence) {
            passages.add(each.passage("e" + (passages.size() + 1)));
        }
        Question question = Question.of(text)
                .plusInstructions(instructions)
                .plusHistory(history)
                .plusEvidence(passages);
        return labels.isEmpty() ? question : question.withForm(new AnswerForm.OneOf(labels));
    }
}
