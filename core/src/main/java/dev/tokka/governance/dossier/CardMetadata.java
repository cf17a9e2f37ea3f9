// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tokka.Description;
import dev.tokka.governance.inventory.Development.Ingredient;
import dev.tokka.governance.inventory.Evidence;
import dev.tokka.governance.inventory.ModelRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The metadata of a model card. Only what the hub would accept is written: names of models and data sets that cannot be ids
 * of repositories stand in the text of the card only.
 *
 * @see <a href="https://github.com/huggingface/hub-docs/blob/main/modelcard.md">Hugging Face, metadata of model cards</a>
 */
final class CardMetadata {

    private static final String TASK = "text-generation";
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9][\\w.-]*(?:/[A-Za-z0-9][\\w.-]*)?");
    private static final int LONGEST_ID = 96;

    private final ModelRecord record;
    private final List<String> languages;

    CardMetadata(ModelRecord record, List<String> languages) {
        this.record = record;
        this.languages = List.copyOf(languages);
    }

    /** Returns the evidence of the model as it was built last. */
    static List<Evidence> evidence(ModelRecord record) {
        return record.validation().map(last -> last.findings().evidence()).orElse(List.of()).stream()
                .filter(each ->
                        record.fingerprint().filter(each.fingerprint()::equals).isPresent())
                .toList();
    }

    /** Returns kinds and names of a model and what it is built on, from the outside in. */
    static String composition(Description model) {
        String name = model.kind() + (model.name().isEmpty() ? "" : " " + model.name());
        List<String> parts =
                model.parts().stream().map(CardMetadata::composition).toList();
        return parts.isEmpty() ? name : name + "(" + String.join(", ", parts) + ")";
    }

    String yaml() {
        ObjectNode yaml = Json.object();
        licence(yaml);
        if (!languages.isEmpty()) {
            languages.forEach(yaml.withArray("language")::add);
        }
        List<String> bases = repositories(Ingredient.Kind.BASE_MODEL);
        if (bases.size() == 1) {
            yaml.put("base_model", bases.get(0));
        } else {
            bases.forEach(base -> yaml.withArray("base_model").add(base));
        }
        repositories(Ingredient.Kind.TRAINING_DATA)
                .forEach(data -> yaml.withArray("datasets").add(data));
        yaml.put("pipeline_tag", TASK);
        yaml.putArray("tags").add("tokka");
        index(yaml);
        try {
            return YAMLMapper.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .build()
                    .writeValueAsString(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers can be written", e);
        }
    }

    /** Weights decide under which licence a model is used; where there are several licences, the card's text has them all. */
    private void licence(ObjectNode yaml) {
        List<String> licences = new ArrayList<>();
        for (Ingredient each : BuildSections.ingredientsOf(record)) {
            if (each.kind() == Ingredient.Kind.BASE_MODEL || each.kind() == Ingredient.Kind.ADAPTER) {
                licences.add(each.licence().orElse(""));
            }
        }
        List<String> different = licences.stream().distinct().toList();
        if (different.isEmpty() || different.contains("")) {
            yaml.put("license", "unknown");
            return;
        }
        Optional<String> known = different.size() == 1 ? Licences.hub(different.get(0)) : Optional.empty();
        known.ifPresentOrElse(
                id -> yaml.put("license", id),
                () -> yaml.put("license", "other").put("license_name", slug(String.join(" and ", different))));
    }

    private static String slug(String text) {
        String slug =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        return slug.isEmpty() ? "see-card" : slug;
    }

    private List<String> repositories(Ingredient.Kind kind) {
        return BuildSections.ingredientsOf(record).stream()
                .filter(each -> each.kind() == kind)
                .map(Ingredient::name)
                .filter(CardMetadata::isRepository)
                .distinct()
                .toList();
    }

    private static boolean isRepository(String name) {
        return name.length() <= LONGEST_ID
                && REPOSITORY.matcher(name).matches()
                && !name.contains("--")
                && !name.contains("..")
                && !name.endsWith(".git");
    }

    /** Adds the results, those of one experiment together. */
    private void index(ObjectNode yaml) {
        Map<String, List<Evidence>> experiments = new LinkedHashMap<>();
        for (Evidence each : evidence(record)) {
            experiments
                    .computeIfAbsent(each.experiment(), name -> new ArrayList<>())
                    .add(each);
        }
        if (experiments.isEmpty()) {
            return;
        }
        ObjectNode model = yaml.putArray("model-index").addObject().put("name", record.id());
        ArrayNode results = model.putArray("results");
        experiments.forEach((experiment, all) -> {
            ObjectNode result = results.addObject();
            result.putObject("task").put("type", TASK);
            result.putObject("dataset").put("name", experiment).put("type", slug(experiment));
            ArrayNode metrics = result.putArray("metrics");
            all.forEach(each -> metric(each, metrics.addObject()));
        });
    }

    private static void metric(Evidence evidence, ObjectNode json) {
        Evidence.Measured measured = evidence.measured();
        json.put("type", slug(evidence.metric())).put("name", evidence.metric()).put("value", measured.value());
        ObjectNode details = json.putObject("args").put("cases", evidence.cases());
        details.put("confidence_level", measured.level());
        details.putArray("confidence_interval").add(measured.low()).add(measured.high());
    }
}
