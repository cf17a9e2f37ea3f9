// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tokka.Description;
import dev.tokka.governance.inventory.Development.Ingredient;
import dev.tokka.governance.inventory.Development.Ingredient.Kind;
import dev.tokka.governance.inventory.Development.Recipe;
import dev.tokka.governance.inventory.Registration;
import dev.tokka.governance.inventory.Registration.Vendor;
import dev.tokka.governance.inventory.RiskTier;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what a tuned model is made of, from its description, so that digests are those of its fingerprint. */
final class DraftParts {

    private final TunedFile file;
    private final Description whole;
    private final Description own;
    private final JsonNode evidence;
    private final List<Ingredient> ingredients = new ArrayList<>();

    private DraftParts(TunedFile file, Description whole) {
        this.file = file;
        this.whole = whole;
        this.own = whole.parts().get(0);
        this.evidence = file.records().evidence().map(Attachment::json).orElse(MissingNode.getInstance());
    }

    static DraftParts of(FineTunedModel model) {
        DraftParts parts = new DraftParts(model.file(), model.describe());
        if (parts.file.base() instanceof TunedFile.Head) {
            parts.addHead();
        } else {
            parts.addLanguageModel();
        }
        parts.addTrainingData();
        return parts;
    }

    ModelDraft draft(String owner, RiskTier tier) {
        Registration registration = Registration.of(file.card().intendedUse(), owner, tier);
        Recipe recipe = Recipe.of(whole).withNotes(file.card().trainingData());
        for (Ingredient each : ingredients) {
            recipe = recipe.with(each);
        }
        JsonNode seed = evidence.path("seed");
        return new ModelDraft(
                vendor().map(registration::withVendor).orElse(registration),
                seed.isIntegralNumber() ? recipe.withSeed(seed.longValue()) : recipe);
    }

    private Optional<Vendor> vendor() {
        return file.base() instanceof TunedFile.Served served && served.kind() == TunedFile.Kind.OPENAI
                ? Optional.of(Vendor.of(URI.create(served.url()).getHost(), served.model()))
                : Optional.empty();
    }

    private void addHead() {
        Description features = own.parts().get(0);
        Description encoder =
                features.parts().isEmpty() ? features : features.parts().get(0);
        add(Kind.ENCODER, encoder.name().isEmpty() ? encoder.kind() : encoder.name(), sha256(features.fingerprint()));
        add(Kind.ADAPTER, own.name(), sha256(property(own, "graph")));
    }

    private void addLanguageModel() {
        if (file.base() instanceof TunedFile.Served served) {
            // No digest can be seen from here; another id is another model.
            String base = base(served.model());
            add(Kind.BASE_MODEL, base, base);
            if (!base.equals(served.model())) {
                add(Kind.ADAPTER, served.model(), served.model());
            }
        } else if (file.base() instanceof TunedFile.Local local) {
            addLocal(local);
        }
        Description format = file.prompt().format().describe();
        add(Kind.PROMPT, "format " + file.prompt().format(), sha256(format.fingerprint()));
    }

    /** Returns how the trainer calls the base, if the evidence says it. */
    private String base(String otherwise) {
        String named = evidence.path("base").asText();
        return named.isBlank() ? otherwise : named;
    }

    private void addLocal(TunedFile.Local local) {
        String graph = sha256(property(own, "graph"));
        add(Kind.BASE_MODEL, base(own.name()), graph);
        String adapter = property(whole, "adapter");
        if (!adapter.isEmpty()) {
            add(Kind.ADAPTER, adapter, sha256(property(own, "adapter")));
        }
        // What is merged has no digest of its own any more: that of the graph is of both.
        local.merged().map(Path::getFileName).ifPresent(merged -> add(Kind.ADAPTER, merged.toString(), graph));
        String template = property(own, "template");
        if (!template.equals("none")) {
            add(Kind.PROMPT, "chat template", sha256(template));
        }
    }

    private void addTrainingData() {
        String rows = evidence.at("/plan/training/sha256").asText();
        if (file.records().datasheet().isPresent()) {
            Attachment sheet = file.records().datasheet().get();
            JsonNode json = sheet.json();
            List<String> licences = new ArrayList<>();
            json.at("/counts/licence").fieldNames().forEachRemaining(licences::add);
            String named = json.path("name").asText();
            ingredients.add(Ingredient.of(
                    Kind.TRAINING_DATA,
                    named.isBlank() ? String.valueOf(sheet.file().getFileName()) : named,
                    sha256(sheet.sha256()),
                    licences.isEmpty() ? file.card().licence() : String.join(", ", licences)));
        } else if (!rows.isEmpty()) {
            add(Kind.TRAINING_DATA, "rows of " + file.name(), sha256(rows));
        }
    }

    private void add(Kind kind, String name, String digest) {
        ingredients.add(Ingredient.of(kind, name, digest, file.card().licence()));
    }

    private static String property(Description description, String name) {
        return description.properties().getOrDefault(name, "");
    }

    private static String sha256(String digest) {
        return "sha256:" + digest;
    }
}
