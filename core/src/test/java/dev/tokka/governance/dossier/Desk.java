// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import dev.tokka.Description;
import dev.tokka.governance.inventory.Approval;
import dev.tokka.governance.inventory.Approval.Terms;
import dev.tokka.governance.inventory.Change;
import dev.tokka.governance.inventory.Change.Action;
import dev.tokka.governance.inventory.Development;
import dev.tokka.governance.inventory.Development.Ingredient;
import dev.tokka.governance.inventory.Development.Recipe;
import dev.tokka.governance.inventory.Evidence;
import dev.tokka.governance.inventory.Evidence.Baseline;
import dev.tokka.governance.inventory.Evidence.Measured;
import dev.tokka.governance.inventory.ModelInventory;
import dev.tokka.governance.inventory.ModelRecord;
import dev.tokka.governance.inventory.Registration;
import dev.tokka.governance.inventory.Registration.Vendor;
import dev.tokka.governance.inventory.RiskTier;
import dev.tokka.governance.inventory.Stage;
import dev.tokka.governance.inventory.Stamp;
import dev.tokka.governance.inventory.Validation;
import dev.tokka.governance.inventory.Validation.Findings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A model of a bank, its record, and inventories that hold such records. */
final class Desk {

    static final Instant NOW = Instant.parse("2026-04-01T03:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneId.of("Asia/Tokyo"));
    static final LocalDate TODAY = LocalDate.of(2026, 4, 1);
    static final String DIGEST = "6b336c08".repeat(8);
    static final Description MODEL = new Description(
            "prompted",
            "",
            Map.of("instructions", "Reply with the value only."),
            List.of(Description.of("chat", "demo-lm").with("temperature", 0)));

    private Desk() {}

    /** An inventory that holds what it was made with. */
    record Shelf(List<ModelRecord> records) implements ModelInventory {

        @Override
        public Optional<ModelRecord> find(String id) {
            return records.stream().filter(each -> each.id().equals(id)).findFirst();
        }

        @Override
        public List<String> ids() {
            return records.stream().map(ModelRecord::id).toList();
        }

        @Override
        public ModelRecord save(ModelRecord record) {
            throw new UnsupportedOperationException("a shelf is read only");
        }
    }

    static Dossier.Builder dossier(ModelRecord... records) {
        return Dossier.builder(new Shelf(List.of(records)), CLOCK);
    }

    /** Returns a model of which all is recorded, in use. */
    static ModelRecord complete(String id) {
        return record(id, LocalDate.of(2026, 9, 1), "Not asked about fees abroad.", Optional.of(DIGEST));
    }

    /** Returns a model in use whose only texts are {@code text}, wherever there can be one. */
    static ModelRecord saying(String text) {
        return record("fee-desk", LocalDate.of(2026, 9, 1), text, Optional.of(text));
    }

    /** Returns a model in use that is to be validated again on a day. */
    static ModelRecord due(LocalDate revalidation) {
        return record("fee-desk", revalidation, "Not asked about fees abroad.", Optional.of(DIGEST));
    }

    private static ModelRecord record(String id, LocalDate end, String limit, Optional<String> digest) {
        boolean usual = digest.filter(DIGEST::equals).isPresent();
        String purpose = usual ? "customer questions" : limit;
        Description model =
                usual ? MODEL : MODEL.with("text", limit).withPart(new Description(limit, limit, Map.of(), List.of()));
        Ingredient base = new Ingredient(
                Ingredient.Kind.BASE_MODEL,
                usual ? "tokka/demo-lm" : limit,
                usual ? Optional.of("sha256:" + DIGEST) : digest,
                Optional.of(usual ? "Apache-2.0" : limit));
        Ingredient data = new Ingredient(
                Ingredient.Kind.TRAINING_DATA,
                usual ? "tokka/demo-bank" : limit,
                digest,
                Optional.of(usual ? "own work" : limit));
        Recipe recipe = new Recipe(model, List.of(base, data), OptionalLong.of(7), usual ? "" : limit);
        Measured measured = new Measured(0.9, 0.8525, 0.9375, 0.95);
        Baseline baseline = new Baseline(usual ? "base" : limit, new Measured(0.7, 0.65, 0.75, 0.95));
        Evidence evidence = new Evidence(
                usual ? "fees 3" : limit,
                model.fingerprint(),
                usual ? "exact match" : limit,
                measured,
                400,
                Optional.of(baseline));
        Registration registration = Registration.of(
                        usual ? "Answers questions on fees." : limit, usual ? "Retail banking" : limit, RiskTier.MEDIUM)
                .withVendor(Vendor.of(usual ? "Tokka" : limit, usual ? "demo-lm" : limit));
        Terms terms = Terms.of(purpose, end).with(usual ? "A person reads replies on complaints." : limit);
        return new ModelRecord(
                id,
                registration,
                List.of(new Development(recipe, stamp("sato", 2))),
                List.of(new Validation(new Findings(List.of(evidence), List.of(limit)), stamp("tanaka", 3))),
                List.of(new Approval(terms, model.fingerprint(), 1, stamp("suzuki", 4))),
                history(usual ? "" : limit));
    }

    private static List<Change> history(String note) {
        List<Change> history = new ArrayList<>();
        history.add(new Change(Action.REGISTERED, Stage.DRAFT, note, stamp("sato", 1)));
        history.add(new Change(Action.DEVELOPED, Stage.DEVELOPED, note, stamp("sato", 2)));
        history.add(new Change(Action.VALIDATED, Stage.VALIDATED, note, stamp("tanaka", 3)));
        history.add(new Change(Action.APPROVED, Stage.APPROVED, note, stamp("suzuki", 4)));
        history.add(new Change(Action.PUT_IN_USE, Stage.IN_USE, note, stamp("suzuki", 5)));
        return history;
    }

    /** Returns a model that is developed, and no further. */
    static ModelRecord made(String id, Description model) {
        return new ModelRecord(
                id,
                Registration.of("Answers questions on fees.", "Retail banking", RiskTier.MEDIUM),
                List.of(new Development(Recipe.of(model), stamp("sato", 2))),
                List.of(),
                List.of(),
                history("").subList(0, 2));
    }

    static Stamp stamp(String by, long version) {
        return new Stamp(by, Instant.parse("2026-03-01T00:00:00Z").plusSeconds(3600 * version), version);
    }

    static ModelRecord draft(String id) {
        return new ModelRecord(
                id,
                Registration.of("Answers questions on loans.", "Corporate banking", RiskTier.HIGH),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Change(Action.REGISTERED, Stage.DRAFT, "", stamp("mori", 1))));
    }

    /** Returns a record with one more change of its stage. */
    static ModelRecord then(ModelRecord record, Action action, Stage stage, String note) {
        List<Change> history = new ArrayList<>(record.history());
        history.add(new Change(action, stage, note, stamp("ito", record.version() + 1)));
        return new ModelRecord(
                record.id(),
                record.registration(),
                record.developments(),
                record.validations(),
                record.approvals(),
                history);
    }
}
