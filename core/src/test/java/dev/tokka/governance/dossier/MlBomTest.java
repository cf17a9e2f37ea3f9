// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tokka.governance.inventory.Development.Ingredient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Bills of materials, by the schema of CycloneDX 1.6 as its own library has it. */
class MlBomTest {

    private static final String SCHEMAS = "http://cyclonedx.org/schema/";
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_7, registry -> registry.schemas(official()))
            .getSchema(SchemaLocation.of(SCHEMAS + "bom-1.6.schema.json"));

    @Example
    void theBillOfACompleteRecordIsValidAndSaysAll() throws IOException {
        String bom = MlBom.write(Desk.complete("fee-desk"), Desk.NOW);

        assertThat(SCHEMA.validate(bom, InputFormat.JSON)).isEmpty();
        JsonNode json = new JsonMapper().readTree(bom);
        assertThat(json.at("/metadata/timestamp").asText()).isEqualTo("2026-04-01T03:00:00Z");
        JsonNode model = json.at("/metadata/component");
        assertThat(model.at("/type").asText()).isEqualTo("machine-learning-model");
        assertThat(model.at("/version").asText()).isEqualTo(Desk.MODEL.fingerprint());
        assertThat(model.at("/modelCard/modelParameters/modelArchitecture").asText())
                .isEqualTo("prompted(chat demo-lm)");
        assertThat(model.at("/modelCard/quantitativeAnalysis/performanceMetrics/0"))
                .isEqualTo(new JsonMapper().readTree("""
                {"slice": "fees 3, 400 cases, confidence 95 %", "type": "exact match", "value": "0.9",
                 "confidenceInterval": {"lowerBound": "0.8525", "upperBound": "0.9375"}}
                """));
        assertThat(model.at("/modelCard/considerations/technicalLimitations/0").asText())
                .isEqualTo("Not asked about fees abroad.");
        assertThat(json.at("/components/0/hashes/0"))
                .isEqualTo(new JsonMapper().readTree("{\"alg\": \"SHA-256\", \"content\": \"" + Desk.DIGEST + "\"}"));
        assertThat(json.at("/components/0/licenses/0/license/id").asText()).isEqualTo("Apache-2.0");
        assertThat(json.at("/components/1/licenses/0/license/name").asText()).isEqualTo("own work");
        assertThat(json.at("/components/1/type").asText()).isEqualTo("data");
        assertThat(json.at("/dependencies/0/dependsOn")).hasSize(2);
    }

    @Property(tries = 50)
    void everyBillIsValid(@ForAll String any) throws IOException {
        String bom = MlBom.write(Desk.saying("w" + any), Desk.NOW);

        assertThat(SCHEMA.validate(bom, InputFormat.JSON)).isEmpty();
        assertThat(new String(bom.getBytes(UTF_8), UTF_8)).isEqualTo(bom);
        everyReferenceIsDeclared(new JsonMapper().readTree(bom));
    }

    private static void everyReferenceIsDeclared(JsonNode bom) {
        Set<String> declared = new HashSet<>();
        declared.add(bom.at("/metadata/component/bom-ref").asText());
        bom.path("components")
                .forEach(each ->
                        assertThat(declared.add(each.path("bom-ref").asText())).isTrue());
        for (JsonNode each : bom.path("dependencies")) {
            assertThat(declared).contains(each.path("ref").asText());
            each.path("dependsOn").forEach(on -> assertThat(declared).contains(on.asText()));
        }
        bom.at("/metadata/component/modelCard/modelParameters/datasets")
                .forEach(data -> assertThat(declared).contains(data.path("ref").asText()));
    }

    @Example
    void ofADraftItIsValidToo() {
        assertThat(SCHEMA.validate(MlBom.write(Desk.draft("loan-desk"), Desk.NOW), InputFormat.JSON))
                .isEmpty();
    }

    /** The test of the tests: the schema sees what is wrong. */
    @Example
    void theSchemaRefusesWhatIsNoBill() {
        String bom = MlBom.write(Desk.complete("fee-desk"), Desk.NOW);

        for (Map.Entry<String, String> edit : Map.of(
                        "\"CycloneDX\"", "\"Cyclone\"",
                        "\"Apache-2.0\"", "\"Apache 2\"",
                        "urn:uuid:", "uuid:",
                        "\"SHA-256\"", "\"SHA256\"",
                        "\"modelParameters\"", "\"parameters\"")
                .entrySet()) {
            assertThat(SCHEMA.validate(bom.replace(edit.getKey(), edit.getValue()), InputFormat.JSON))
                    .as(edit.getKey())
                    .isNotEmpty();
        }
    }

    @Example
    void theSerialNumberIsOfTheContentNotOfTheTime() throws IOException {
        String first = serial(MlBom.write(Desk.complete("fee-desk"), Desk.NOW));

        assertThat(serial(MlBom.write(Desk.complete("fee-desk"), Desk.NOW.plusSeconds(1))))
                .isEqualTo(first);
        assertThat(serial(MlBom.write(Desk.complete("fees"), Desk.NOW))).isNotEqualTo(first);
        UUID uuid = UUID.fromString(first.replace("urn:uuid:", ""));
        assertThat(uuid.version()).isEqualTo(8);
        assertThat(uuid.variant()).isEqualTo(2);
    }

    private static String serial(String bom) throws IOException {
        return new JsonMapper().readTree(bom).path("serialNumber").asText();
    }

    @Example
    void digestsAreHashesWhereTheySayWhichAlgorithmTheyAreOf() {
        assertThat(hash("SHA-512:" + "ab".repeat(64))).isEqualTo("SHA-512 " + "ab".repeat(64));
        assertThat(hash("sha1:" + "ab".repeat(20))).isEqualTo("SHA-1 " + "ab".repeat(20));
        assertThat(hash("AB".repeat(32))).isEqualTo("SHA-256 " + "ab".repeat(32));
        assertThat(hash("sha256:6b336c08")).isEqualTo("tokka:digest sha256:6b336c08");
        assertThat(hash("snapshot-7")).isEqualTo("tokka:digest snapshot-7");
    }

    private static String hash(String digest) {
        var json = Json.object();
        BomComponent.write(
                new Ingredient(Ingredient.Kind.ADAPTER, "x", Optional.of(digest), Optional.empty()), "ref", json);
        JsonNode hash = json.at("/hashes/0");
        JsonNode property = json.at("/properties/0");
        return hash.isMissingNode()
                ? property.path("name").asText() + " " + property.path("value").asText()
                : hash.path("alg").asText() + " " + hash.path("content").asText();
    }

    @Example
    void theIdentifiersOfLicencesAreThoseOfSpdx() throws IOException {
        Set<String> known = new HashSet<>();
        new JsonMapper()
                .readTree(official().get(SCHEMAS + "spdx.schema.json"))
                .path("enum")
                .forEach(id -> known.add(id.asText()));

        assertThat(known).containsAll(Licences.SPDX);
        assertThat(Licences.spdx(" apache-2.0 ")).contains("Apache-2.0");
        assertThat(Licences.spdx("Apache")).isEmpty();
    }

    private static Map<String, String> official() {
        Map<String, String> schemas = new TreeMap<>();
        for (String name : List.of("bom-1.6.schema.json", "spdx.schema.json", "jsf-0.82.schema.json")) {
            try (InputStream in = MlBomTest.class.getResourceAsStream("/" + name)) {
                schemas.put(SCHEMAS + name, new String(in.readAllBytes(), UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return schemas;
    }
}
