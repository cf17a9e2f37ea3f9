// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Description;
import dev.tokka.governance.inventory.Development.Ingredient;
import dev.tokka.governance.json.PrettyJson;
import java.util.List;
import java.util.function.Function;

/** Writes records as JSON that people can read, and {@link RecordReader} too. */
final class RecordWriter {

    static final String FORMAT = "tokka-model-record";
    static final int FORMAT_VERSION = 1;

    private RecordWriter() {}

    static String write(ModelRecord record) {
        ObjectNode json = object().put(FORMAT, FORMAT_VERSION)
                .put("id", record.id())
                .put("version", record.version())
                .put("stage", record.stage().name());
        json.set("registration", registration(record.registration()));
        json.set("developments", list(record.developments(), RecordWriter::development));
        json.set("validations", list(record.validations(), RecordWriter::validation));
        json.set("approvals", list(record.approvals(), RecordWriter::approval));
        json.set("history", list(record.history(), RecordWriter::change));
        return PrettyJson.write(json);
    }

    private static ObjectNode registration(Registration registration) {
        ObjectNode json = object().put("purpose", registration.purpose())
                .put("owner", registration.owner())
                .put("tier", registration.tier().name());
        registration.vendor().ifPresent(vendor -> {
            ObjectNode node =
                    json.putObject("vendor").put("name", vendor.name()).put("product", vendor.product());
            vendor.retirement().ifPresent(day -> node.put("retirement", day.toString()));
        });
        return json;
    }

    private static ObjectNode development(Development development) {
        Development.Recipe recipe = development.recipe();
        ObjectNode json = object().put("fingerprint", development.fingerprint());
        json.set("description", description(recipe.description()));
        json.set("ingredients", list(recipe.ingredients(), RecordWriter::ingredient));
        recipe.seed().ifPresent(seed -> json.put("seed", seed));
        json.put("notes", recipe.notes());
        json.set("stamp", stamp(development.stamp()));
        return json;
    }

    private static ObjectNode description(Description description) {
        ObjectNode json = object().put("kind", description.kind()).put("name", description.name());
        ObjectNode properties = json.putObject("properties");
        description.properties().forEach(properties::put);
        json.set("parts", list(description.parts(), RecordWriter::description));
        return json;
    }

    private static ObjectNode ingredient(Ingredient ingredient) {
        ObjectNode json = object().put("kind", ingredient.kind().name()).put("name", ingredient.name());
        ingredient.digest().ifPresent(digest -> json.put("digest", digest));
        ingredient.licence().ifPresent(licence -> json.put("licence", licence));
        return json;
    }

    private static ObjectNode validation(Validation validation) {
        ObjectNode json = object();
        json.set("evidence", list(validation.findings().evidence(), RecordWriter::evidence));
        json.set("limits", texts(validation.findings().limits()));
        json.set("stamp", stamp(validation.stamp()));
        return json;
    }

    private static ObjectNode evidence(Evidence evidence) {
        ObjectNode json = object().put("experiment", evidence.experiment())
                .put("fingerprint", evidence.fingerprint())
                .put("metric", evidence.metric());
        json.set("measured", measured(evidence.measured()));
        json.put("cases", evidence.cases());
        evidence.baseline()
                .ifPresent(baseline -> json.putObject("baseline")
                        .put("name", baseline.name())
                        .set("measured", measured(baseline.measured())));
        return json;
    }

    private static ObjectNode measured(Evidence.Measured measured) {
        return object().put("value", measured.value())
                .put("low", measured.low())
                .put("high", measured.high())
                .put("level", measured.level());
    }

    private static ObjectNode approval(Approval approval) {
        ObjectNode json = object().put("purpose", approval.terms().purpose());
        json.set("conditions", texts(approval.terms().conditions()));
        json.put("expires", approval.terms().expires().toString())
                .put("revalidation", approval.terms().revalidation().toString())
                .put("fingerprint", approval.fingerprint())
                .put("approvers", approval.approvers());
        json.set("stamp", stamp(approval.stamp()));
        return json;
    }

    private static ObjectNode change(Change change) {
        ObjectNode json = object().put("action", change.action().name())
                .put("stage", change.stage().name())
                .put("note", change.note());
        json.set("stamp", stamp(change.stamp()));
        return json;
    }

    private static ObjectNode stamp(Stamp stamp) {
        return object().put("by", stamp.by()).put("at", stamp.at().toString()).put("version", stamp.version());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static <T> ArrayNode list(List<T> values, Function<T, ObjectNode> write) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> array.add(write.apply(value)));
        return array;
    }

    private static ArrayNode texts(List<String> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(array::add);
        return array;
    }
}
