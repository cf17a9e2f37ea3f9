// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * A dossier as JSON, for programs: all of its sections in both languages, and the records of the inventory as they stand. A
 * text that is the same in both languages is a string, any other an object with the members {@code en} and {@code ja}. Times
 * are those of ISO 8601, durations in milliseconds.
 */
public final class JsonDossier {

    private JsonDossier() {}

    /** Returns the JSON Schema (2020-12) that everything {@link #write} returns is valid against. */
    public static String schema() {
        try (InputStream bytes = JsonDossier.class.getResourceAsStream("dossier.schema.json")) {
            return new String(requireNonNull(bytes, "dossier.schema.json").readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the dossier as one JSON object on several lines; equal dossiers give equal texts. */
    public static String write(Dossier dossier) {
        Dossier.Scope scope = requireNonNull(dossier, "dossier").scope();
        ObjectNode json = Json.object()
                .put("tokka-dossier", 1)
                .put("made", scope.made().toString())
                .put("zone", scope.zone().getId())
                .put("days", scope.days())
                .put("whole", scope.whole());
        put(json, "title", dossier.title());
        ArrayNode gaps = json.putArray("gaps");
        dossier.gaps().forEach(gap -> gap(gap, gaps.addObject()));
        ArrayNode principles = json.putArray("principles");
        for (Principle principle : Principle.values()) {
            principle(principle, dossier, principles.addObject());
        }
        ArrayNode models = json.putArray("models");
        dossier.records().forEach(record -> models.add(Json.parse(record.toJson())));
        dossier.audit().ifPresent(audit -> audit(audit, json.putObject("audit")));
        ArrayNode attachments = json.putArray("attachments");
        dossier.attachments()
                .forEach(file -> attachments
                        .addObject()
                        .put("name", file.name())
                        .put("bytes", file.bytes())
                        .put("sha256", file.sha256()));
        return Json.write(json);
    }

    private static void gap(Gap gap, ObjectNode json) {
        json.put("kind", gap.kind().name()).put("principle", gap.principle().number());
        gap.model().ifPresent(id -> json.put("model", id));
        gap.day().ifPresent(day -> json.put("day", day.toString()));
        put(json, "text", gap.text());
    }

    private static void principle(Principle principle, Dossier dossier, ObjectNode json) {
        json.put("number", principle.number());
        put(json, "title", principle.title());
        put(json, "outside", principle.outside());
        ArrayNode sections = json.putArray("sections");
        for (Section section : dossier.sections(principle)) {
            ObjectNode each = sections.addObject();
            section.model().ifPresent(id -> each.put("model", id));
            put(each, "title", section.title());
            texts(section.notes(), each.putArray("notes"));
            section.table().ifPresent(table -> {
                ObjectNode node = each.putObject("table");
                texts(table.columns(), node.putArray("columns"));
                ArrayNode rows = node.putArray("rows");
                table.rows().forEach(row -> texts(row, rows.addArray()));
            });
        }
    }

    private static void audit(AuditSummary audit, ObjectNode json) {
        AuditSummary.Proof proof = audit.proof();
        json.put("origin", audit.origin())
                .put("intact", proof.verification().isIntact())
                .put("records", proof.verification().records())
                .put("root", proof.verification().root().toString())
                .put("kept", proof.kept())
                .put("signed", proof.signed());
        proof.verification().damage().ifPresent(damage -> json.put("damage", damage.toString()));
        audit.period()
                .ifPresent(period -> json.put("first", period.first().toString())
                        .put("last", period.last().toString()));
        ObjectNode calls = json.putObject("calls");
        audit.calls().forEach((model, each) -> calls(each, calls.putObject(model)));
        counts(audit.events(), json.putObject("events"));
    }

    private static void calls(Calls calls, ObjectNode json) {
        counts(calls.outcomes(), json.putObject("outcomes"));
        counts(calls.reasons(), json.putObject("reasons"));
        counts(calls.answered(), json.putObject("answered"));
        Calls.Used used = calls.used();
        json.put("inputTokens", used.inputTokens())
                .put("outputTokens", used.outputTokens())
                .put("milliseconds", used.time().toMillis())
                .put("longest", used.longest().toMillis());
        ObjectNode cost = json.putObject("cost");
        used.cost().forEach((currency, amount) -> cost.put(currency, amount.toPlainString()));
    }

    private static void counts(Map<String, Long> counts, ObjectNode json) {
        counts.forEach(json::put);
    }

    private static void texts(List<Phrase> phrases, ArrayNode json) {
        for (Phrase phrase : phrases) {
            if (phrase.english().equals(phrase.japanese())) {
                json.add(phrase.english());
            } else {
                json.addObject().put("en", phrase.english()).put("ja", phrase.japanese());
            }
        }
    }

    private static void put(ObjectNode json, String name, Phrase phrase) {
        if (phrase.english().equals(phrase.japanese())) {
            json.set(name, TextNode.valueOf(phrase.english()));
        } else {
            json.putObject(name).put("en", phrase.english()).put("ja", phrase.japanese());
        }
    }
}
