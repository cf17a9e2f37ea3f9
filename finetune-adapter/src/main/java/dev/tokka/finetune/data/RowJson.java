// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Span;
import dev.tokka.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows as JSON: equal rows are equal text, and what is empty is left out. */
final class RowJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RowJson() {}

    static ObjectNode write(TrainingRow row) {
        ObjectNode json = write(row.content());
        Provenance provenance = row.provenance();
        ObjectNode from = json.putObject("provenance");
        from.put("document", provenance.document());
        span(from, provenance.span());
        provenance.licence().ifPresent(licence -> from.put("licence", licence));
        provenance.teacher().ifPresent(teacher -> from.put("teacher", teacher));
        texts(from, "steps", provenance.steps());
        return json;
    }

    static ObjectNode write(RowContent content) {
        ObjectNode json = JSON.objectNode();
        if (content instanceof RowContent.Supervised supervised) {
            question(json, supervised.question());
            return json.put("answer", supervised.answer());
        }
        if (content instanceof RowContent.Preference preference) {
            question(json, preference.question());
            return json.put("chosen", preference.chosen()).put("rejected", preference.rejected());
        }
        RowContent.Completion completion = (RowContent.Completion) content;
        return json.put("prompt", completion.prompt()).put("completion", completion.completion());
    }

    private static void question(ObjectNode json, TrainingQuestion question) {
        texts(json, "instructions", question.instructions());
        if (!question.history().isEmpty()) {
            ArrayNode history = json.putArray("history");
            question.history()
                    .forEach(turn -> history.addObject()
                            .put("speaker", turn.speaker() == Turn.Speaker.USER ? "user" : "model")
                            .put("text", turn.text()));
        }
        if (!question.evidence().isEmpty()) {
            ArrayNode evidence = json.putArray("evidence");
            question.evidence().forEach(each -> {
                ObjectNode one = evidence.addObject().put("document", each.document());
                span(one, each.span());
                one.put("text", each.text());
            });
        }
        json.put("question", question.text());
        texts(json, "labels", question.labels());
    }

    private static void span(ObjectNode json, Span span) {
        json.put("start", span.start()).put("end", span.end());
    }

    private static void texts(ObjectNode json, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode list = json.putArray(name);
            texts.forEach(list::add);
        }
    }

    static TrainingRow read(String text, String where, long line) {
        JsonFields json = JsonFields.parse(text, where, line);
        try {
            return new TrainingRow(content(json), provenance(json.object("provenance")));
        } catch (IllegalArgumentException e) { // a check of the row, which quotes no text
            throw new TrainingDataException(where, line, String.valueOf(e.getMessage()), e);
        }
    }

    private static RowContent content(JsonFields json) {
        if (json.has("completion")) {
            json.only("prompt", "completion", "provenance");
            return new RowContent.Completion(json.text("prompt"), json.text("completion"));
        }
        if (json.has("chosen")) {
            json.only("instructions", "history", "evidence", "question", "labels", "chosen", "rejected", "provenance");
            return new RowContent.Preference(question(json), json.text("chosen"), json.text("rejected"));
        }
        json.only("instructions", "history", "evidence", "question", "labels", "answer", "provenance");
        return new RowContent.Supervised(question(json), json.text("answer"));
    }

    private static TrainingQuestion question(JsonFields json) {
        List<Turn> history = new ArrayList<>();
        for (JsonFields turn : json.objects("history")) {
            history.add(new Turn(speaker(turn.only("speaker", "text")), turn.text("text")));
        }
        List<Evidence> evidence = new ArrayList<>();
        for (JsonFields each : json.objects("evidence")) {
            evidence.add(new Evidence(each.text("document"), span(each), each.text("text")));
        }
        return new TrainingQuestion(
                json.texts("instructions"), history, evidence, json.text("question"), json.texts("labels"));
    }

    private static Turn.Speaker speaker(JsonFields turn) {
        return switch (turn.text("speaker")) {
            case "user" -> Turn.Speaker.USER;
            case "model" -> Turn.Speaker.MODEL;
            default -> throw turn.wrong("speaker", "user or model", "another text");
        };
    }

    private static Provenance provenance(JsonFields json) {
        json.only("document", "start", "end", "licence", "teacher", "steps");
        return new Provenance(
                json.text("document"),
                span(json),
                json.has("licence") ? Optional.of(json.text("licence")) : Optional.empty(),
                json.has("teacher") ? Optional.of(json.text("teacher")) : Optional.empty(),
                json.texts("steps"));
    }

    private static Span span(JsonFields json) {
        return new Span(place(json, "start"), place(json, "end"));
    }

    private static int place(JsonFields json, String name) {
        long value = json.number(name);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw json.wrong(name, "a place in a text", String.valueOf(value));
        }
        return (int) value;
    }
}
