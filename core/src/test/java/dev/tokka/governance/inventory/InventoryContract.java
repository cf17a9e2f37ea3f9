// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import static dev.tokka.governance.inventory.House.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Description;
import dev.tokka.governance.inventory.Lifecycle.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every inventory promises, wherever it keeps its records. */
interface InventoryContract {

    int WRITERS = 64;

    Description MODEL = Description.of("chat", "base").with("prompt", "手数料は?\uD83D\uDE00 \uD800 'quoted' \\ \u0000");

    /** Returns an inventory on the same records as all others of one test. */
    ModelInventory inventory();

    @Test
    default void whatIsSavedIsFoundByEveryInventoryOnTheSameRecords() {
        ModelRecord used = new House(inventory()).inUse("desk", MODEL);

        assertThat(inventory().find("desk")).contains(used);
        assertThat(inventory().find("desk").orElseThrow().fingerprint()).contains(MODEL.fingerprint());
        assertThat(inventory().find("nobody")).isEmpty();
    }

    @Test
    default void idsAreSorted() {
        ModelInventory inventory = inventory();
        assertThat(inventory.ids()).isEmpty();
        House house = new House(inventory);
        house.draft("claims", RiskTier.LOW);
        house.draft("a", RiskTier.LOW);
        house.draft("b_2-x", RiskTier.LOW);

        assertThat(inventory.ids()).containsExactly("a", "b_2-x", "claims");
    }

    @Test
    default void aChangeIsSeenAtOnceByInventoriesThatHaveReadBefore() {
        House house = new House(inventory());
        house.inUse("desk", MODEL);
        ModelInventory other = inventory();
        assertThat(other.find("desk").orElseThrow().stage()).isEqualTo(Stage.IN_USE);

        house.lifecycle.suspend("desk", because("drift"));

        assertThat(other.find("desk").orElseThrow().stage()).isEqualTo(Stage.SUSPENDED);
    }

    @Test
    default void theSecondRegistrationOfOneIdIsRefused() {
        House house = new House(inventory());
        house.draft("desk", RiskTier.LOW);

        assertThatExceptionOfType(StaleRecordException.class)
                .isThrownBy(() -> house.draft("desk", RiskTier.LOW))
                .withMessage("desk: expected no record of this id but found version 1");
    }

    @Test
    default void aRecordThatDoesNotContinueTheOneThatIsThereIsRefused() {
        House house = new House(inventory());
        ModelRecord first = house.draft("desk", RiskTier.LOW);
        Stamp stamp = first.history().get(0).stamp();
        ModelRecord other = new ModelRecord(
                "desk",
                first.registration(),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new Change(Change.Action.REGISTERED, Stage.DRAFT, "forged", stamp),
                        new Change(Change.Action.RETIRED, Stage.RETIRED, "", new Stamp("ito", stamp.at(), 2))));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> house.inventory.save(other))
                .withMessage("desk: expected a record that continues version 1 by one change but it does not");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../desk",
                "a/b",
                "a\\b",
                "/etc/passwd",
                "C:desk",
                "",
                " ",
                "Desk",
                "desk.json",
                "-a",
                "a-",
                "a\u0000",
                "机",
                "a'; DROP TABLE tokka_model_record; --",
                "a\n"
            })
    default void hostileIdsAreRefused(String id) {
        ModelInventory inventory = inventory();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> inventory.find(id))
                .withMessageContaining("expected an id");
        assertThatIllegalArgumentException().isThrownBy(() -> new House(inventory).draft(id, RiskTier.LOW));
    }

    @Test
    default void aLongIdIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> inventory().find("a".repeat(81)));
        assertThat(inventory().find("a".repeat(80))).isEmpty();
    }

    @Test
    default void writersAtOnceLoseNoUpdate() throws Exception {
        House house = new House(inventory());
        house.draft("desk", RiskTier.LOW);
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            String note = "writer " + i;
            ModelInventory inventory = i % 2 == 0 ? house.inventory : inventory();
            writers.add(() -> revise(new Lifecycle(inventory, EvidencePolicy.DEFAULT, house.clock), inventory, note));
        }
        run(writers);

        ModelRecord record = inventory().find("desk").orElseThrow();
        assertThat(record.version()).isEqualTo(WRITERS + 1L);
        assertThat(record.history())
                .extracting(each -> each.stamp().version())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, WRITERS + 1L).boxed().toList());
        assertThat(record.history().subList(1, WRITERS + 1))
                .extracting(Change::note)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, WRITERS).mapToObj(i -> "writer " + i).toList());
    }

    private static boolean revise(Lifecycle lifecycle, ModelInventory inventory, String note) {
        while (true) {
            ModelRecord seen = inventory.find("desk").orElseThrow();
            try {
                lifecycle.revise(seen, seen.registration(), new Note(note, "ito"));
                return true;
            } catch (StaleRecordException e) {
                assertThat(e.found()).isGreaterThanOrEqualTo(e.seen());
            }
        }
    }

    @Test
    default void ofManyWhoChangeOneVersionOneWins() throws Exception {
        House house = new House(inventory());
        ModelRecord seen = house.draft("desk", RiskTier.LOW);
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            Lifecycle lifecycle = new Lifecycle(inventory(), EvidencePolicy.DEFAULT, house.clock);
            writers.add(() -> {
                try {
                    lifecycle.revise(seen, seen.registration(), because("a race"));
                    return true;
                } catch (StaleRecordException e) {
                    return false;
                }
            });
        }

        assertThat(run(writers)).filteredOn(won -> won).hasSize(1);
        assertThat(inventory().find("desk").orElseThrow().version()).isEqualTo(2);
    }

    @Test
    default void aSuspensionGetsThroughAmongOtherChanges() throws Exception {
        House house = new House(inventory());
        house.inUse("desk", MODEL);
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS / 4; i++) {
            String note = "writer " + i;
            writers.add(() -> revise(house.lifecycle, house.inventory, note));
        }
        writers.add(() -> house.lifecycle.suspend("desk", because("drift")).stage() == Stage.SUSPENDED);

        assertThat(run(writers)).doesNotContain(false);
        assertThat(inventory().find("desk").orElseThrow().stage()).isEqualTo(Stage.SUSPENDED);
    }

    private static List<Boolean> run(List<Callable<Boolean>> writers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(writers.size());
        try {
            List<Boolean> results = new ArrayList<>();
            for (Future<Boolean> each : threads.invokeAll(writers)) {
                results.add(each.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }
}
