// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.governance.inventory.Change.Action;
import dev.tokka.governance.inventory.House;
import dev.tokka.governance.inventory.ModelInventory;
import dev.tokka.governance.inventory.RiskTier;
import dev.tokka.governance.inventory.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DossierTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void noPrincipleIsLeftOutAlsoWhereNothingIsRecorded(Principle principle) {
        assertThat(Desk.dossier(Desk.draft("loan-desk")).build().sections(principle))
                .isNotEmpty();
        assertThat(Desk.dossier(Desk.complete("fee-desk")).build().sections(principle))
                .isNotEmpty();
    }

    @Test
    void whatTheInventoryHoldsStandsUnderItsPrinciple() {
        Dossier dossier = Desk.dossier(Desk.complete("fee-desk")).build();

        assertThat(cells(dossier, Principle.GOVERNANCE)).contains("Retail banking", "sato", "tanaka", "suzuki");
        assertThat(cells(dossier, Principle.IDENTIFICATION))
                .contains("fee-desk", "medium", "in use", "customer questions", Desk.MODEL.fingerprint());
        assertThat(cells(dossier, Principle.DEVELOPMENT))
                .contains(
                        "tokka/demo-lm",
                        "sha256:" + Desk.DIGEST,
                        "Apache-2.0",
                        "7",
                        "· chat demo-lm",
                        "Reply with the value only.");
        assertThat(cells(dossier, Principle.APPROVAL))
                .contains("customer questions", "A person reads replies on complaints.", "2026-09-01", "yes");
        assertThat(cells(dossier, Principle.VALIDATION))
                .contains("fees 3", "exact match", "0.900 [0.853, 0.938]", "95 %", "400", "base 0.700 [0.650, 0.750]")
                .contains("Not asked about fees abroad.");
        assertThat(cells(dossier, Principle.EXTERNAL_RESOURCES)).contains("Tokka", "demo-lm", "own work");
        assertThat(cells(dossier, Principle.INTERNAL_AUDIT))
                .contains("registered", "put in use", "2026-03-01 14:00 +09:00");
    }

    @Test
    void aBuildThatWasReplacedIsSaidToBeNoLongerApproved() {
        House house = new House(ModelInventory.directory(folder));
        var used = house.inUse("fee-desk", Desk.MODEL);
        var stopped = house.lifecycle.suspend("fee-desk", House.because("a wrong fee"));
        house.lifecycle.develop(
                stopped, used.development().orElseThrow().recipe().withNotes("built anew"), "sato");

        Dossier dossier = Dossier.builder(house.inventory, house.clock).build();

        assertThat(cells(dossier, Principle.APPROVAL)).contains("no, built anew since");
        assertThat(cells(dossier, Principle.VALIDATION)).contains("no");
    }

    @Test
    void sectionsFromElsewhereStandAfterThoseOfTheInventory() {
        Section state = Section.of(Principle.MONITORING, Phrase.of("State of the monitor", "監視の状態"))
                .about("fee-desk")
                .with(Table.of(Phrase.same("Signal"), Phrase.same("Now"))
                        .with(Phrase.same("drift"), Phrase.same("0.02")));

        Dossier dossier = Desk.dossier(Desk.complete("fee-desk")).section(state).build();

        List<Section> sections = dossier.sections(Principle.MONITORING);
        assertThat(sections.get(sections.size() - 1)).isEqualTo(state);
        assertThat(dossier.gaps()).noneMatch(gap -> gap.text().english().contains("monitor"));
    }

    @Test
    void attachedFilesAreNamedWithTheirDigest() throws IOException {
        Path report = Files.writeString(folder.resolve("report.html"), "abc");

        Dossier dossier = Desk.dossier(Desk.complete("fee-desk"))
                .attachment(Attachment.of(report))
                .build();

        assertThat(cells(dossier, Principle.VALIDATION))
                .contains("report.html", "3", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void itIsAboutAllModelsOrAboutThoseThatAreNamed() {
        Dossier.Builder all = Desk.dossier(Desk.complete("fee-desk"), Desk.draft("loan-desk"));

        assertThat(all.build().title().english()).isEqualTo("Model risk dossier: all models");
        assertThat(all.build().records()).hasSize(2);
        assertThat(all.model("loan-desk").build().records()).hasSize(1);
        assertThat(all.build().title()).isEqualTo(Phrase.of("Model risk dossier: loan-desk", "モデル・リスク管理資料：loan-desk"));
    }

    @Test
    void whatCannotBeIsRefusedWithWhatWasExpected() {
        Dossier.Builder builder = Desk.dossier(Desk.complete("fee-desk"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.model("Fee desk"))
                .withMessageContaining("an id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.dueWithin(-1))
                .withMessage("days must be at least 0 but is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Desk.dossier().model("loan-desk").build())
                .withMessage("expected a model of the inventory but there is no loan-desk");
        Section other = Section.of(Principle.MONITORING, Phrase.same("x")).about("loan-desk");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.section(other).build())
                .withMessage("expected a section about a model of the dossier but it is about loan-desk");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Table.of(Phrase.same("one"), Phrase.same("two")).with(Phrase.same("alone")))
                .withMessage("expected 2 cells in each row but one has 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Table.of())
                .withMessage("a table needs at least one column");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Attachment("a", 1, "ABC"))
                .withMessageContaining("64 lower-case hexadecimal digits");
        assertThatIllegalArgumentException().isThrownBy(() -> new Attachment("a", -1, Desk.DIGEST));
    }

    @Test
    void everyWordIsThereInJapanese() {
        Dossier dossier = Desk.dossier(
                        Desk.complete("fee-desk"),
                        Desk.draft("loan-desk"),
                        Desk.then(Desk.complete("old-desk"), Action.SUSPENDED, Stage.SUSPENDED, "x"))
                .build();

        dossier.sections()
                .forEach(section -> assertThat(section.title().japanese())
                        .isNotEqualTo(section.title().english())
                        .matches("(?s).*[\\p{IsHan}\\p{IsKatakana}\\p{IsHiragana}].*"));
        dossier.gaps().forEach(gap -> assertThat(gap.text().japanese()).matches(".*[\\p{IsHan}\\p{IsHiragana}].*"));
        for (Principle principle : Principle.values()) {
            assertThat(principle.title().japanese())
                    .isNotEqualTo(principle.title().english());
            assertThat(principle.outside().japanese())
                    .isNotEqualTo(principle.outside().english());
        }
        for (RiskTier tier : RiskTier.values()) {
            assertThat(Words.tier(tier).japanese()).matches("[低中高]");
        }
    }

    @Test
    void thePrinciplesAreNumberedInTheirOrder() {
        assertThat(Principle.values()).extracting(Principle::number).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    private static List<String> cells(Dossier dossier, Principle principle) {
        return dossier.sections(principle).stream()
                .flatMap(section -> section.table().stream())
                .flatMap(table -> table.rows().stream())
                .flatMap(List::stream)
                .map(Phrase::english)
                .toList();
    }
}
