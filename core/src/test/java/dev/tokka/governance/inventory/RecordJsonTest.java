// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Description;
import dev.tokka.governance.inventory.Approval.Terms;
import dev.tokka.governance.inventory.Change.Action;
import dev.tokka.governance.inventory.Development.Ingredient;
import dev.tokka.governance.inventory.Development.Recipe;
import dev.tokka.governance.inventory.Evidence.Baseline;
import dev.tokka.governance.inventory.Evidence.Measured;
import dev.tokka.governance.inventory.Registration.Vendor;
import dev.tokka.governance.inventory.Validation.Findings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class RecordJsonTest {

    private static final LocalDate DAY = LocalDate.of(2026, 4, 1);

    @Property(tries = 300)
    void whatIsWrittenIsReadAgain(
            @ForAll String suffix,
            @ForAll String any,
            @ForAll long seed,
            @ForAll @DoubleRange(min = -1e300, max = 1e300) double value,
            @ForAll @Size(max = 3) List<@AlphaChars @StringLength(min = 1) String> texts) {
        ModelRecord record = record("w" + suffix, any, seed, value, texts);

        String json = record.toJson();

        assertThat(ModelRecord.parse(json)).isEqualTo(record);
        String asKept = new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(asKept).isEqualTo(json);
    }

    private static ModelRecord record(String words, String any, long seed, double value, List<String> texts) {
        Description description = new Description(
                words,
                any,
                Map.of("p", any, "q", words),
                List.of(Description.of("base", any).with("p", any)));
        Ingredient ingredient = new Ingredient(Ingredient.Kind.PROMPT, words, Optional.of(words), Optional.empty());
        Recipe recipe = new Recipe(description, List.of(ingredient), OptionalLong.of(seed), any);
        Measured measured = new Measured(value, value, value, 0.95);
        Evidence evidence = new Evidence(words, words, words, measured, 1, Optional.of(new Baseline(words, measured)));
        Vendor vendor = new Vendor(words, words, Optional.of(DAY));
        List<Stamp> stamps = new ArrayList<>();
        for (String by : List.of("sato", "mori", "tanaka", "suzuki")) {
            stamps.add(new Stamp(by, Instant.ofEpochSecond(Math.floorMod(seed, 1L << 33), 1), stamps.size() + 1));
        }
        return new ModelRecord(
                "desk",
                new Registration(words, words, RiskTier.HIGH, Optional.of(vendor)),
                List.of(new Development(recipe, stamps.get(1))),
                List.of(new Validation(new Findings(List.of(evidence), texts), stamps.get(2))),
                List.of(new Approval(new Terms(words, texts, DAY, DAY), description.fingerprint(), 2, stamps.get(3))),
                List.of(
                        new Change(Action.REGISTERED, Stage.DRAFT, any, stamps.get(0)),
                        new Change(Action.DEVELOPED, Stage.DEVELOPED, any, stamps.get(1)),
                        new Change(Action.VALIDATED, Stage.VALIDATED, any, stamps.get(2)),
                        new Change(Action.APPROVED, Stage.VALIDATED, any, stamps.get(3))));
    }

    @Example
    void halfACharacterSurvives() {
        assertThat(ModelRecord.parse(
                        record("手\uD800", "\uDC00x", 1, 1, List.of()).toJson()))
                .isEqualTo(record("手\uD800", "\uDC00x", 1, 1, List.of()));
    }

    @Example
    void whatJsonCannotHoldIsRefusedBeforeItIsKept() throws IOException {
        Path folder = Files.createTempDirectory("inventory");
        House house = new House(ModelInventory.directory(folder));
        Description odd = Description.of("chat").with("\uDC00", "half a character in a name");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> house.developed("desk", RiskTier.LOW, odd))
                .withMessageContaining("expected a record that can be written as JSON");
        assertThat(house.inventory.find("desk").orElseThrow().stage()).isEqualTo(Stage.DRAFT);
    }

    @Property(tries = 1000)
    void aDamagedTextIsRefusedInWordsOrIsARecordThatKeepsTheRules(@ForAll Random random) {
        StringBuilder text =
                new StringBuilder(record("fee", "any", 1, 0.5, List.of("one")).toJson());
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, (char) (' ' + random.nextInt(95)));
            default -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(200)));
        }
        try {
            ModelRecord.parse(text.toString());
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageNotContaining("Exception");
        }
    }

    @Example
    void whatIsWrongIsToldByItsPath() {
        String json = record("fee", "any", 1, 0.5, List.of("one")).toJson();

        refused(
                json.replace("\"value\" : 0.5", "\"value\" : \"x\""),
                "a number at the record.validations[0].evidence[0].");
        refused(
                json.replace("\"expires\" : \"2026-04-01\"", "\"expires\" : \"soon\""),
                "a date or time of ISO 8601 at");
        refused(json.replace("\"cases\" : 1,", "\"cases\" : 1.5,"), "a whole number at");
        refused(json.replace("\"cases\" : 1,", "\"cases\" : 3000000000,"), "integer overflow");
        refused(json.replace("\"cases\" : 1,", "\"cases\" : 0,"), "cases must be at least 1");
        refused(json.replace("\"cases\" : 1,", ""), "a whole number at");
        refused(json.replace("\"one\"", "1"), "a text at the record.validations[0].limits[0]");
        refused(json.replace("[\n        \"one\"\n      ]", "\"one\""), "a list at");
        refused(json.replace("record\" : 1", "record\" : 2"), "expected format 1 of records but found 2");
        refused(json.replace("\"seed\" : 1,", "\"seed\" : 1, \"seed\" : 2,"), "expected JSON but line");
    }

    @Example
    void recordsThatBreakARuleAreRefused() {
        String json = record("fee", "any", 1, 0.5, List.of()).toJson();

        refused(json.replace("\"by\" : \"tanaka\"", "\"by\" : \"mori\""), "a validator who did not develop it");
        refused(json.replace("\"by\" : \"suzuki\"", "\"by\" : \"Mori\""), "an approver who neither");
        refused(json.replace("REGISTERED", "RETIRED"), "a history that begins with the registration");
        refused(json.replace("\"action\" : \"VALIDATED\"", "\"action\" : \"RESUMED\""), "developed cannot be resumed");
        refused(json.replace("\"note\" : \"any\"", "\"note\" : 1"), "a text at the record.history[0].note");
    }

    private static void refused(String json, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelRecord.parse(json))
                .withMessageContaining(why);
    }
}
