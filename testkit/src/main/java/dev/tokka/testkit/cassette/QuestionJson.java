// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.AnswerForm;
import dev.tokka.Example;
import dev.tokka.Generation;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.Turn;

/**
 * Questions in cassettes: all that can change an answer but attributes other than {@link Generation}, whose values need
 * not have a form in a file. What is empty is left out.
 */
final class QuestionJson {

    private QuestionJson() {}

    static ObjectNode write(Question question) {
        ObjectNode json = Json.object().put("text", question.text());
        add(json, "history", turns(question));
        add(json, "instructions", Json.texts(question.instructions()));
        add(json, "examples", examples(question));
        add(json, "evidence", evidence(question));
        form(json, question.form());
        question.attributes().get(Generation.KEY).ifPresent(settings -> generation(json, settings));
        return json;
    }

    private static void add(ObjectNode json, String name, ArrayNode array) {
        if (!array.isEmpty()) {
            json.set(name, array);
        }
    }

    private static ArrayNode turns(Question question) {
        ArrayNode array = Json.array();
        for (Turn turn : question.history()) {
            array.addObject().put("speaker", turn.speaker().name()).put("text", turn.text());
        }
        return array;
    }

    private static ArrayNode examples(Question question) {
        ArrayNode array = Json.array();
        for (Example example : question.examples()) {
            array.addObject().put("question", example.question()).put("answer", example.answer());
        }
        return array;
    }

    private static ArrayNode evidence(Question question) {
        ArrayNode array = Json.array();
        for (Passage passage : question.evidence()) {
            array.addObject().put("source", passage.source().label()).put("text", passage.text());
        }
        return array;
    }

    private static void form(ObjectNode json, AnswerForm form) {
        if (form instanceof AnswerForm.OneOf labels) {
            json.set("oneOf", Json.texts(labels.labels()));
        } else if (form instanceof AnswerForm.JsonSchema schema) {
            json.set("schema", Json.treeOrText(schema.schema()));
        }
    }

    private static void generation(ObjectNode json, Generation settings) {
        ObjectNode generation = Json.object();
        settings.temperature().ifPresent(value -> generation.put("temperature", value));
        settings.topP().ifPresent(value -> generation.put("topP", value));
        settings.maxTokens().ifPresent(value -> generation.put("maxTokens", value));
        settings.seed().ifPresent(value -> generation.put("seed", value));
        add(generation, "stops", Json.texts(settings.stops()));
        if (!generation.isEmpty()) {
            json.set("generation", generation);
        }
    }
}
