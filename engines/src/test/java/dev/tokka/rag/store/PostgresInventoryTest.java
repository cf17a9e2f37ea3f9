// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokka.Description;
import dev.tokka.governance.inventory.Development.Recipe;
import dev.tokka.governance.inventory.EvidencePolicy;
import dev.tokka.governance.inventory.InventoryStorageException;
import dev.tokka.governance.inventory.Lifecycle;
import dev.tokka.governance.inventory.Lifecycle.Note;
import dev.tokka.governance.inventory.ModelInventory;
import dev.tokka.governance.inventory.ModelRecord;
import dev.tokka.governance.inventory.Registration;
import dev.tokka.governance.inventory.RiskTier;
import dev.tokka.governance.inventory.StaleRecordException;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The inventory of a team, in PostgreSQL. */
class PostgresInventoryTest {

    private static final int WRITERS = 16;
    private static final Registration REGISTRATION =
            Registration.of("Answers questions on fees.", "Retail", RiskTier.LOW);

    private static PostgresServer server;
    private String schema;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void makeSchema() {
        schema = server.newSchema();
    }

    private ModelInventory inventory() {
        return ModelInventory.database(PostgresServer.source(schema));
    }

    private static Lifecycle lifecycle(ModelInventory inventory) {
        return new Lifecycle(inventory, EvidencePolicy.DEFAULT, Clock.systemUTC());
    }

    @Test
    void whatOneHasSavedTheOthersFind() {
        ModelInventory inventory = inventory();
        Lifecycle lifecycle = lifecycle(inventory);
        Description odd = Description.of("chat", "手数料 \uD83D\uDE00 \uD800 \u0000 'quoted' \\");
        ModelRecord developed =
                lifecycle.develop(lifecycle.register("desk", REGISTRATION, "sato"), Recipe.of(odd), "sato");

        assertThat(inventory().find("desk")).contains(developed);
        assertThat(inventory().find("nobody")).isEmpty();
        assertThat(inventory().ids()).containsExactly("desk");
        assertThatExceptionOfType(StaleRecordException.class)
                .isThrownBy(() -> lifecycle(inventory()).register("desk", REGISTRATION, "sato"));
    }

    @Test
    void writersAtOnceLoseNoUpdate() throws Exception {
        lifecycle(inventory()).register("desk", REGISTRATION, "sato");
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            ModelInventory inventory = inventory();
            String note = "writer " + i;
            writers.add(() -> revise(inventory, note));
        }
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        for (Future<Boolean> each : threads.invokeAll(writers)) {
            assertThat(each.get()).isTrue();
        }
        threads.shutdown();

        ModelRecord record = inventory().find("desk").orElseThrow();
        assertThat(record.version()).isEqualTo(WRITERS + 1L);
        assertThat(record.history().stream().map(each -> each.note()).distinct())
                .hasSize(WRITERS + 1);
    }

    private static boolean revise(ModelInventory inventory, String note) {
        while (true) {
            ModelRecord seen = inventory.find("desk").orElseThrow();
            try {
                lifecycle(inventory).revise(seen, seen.registration(), new Note(note, "ito"));
                return true;
            } catch (StaleRecordException e) {
                assertThat(e.found()).isGreaterThanOrEqualTo(e.seen());
            }
        }
    }

    @Test
    void theTableIsMadeOnceByManyAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Callable<ModelInventory>> openers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            openers.add(this::inventory);
        }
        for (Future<ModelInventory> each : threads.invokeAll(openers)) {
            assertThat(each.get().ids()).isEmpty();
        }
        threads.shutdown();
    }

    @Test
    void aServerThatIsDownIsNamedAndWhatWasSavedSurvivesItsCrash() throws IOException {
        ModelInventory inventory = inventory();
        ModelRecord draft = lifecycle(inventory).register("desk", REGISTRATION, "sato");
        server.crash();
        try {
            assertThatExceptionOfType(InventoryStorageException.class)
                    .isThrownBy(() -> inventory.find("desk"))
                    .withMessageContaining("answered with state 08");
        } finally {
            server.restart();
        }

        assertThat(inventory.find("desk")).contains(draft);
    }
}
