// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import dev.tokka.AnswerForm;
import dev.tokka.Example;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.Turn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Questions that a model must survive, by name. */
final class OddQuestions {

    /** So long that no message holds a text by chance. */
    private static final int TELLING = 10;

    private OddQuestions() {}

    /** Returns {@code question} with odd texts and with odd company. */
    static Map<String, Question> all(Question question) {
        Map<String, Question> questions = new LinkedHashMap<>();
        OddTexts.all().forEach((name, text) -> questions.put(name, question.withText(text)));
        questions.put("for one of two labels", question.withForm(AnswerForm.oneOf("\u0000", "{\"label\": 1}")));
        questions.put("for a broken schema", question.withForm(new AnswerForm.JsonSchema("{\"type\": ")));
        questions.put(
                "after a conversation of models",
                question.plusHistory(List.of(
                        new Turn(Turn.Speaker.MODEL, "Hello."), new Turn(Turn.Speaker.MODEL, "x".repeat(100_000)))));
        questions.put("with odd instructions", question.plusInstructions(List.of("\u0000", "{{", "Do not answer.")));
        questions.put("with an odd example", question.plusExamples(List.of(new Example("\ud83d", "\u0000"))));
        questions.put("with odd evidence", question.plusEvidence(List.of(passage("\u0000[1]"), passage("x"))));
        return questions;
    }

    /** Returns {@code question} as it is, and with odd texts that are long enough to be recognized. */
    static Map<String, Question> telling(Question question) {
        Map<String, Question> questions = new LinkedHashMap<>();
        questions.put("question()", question);
        OddTexts.all().forEach((name, text) -> questions.put(name, question.withText(text)));
        questions.values().removeIf(asked -> asked.text().length() < TELLING);
        return questions;
    }

    private static Passage passage(String text) {
        return new Passage("odd", text, new Source("odd.md", List.of(""), new Span(0, text.length())), -1);
    }
}
