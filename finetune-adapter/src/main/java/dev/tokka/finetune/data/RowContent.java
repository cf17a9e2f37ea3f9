// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data;

import static java.util.Objects.requireNonNull;

/** What a row teaches. */
public sealed interface RowContent {

    /** Returns what the model is given, as one text: for filters, which look at words and not at structure. */
    String given();

    /** Returns what the model is to write. */
    String wanted();

    /**
     * A question with the answer that is wanted: a chat, an instruction or, with labels, a classification.
     *
     * @param question what the model is asked
     * @param answer what it is to answer; not blank, and one of the labels if there are labels
     */
    record Supervised(TrainingQuestion question, String answer) implements RowContent {

        /** Checks the above. */
        public Supervised {
            requireNonNull(question, "question");
            Texts.requireText(answer, "answer");
            if (!question.labels().isEmpty() && !question.labels().contains(answer)) {
                throw new IllegalArgumentException("answer must be one of the labels " + question.labels()
                        + " but is another text of " + answer.length() + " characters");
            }
        }

        @Override
        public String given() {
            return question.text();
        }

        @Override
        public String wanted() {
            return answer;
        }
    }

    /**
     * A question with an answer that is better than another one, as DPO learns from.
     *
     * @param question what the model is asked
     * @param chosen the better answer; not blank
     * @param rejected the worse one; not blank, and another text
     */
    record Preference(TrainingQuestion question, String chosen, String rejected) implements RowContent {

        /** Checks the above. */
        public Preference {
            requireNonNull(question, "question");
            Texts.requireText(chosen, "chosen");
            Texts.requireText(rejected, "rejected");
            if (chosen.equals(rejected)) {
                throw new IllegalArgumentException("chosen and rejected must be different but are the same text");
            }
        }

        @Override
        public String given() {
            return question.text();
        }

        @Override
        public String wanted() {
            return chosen;
        }
    }

    /**
     * A text that a raw model is to go on writing.
     *
     * @param prompt what stands before; empty if the whole text is to be learned
     * @param completion what comes next; not blank
     */
    record Completion(String prompt, String completion) implements RowContent {

        /** Checks the above. */
        public Completion {
            Texts.requireWritable(prompt, "prompt");
            Texts.requireText(completion, "completion");
        }

        @Override
        public String given() {
            return prompt;
        }

        @Override
        public String wanted() {
            return completion;
        }
    }
}
