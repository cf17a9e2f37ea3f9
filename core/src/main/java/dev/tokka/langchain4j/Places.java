// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.tokka.AnswerForm;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;

/** Refuses questions that hold more than a template has places for: what is left out silently changes answers. */
final class Places {

    private Places() {}

    static void refuseEvidence(Question question, String format) {
        if (!question.evidence().isEmpty()) {
            throw refused(format, "evidence");
        }
    }

    static void refuseHistory(Question question, String format) {
        if (!question.history().isEmpty()) {
            throw refused(format, "a history");
        }
    }

    static void refuseExamples(Question question, String format) {
        if (!question.examples().isEmpty()) {
            throw refused(format, "examples");
        }
    }

    static void refuseSchema(Question question, String format) {
        if (question.form() instanceof AnswerForm.JsonSchema) {
            throw refused(format, "a JSON schema");
        }
    }

    private static QuestionRejectedException refused(String format, String what) {
        return new QuestionRejectedException("prompt format " + format + ": the question has " + what
                + ", for which the format that the model was tuned with has no place");
    }
}
