// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import dev.tokka.Description;
import dev.tokka.governance.inventory.Approval.Terms;
import dev.tokka.governance.inventory.Change.Action;
import dev.tokka.governance.inventory.Development.Ingredient;
import dev.tokka.governance.inventory.Development.Recipe;
import dev.tokka.governance.inventory.Evidence.Baseline;
import dev.tokka.governance.inventory.Evidence.Measured;
import dev.tokka.governance.inventory.Registration.Vendor;
import dev.tokka.governance.inventory.Validation.Findings;
import dev.tokka.governance.json.Fields;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what {@link RecordWriter} writes, and nothing else: a member too many may be a rule that this version misses. */
final class RecordReader {

    private RecordReader() {}

    static ModelRecord read(String json) {
        return Fields.parse(json, "the record", RecordReader::record);
    }

    private static ModelRecord record(Fields json) {
        long format = json.whole(RecordWriter.FORMAT);
        if (format != RecordWriter.FORMAT_VERSION) {
            throw new IllegalArgumentException(
                    "expected format " + RecordWriter.FORMAT_VERSION + " of records but found " + format);
        }
        ModelRecord record = new ModelRecord(
                json.text("id"),
                json.object("registration", RecordReader::registration),
                json.list("developments", RecordReader::development),
                json.list("validations", RecordReader::validation),
                json.list("approvals", RecordReader::approval),
                json.list("history", RecordReader::change));
        if (json.whole("version") != record.version() || json.constant("stage", Stage.class) != record.stage()) {
            throw new IllegalArgumentException("expected the version and stage that the history ends with");
        }
        return record;
    }

    private static Registration registration(Fields json) {
        return new Registration(
                json.text("purpose"),
                json.text("owner"),
                json.constant("tier", RiskTier.class),
                json.has("vendor") ? Optional.of(json.object("vendor", RecordReader::vendor)) : Optional.empty());
    }

    private static Vendor vendor(Fields json) {
        return new Vendor(
                json.text("name"),
                json.text("product"),
                json.has("retirement") ? Optional.of(json.parsed("retirement", LocalDate::parse)) : Optional.empty());
    }

    private static Development development(Fields json) {
        Development development = new Development(
                new Recipe(
                        json.object("description", RecordReader::description),
                        json.list("ingredients", RecordReader::ingredient),
                        json.has("seed") ? OptionalLong.of(json.whole("seed")) : OptionalLong.empty(),
                        json.text("notes")),
                stamp(json));
        if (!json.text("fingerprint").equals(development.fingerprint())) {
            throw new IllegalArgumentException("expected the fingerprint of the description but it is of another one");
        }
        return development;
    }

    private static Description description(Fields json) {
        return new Description(
                json.text("kind"),
                json.text("name"),
                json.object("properties", Fields::texts),
                json.list("parts", RecordReader::description));
    }

    private static Ingredient ingredient(Fields json) {
        return new Ingredient(
                json.constant("kind", Ingredient.Kind.class),
                json.text("name"),
                json.textIf("digest"),
                json.textIf("licence"));
    }

    private static Validation validation(Fields json) {
        return new Validation(
                new Findings(json.list("evidence", RecordReader::evidence), json.texts("limits")), stamp(json));
    }

    private static Evidence evidence(Fields json) {
        return new Evidence(
                json.text("experiment"),
                json.text("fingerprint"),
                json.text("metric"),
                json.object("measured", RecordReader::measured),
                Math.toIntExact(json.whole("cases")),
                json.has("baseline") ? Optional.of(json.object("baseline", RecordReader::baseline)) : Optional.empty());
    }

    private static Baseline baseline(Fields json) {
        return new Baseline(json.text("name"), json.object("measured", RecordReader::measured));
    }

    private static Measured measured(Fields json) {
        return new Measured(json.number("value"), json.number("low"), json.number("high"), json.number("level"));
    }

    private static Approval approval(Fields json) {
        return new Approval(
                new Terms(
                        json.text("purpose"),
                        json.texts("conditions"),
                        json.parsed("expires", LocalDate::parse),
                        json.parsed("revalidation", LocalDate::parse)),
                json.text("fingerprint"),
                Math.toIntExact(json.whole("approvers")),
                stamp(json));
    }

    private static Change change(Fields json) {
        return new Change(
                json.constant("action", Action.class),
                json.constant("stage", Stage.class),
                json.text("note"),
                stamp(json));
    }

    private static Stamp stamp(Fields json) {
        return json.object(
                "stamp",
                fields -> new Stamp(fields.text("by"), fields.parsed("at", Instant::parse), fields.whole("version")));
    }
}
