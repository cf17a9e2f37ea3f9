// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Digests;
import dev.tokka.governance.inventory.Approval;
import dev.tokka.governance.inventory.Development.Ingredient;
import dev.tokka.governance.inventory.Evidence;
import dev.tokka.governance.inventory.ModelRecord;
import dev.tokka.governance.inventory.Validation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * A bill of materials of a model, as CycloneDX 1.6 (ECMA-424) has it: the model with its card, and what went into it with
 * licences and digests. Its version is the fingerprint of the model.
 *
 * <p>The serial number is a UUID of version 8 from the SHA-256 of everything else but the time: equal records have equal
 * serial numbers.
 *
 * @see <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6, JSON reference</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.8">RFC 9562, section 5.8</a>
 */
public final class MlBom {

    private final ModelRecord record;
    private final ObjectNode bom = Json.object();

    private MlBom(ModelRecord record) {
        this.record = record;
    }

    /**
     * Returns the bill of materials as JSON on several lines; equal arguments give equal texts.
     *
     * @param made when it is made; written to the second
     */
    public static String write(ModelRecord record, Instant made) {
        return new MlBom(requireNonNull(record, "record")).write(requireNonNull(made, "made"));
    }

    private String write(Instant made) {
        bom.put("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json")
                .put("bomFormat", "CycloneDX")
                .put("specVersion", "1.6");
        bom.put("serialNumber", "").put("version", 1); // the place of the number, which is of what follows
        ObjectNode metadata = bom.putObject("metadata");
        metadata.put("timestamp", "");
        metadata.putObject("tools")
                .putArray("components")
                .addObject()
                .put("type", "library")
                .put("group", "dev.tokka")
                .put("name", "tokka-core");
        model(metadata.putObject("component"));
        List<Ingredient> ingredients = BuildSections.ingredientsOf(record);
        ArrayNode components = bom.putArray("components");
        for (int i = 0; i < ingredients.size(); i++) {
            BomComponent.write(ingredients.get(i), ref(i), components.addObject());
        }
        dependencies(ingredients.size());
        bom.put("serialNumber", "urn:uuid:" + uuid(Digests.sha256(Json.write(bom))));
        metadata.put("timestamp", made.truncatedTo(ChronoUnit.SECONDS).toString());
        return Json.write(bom);
    }

    private String ref() {
        return "model/" + record.id();
    }

    private String ref(int ingredient) {
        return ref() + "/ingredient/" + (ingredient + 1);
    }

    private static UUID uuid(String hex) {
        long most = Long.parseUnsignedLong(hex.substring(0, 16), 16);
        long least = Long.parseUnsignedLong(hex.substring(16, 32), 16);
        return new UUID((most & ~0xf000L) | 0x8000L, (least & ~(3L << 62)) | (1L << 63));
    }

    private void model(ObjectNode json) {
        json.put("type", "machine-learning-model").put("bom-ref", ref());
        record.registration()
                .vendor()
                .ifPresent(vendor -> json.putObject("supplier").put("name", vendor.name()));
        json.put("name", record.id());
        record.fingerprint().ifPresent(fingerprint -> json.put("version", fingerprint));
        json.put("description", record.registration().purpose());
        ObjectNode card = json.putObject("modelCard");
        parameters(card.putObject("modelParameters"));
        ArrayNode metrics = card.putObject("quantitativeAnalysis").putArray("performanceMetrics");
        CardMetadata.evidence(record).forEach(each -> metrics(each, metrics));
        considerations(card.putObject("considerations"));
        ArrayNode properties = json.putArray("properties");
        property("tokka:owner", record.registration().owner(), properties);
        property("tokka:risk-rating", record.registration().tier().name(), properties);
        property("tokka:stage", record.stage().name(), properties);
        property("tokka:record-version", String.valueOf(record.version()), properties);
        for (Approval each : record.currentApprovals()) {
            for (String condition : each.terms().conditions()) {
                property("tokka:condition", condition, properties);
            }
        }
    }

    private void parameters(ObjectNode json) {
        json.put("task", "text generation");
        record.development()
                .ifPresent(build -> json.put(
                        "modelArchitecture",
                        CardMetadata.composition(build.recipe().description())));
        List<Ingredient> ingredients = BuildSections.ingredientsOf(record);
        for (int i = 0; i < ingredients.size(); i++) {
            if (BomComponent.isData(ingredients.get(i))) {
                json.withArray("datasets").addObject().put("ref", ref(i));
            }
        }
        json.putArray("inputs").addObject().put("format", "text");
        json.putArray("outputs").addObject().put("format", "text");
    }

    private static void metrics(Evidence evidence, ArrayNode metrics) {
        String slice = evidence.experiment() + ", " + evidence.cases() + " cases, confidence "
                + Words.level(evidence.measured().level());
        metric(evidence.metric(), evidence.measured(), metrics.addObject().put("slice", slice));
        evidence.baseline()
                .ifPresent(base -> metric(
                        evidence.metric() + " of the baseline " + base.name(),
                        base.measured(),
                        metrics.addObject().put("slice", slice)));
    }

    private static void metric(String type, Evidence.Measured measured, ObjectNode json) {
        json.put("type", type).put("value", String.valueOf(measured.value()));
        json.putObject("confidenceInterval")
                .put("lowerBound", String.valueOf(measured.low()))
                .put("upperBound", String.valueOf(measured.high()));
    }

    private void considerations(ObjectNode json) {
        List<String> purposes = record.currentApprovals().stream()
                .map(each -> each.terms().purpose())
                .distinct()
                .toList();
        if (!purposes.isEmpty()) {
            purposes.forEach(json.putArray("useCases")::add);
        }
        List<String> limits = record.validation()
                .map(Validation::findings)
                .map(Validation.Findings::limits)
                .orElse(List.of());
        if (!limits.isEmpty()) {
            limits.forEach(json.putArray("technicalLimitations")::add);
        }
    }

    private void dependencies(int ingredients) {
        ArrayNode dependencies = bom.putArray("dependencies");
        ArrayNode dependsOn = dependencies.addObject().put("ref", ref()).putArray("dependsOn");
        for (int i = 0; i < ingredients; i++) {
            dependsOn.add(ref(i));
            dependencies.addObject().put("ref", ref(i)); // declared to depend on nothing that is known here
        }
    }

    private static void property(String name, String value, ArrayNode properties) {
        properties.addObject().put("name", name).put("value", value);
    }
}
