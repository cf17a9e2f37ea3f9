// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.datasheet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.finetune.data.StepCount;
import java.util.Map;

/** Writes a datasheet as JSON. */
final class DatasheetJson {

    private DatasheetJson() {}

    static String write(Datasheet sheet) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("version", 1);
        json.put("name", sheet.about().name())
                .put("purpose", sheet.about().purpose())
                .put("notes", sheet.about().notes())
                .put("created", sheet.about().created().toString());
        Composition composition = sheet.composition();
        json.put("rows", composition.rows()).put("documents", composition.documents());
        ObjectNode counts = json.putObject("counts");
        composition.counts().forEach((name, each) -> numbers(counts.putObject(name), each));
        lengths(json.putObject("asked"), composition.asked());
        lengths(json.putObject("wanted"), composition.wanted());
        ArrayNode steps = json.putArray("steps");
        for (StepCount step : sheet.steps()) {
            ObjectNode each = steps.addObject()
                    .put("step", step.step())
                    .put("before", step.before())
                    .put("after", step.after());
            numbers(each.putObject("reasons"), step.reasons());
        }
        texts(json.putObject("files"), sheet.files());
        texts(json.putObject("sources"), sheet.sources());
        texts(json.putObject("settings"), sheet.settings());
        return json.toPrettyString() + "\n";
    }

    private static void lengths(ObjectNode json, Lengths lengths) {
        json.put("least", lengths.least())
                .put("low", lengths.low())
                .put("median", lengths.median())
                .put("high", lengths.high())
                .put("most", lengths.most())
                .put("mean", lengths.mean());
    }

    private static void numbers(ObjectNode json, Map<String, Long> counts) {
        counts.forEach(json::put);
    }

    private static void texts(ObjectNode json, Map<String, String> texts) {
        texts.forEach(json::put);
    }
}
