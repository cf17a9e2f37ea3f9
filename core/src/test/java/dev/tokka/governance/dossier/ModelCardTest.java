// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tokka.governance.inventory.Change;
import dev.tokka.governance.inventory.Development;
import dev.tokka.governance.inventory.Development.Ingredient;
import dev.tokka.governance.inventory.ModelRecord;
import dev.tokka.governance.inventory.Stage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ModelCardTest {

    @Example
    void theMetadataIsWhatTheHubReads() throws IOException {
        String card = ModelCard.write(Desk.complete("fee-desk"), List.of("ja", "en"));

        assertThat(metadata(card)).isEqualTo(new YAMLMapper().readTree("""
                license: apache-2.0
                language: [ja, en]
                base_model: tokka/demo-lm
                datasets: [tokka/demo-bank]
                pipeline_tag: text-generation
                tags: [tokka]
                model-index:
                - name: fee-desk
                  results:
                  - task: {type: text-generation}
                    dataset: {name: fees 3, type: fees-3}
                    metrics:
                    - type: exact-match
                      name: exact match
                      value: 0.9
                      args: {cases: 400, confidence_level: 0.95, confidence_interval: [0.8525, 0.9375]}
                """));
    }

    @Example
    void theTextHasTheSectionsOfAModelCard() {
        String card = ModelCard.write(Desk.complete("fee-desk"), List.of());

        assertThat(card.lines().filter(line -> line.startsWith("#")))
                .containsExactly(
                        "# fee-desk",
                        "## Model details",
                        "## Intended use",
                        "## Training data and other ingredients",
                        "## Quantitative analyses",
                        "## Ethical considerations",
                        "## Caveats and recommendations");
        assertThat(card)
                .contains("| Composition | prompted(chat demo-lm) |")
                .contains("| customer questions | A person reads replies on complaints. | 2026-09-01 |")
                .contains(
                        "| fees 3 | exact match | 0.900 \\[0.853, 0.938\\] | 95 % | 400 | base 0.700 \\[0.650, 0.750\\] |")
                .contains("- Not asked about fees abroad.");
    }

    @Example
    void ofADraftItSaysThatNothingIsRecorded() throws IOException {
        String card = ModelCard.write(Desk.draft("loan-desk"), List.of());

        assertThat(card.split("Nothing recorded\\.", -1)).hasSize(5);
        assertThat(metadata(card).path("license").asText()).isEqualTo("unknown");
        assertThat(metadata(card).has("model-index")).isFalse();
    }

    @Example
    void licencesAreThoseOfTheHubOrOther() throws IOException {
        assertThat(licence("MIT")).isEqualTo("mit");
        assertThat(licence("cc-by-nc-4.0")).isEqualTo("cc-by-nc-4.0");
        assertThat(licence("GPL-3.0-only")).isEqualTo("gpl-3.0");
        assertThat(licence("ODbL-1.0")).isEqualTo("odbl");
        assertThat(licence("Gemma Terms of Use")).isEqualTo("other gemma-terms-of-use");
        assertThat(licence("自社")).isEqualTo("other see-card");
    }

    private static String licence(String licence) throws IOException {
        ModelRecord record = Desk.draft("loan-desk");
        Ingredient base = new Ingredient(Ingredient.Kind.BASE_MODEL, "a name", Optional.empty(), Optional.of(licence));
        ModelRecord built = new ModelRecord(
                record.id(),
                record.registration(),
                List.of(new Development(Development.Recipe.of(Desk.MODEL).with(base), Desk.stamp("sato", 2))),
                List.of(),
                List.of(),
                List.of(
                        record.history().get(0),
                        new Change(Change.Action.DEVELOPED, Stage.DEVELOPED, "", Desk.stamp("sato", 2))));
        JsonNode metadata = metadata(ModelCard.write(built, List.of()));
        assertThat(metadata.has("base_model")).isFalse(); // "a name" cannot be a repository
        return metadata.path("license").asText()
                + (metadata.has("license_name")
                        ? " " + metadata.path("license_name").asText()
                        : "");
    }

    /** The rules of the hub for what is written here; ids of repositories are those that it takes. */
    @Property(tries = 100)
    void everyCardKeepsTheRulesOfTheHub(@ForAll String any) throws IOException {
        String card = ModelCard.write(Desk.saying("w" + any), List.of("ja"));

        JsonNode metadata = metadata(card);
        assertThat(metadata.path("license").isTextual()).isTrue();
        assertThat(metadata.path("language").get(0).asText()).isEqualTo("ja");
        for (String name : List.of("base_model", "datasets")) {
            JsonNode value = metadata.path(name);
            for (JsonNode each : value.isArray() ? value : List.of(value)) {
                assertThat(each.isMissingNode() || each.asText().matches("[\\w.-]+(/[\\w.-]+)?"))
                        .isTrue();
            }
        }
        for (JsonNode result : metadata.at("/model-index/0/results")) {
            assertThat(result.at("/task/type").asText()).isNotBlank();
            assertThat(result.at("/dataset/type").asText()).isNotBlank();
            assertThat(result.at("/dataset/name").asText()).isNotBlank();
            assertThat(result.at("/metrics/0/type").asText()).isNotBlank();
            assertThat(result.at("/metrics/0/value").isNumber()).isTrue();
        }
        assertThat(card.substring(card.indexOf("\n---\n") + 5)).doesNotContain("<script");
    }

    @Example
    void aBlankLanguageIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelCard.write(Desk.draft("loan-desk"), List.of(" ")))
                .withMessage("language must not be blank");
    }

    private static JsonNode metadata(String card) throws IOException {
        assertThat(card).startsWith("---\n");
        return new YAMLMapper().readTree(card.substring(4, card.indexOf("\n---\n") + 1));
    }
}
