// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.AnswerForm;
import dev.tokka.Attributes;
import dev.tokka.Deadline;
import dev.tokka.Example;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import dev.tokka.Turn;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Cases, questions and protocols as JSON, for their digests: what is equal is written equally. */
final class CaseJson {

    private CaseJson() {}

    static String write(Case item) {
        ObjectNode json = Json.object();
        json.put("id", item.id());
        json.set("question", question(item.question()));
        json.set("expected", expected(item.expected()));
        json.set("tags", Json.texts(item.tags()));
        return Json.write(json);
    }

    static String write(Protocol protocol) {
        ObjectNode json = Json.object();
        json.set("instructions", Json.texts(protocol.instructions()));
        json.set("examples", examples(protocol.examples()));
        json.put("generation", protocol.generation().toString());
        json.put("seeds", protocol.seeds().toString());
        return Json.write(json);
    }

    static String write(Question question) {
        return Json.write(question(question));
    }

    private static ObjectNode question(Question question) {
        ObjectNode json = Json.object();
        json.put("text", question.text());
        ArrayNode history = json.putArray("history");
        for (Turn turn : question.history()) {
            history.addObject().put("speaker", turn.speaker().name()).put("text", turn.text());
        }
        json.set("instructions", Json.texts(question.instructions()));
        json.set("examples", examples(question.examples()));
        ArrayNode evidence = json.putArray("evidence");
        for (Passage passage : question.evidence()) {
            evidence.addObject()
                    .put("id", passage.id())
                    .put("text", passage.text())
                    .put("document", passage.source().document());
        }
        json.set("form", form(question.form()));
        json.set("attributes", Json.texts(attributes(question.attributes())));
        return json;
    }

    private static ArrayNode examples(List<Example> examples) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Example example : examples) {
            array.addObject().put("question", example.question()).put("answer", example.answer());
        }
        return array;
    }

    private static ObjectNode form(AnswerForm form) {
        ObjectNode json = Json.object();
        if (form instanceof AnswerForm.OneOf labels) {
            json.set("labels", Json.texts(labels.labels()));
        } else if (form instanceof AnswerForm.JsonSchema schema) {
            json.put("schema", schema.schema());
        }
        return json;
    }

    /** What changes only how or when a question is answered is left out. */
    private static Map<String, String> attributes(Attributes attributes) {
        Map<String, String> texts = new TreeMap<>();
        attributes
                .without(Deadline.KEY)
                .without(TokenSink.KEY)
                .values()
                .forEach((key, value) -> texts.put(key.name(), value.toString()));
        return texts;
    }

    private static ObjectNode expected(Expected expected) {
        ObjectNode json = Json.object();
        json.put("type", expected.getClass().getSimpleName());
        if (expected instanceof Expected.Texts texts) {
            json.set("accepted", Json.texts(texts.accepted()));
        } else if (expected instanceof Expected.Label label) {
            json.put("label", label.label());
        } else if (expected instanceof Expected.Numeric number) {
            json.put("value", number.value());
        } else if (expected instanceof Expected.TokenTags tags) {
            json.set("tokens", Json.texts(tags.tokens()));
            json.set("tags", Json.texts(tags.tags()));
        } else if (expected instanceof Expected.Relations relations) {
            json.set("triples", Json.texts(triples(relations)));
        } else if (expected instanceof Expected.Relevance relevance) {
            ObjectNode grades = json.putObject("grades");
            relevance.grades().forEach(grades::put);
        } else if (expected instanceof Expected.Graded graded) {
            json.put("reference", graded.reference()).put("criteria", graded.criteria());
        }
        return json;
    }

    private static List<String> triples(Expected.Relations relations) {
        return relations.triples().stream()
                .map(triple -> Json.write(Json.texts(List.of(triple.head(), triple.relation(), triple.tail()))))
                .sorted()
                .toList();
    }
}
