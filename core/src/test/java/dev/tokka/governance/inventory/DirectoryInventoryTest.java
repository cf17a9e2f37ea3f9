// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import static dev.tokka.governance.inventory.House.because;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryInventoryTest implements InventoryContract {

    @TempDir
    private Path folder;

    @Override
    public ModelInventory inventory() {
        return ModelInventory.directory(folder.resolve("inventory"));
    }

    private Path file(int version) {
        return folder.resolve("inventory/desk/00000" + version + ".json");
    }

    @Test
    void eachVersionIsAFileThatPeopleCanRead() throws IOException {
        new House(inventory()).inUse("desk", MODEL);

        try (Stream<Path> files = Files.list(folder.resolve("inventory/desk"))) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "000001.json", "000002.json", "000003.json", "000004.json", "000005.json");
        }
        assertThat(Files.readString(file(5)))
                .contains("\"stage\" : \"IN_USE\"", "\"by\" : \"suzuki\"", "手数料は?", "\"Not on loans.\"");
        assertThat(Files.readString(file(1))).contains("\"stage\" : \"DRAFT\"").doesNotContain("suzuki");
    }

    @Test
    void damageIsNamed() throws IOException {
        new House(inventory()).inUse("desk", MODEL);
        String whole = Files.readString(file(5));

        damaged(whole.substring(0, whole.length() / 2), "expected JSON but line");
        damaged(whole.replace("\"tier\" : \"LOW\"", "\"tier\" : \"NONE\""), "at the record.registration.tier");
        damaged(whole.replace("\"id\" : \"desk\"", "\"id\" : \"other\""), "expected version 5 of desk");
        damaged(
                whole.replace("\"name\" : \"base\"", "\"name\" : \"large\""),
                "expected the fingerprint of the description");
        damaged(
                whole.replace("\"stage\" : \"IN_USE\",\n  \"reg", "\"stage\" : \"DRAFT\",\n  \"reg"),
                "expected the version");
        damaged(whole.replace("\"by\" : \"suzuki\"", "\"by\" : \"tanaka\""), "an approver who neither developed");
        damaged(
                whole.replace("\"owner\"", "\"extra\" : 1, \"owner\""),
                "no such member at the record.registration.extra");
        damaged(whole + "{}", "expected JSON");
        damaged("[]", "expected an object at the record");
        damaged("", "expected an object at the record");
    }

    private void damaged(String text, String why) throws IOException {
        Files.writeString(file(5), text);

        assertThatExceptionOfType(InventoryStorageException.class)
                .isThrownBy(() -> inventory().find("desk"))
                .withMessageStartingWith(file(5) + " is damaged: ")
                .withMessageContaining(why)
                .withMessageEndingWith("Restore it from a copy");
    }

    @Test
    void bytesThatAreNoTextAreNamed() throws IOException {
        new House(inventory()).draft("desk", RiskTier.LOW);
        Files.writeString(file(1), "{\"id\": \"é\"}", ISO_8859_1);

        assertThatExceptionOfType(InventoryStorageException.class)
                .isThrownBy(() -> inventory().find("desk"))
                .withMessage(file(1) + " is damaged: expected UTF-8 but found other bytes");
    }

    @Test
    void aFileThatWasChangedByHandIsReadAgain() throws IOException {
        ModelInventory inventory = inventory();
        new House(inventory).draft("desk", RiskTier.LOW);
        inventory.find("desk");
        Files.writeString(file(1), Files.readString(file(1)).replace("Retail", "Wholesale"));

        assertThat(inventory.find("desk").orElseThrow().registration().owner()).isEqualTo("Wholesale");
    }

    @Test
    void aVersionThatWasTakenAwayIsGone() throws IOException {
        House house = new House(inventory());
        house.inUse("desk", MODEL);
        Files.delete(file(5));
        assertThat(house.inventory.find("desk").orElseThrow().stage()).isEqualTo(Stage.APPROVED);
        for (int version = 1; version < 5; version++) {
            Files.delete(file(version));
        }

        assertThat(house.inventory.find("desk")).isEmpty();
        assertThat(house.inventory.ids()).isEmpty();
    }

    @Test
    void whatAKilledWriterLeftIsNotARecord() throws IOException {
        House house = new House(inventory());
        ModelRecord draft = house.draft("desk", RiskTier.LOW);
        Files.writeString(folder.resolve("inventory/desk/.new-4711"), "{\"tokka-model-rec");
        Files.createDirectories(folder.resolve("inventory/other"));
        Files.writeString(folder.resolve("inventory/notes.txt"), "Ask Ito.");

        assertThat(house.inventory.find("desk")).contains(draft);
        assertThat(inventory().ids()).containsExactly("desk");
        assertThat(house.lifecycle.retire(draft, because("not needed")).version())
                .isEqualTo(2);
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatExceptionOfType(InventoryStorageException.class)
                .isThrownBy(() -> new House(ModelInventory.directory(file)).draft("desk", RiskTier.LOW))
                .withMessageContaining(file.toString());
        assertThat(ModelInventory.directory(file)).hasToString("inventory in " + file);
    }

    @Test
    void anInterruptedThreadReadsAndKeepsItsFlag() {
        ModelRecord draft = new House(inventory()).draft("desk", RiskTier.LOW);
        Thread.currentThread().interrupt();

        assertThat(inventory().find("desk")).contains(draft);
        assertThat(Thread.interrupted()).isTrue();
    }
}
