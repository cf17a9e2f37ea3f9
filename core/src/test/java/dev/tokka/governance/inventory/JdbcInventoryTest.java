// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcInventoryTest implements InventoryContract {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final JdbcDataSource source = new JdbcDataSource();
    private final JdbcConnectionPool pool = JdbcConnectionPool.create(source);

    @BeforeEach
    void open() {
        source.setURL("jdbc:h2:mem:inventory" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
        pool.setMaxConnections(16);
    }

    @AfterEach
    void close() throws SQLException {
        pool.dispose();
        execute("SHUTDOWN");
    }

    @Override
    public ModelInventory inventory() {
        return ModelInventory.database(pool);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aConnectionThatDoesNotCommitByItselfIsCommitted() {
        DataSource manual = new Manual(source).proxy();
        ModelRecord used = new House(ModelInventory.database(manual)).inUse("desk", MODEL);

        assertThat(inventory().find("desk")).contains(used);
        assertThatExceptionOfType(StaleRecordException.class)
                .isThrownBy(() -> new House(ModelInventory.database(manual)).draft("desk", RiskTier.LOW));
    }

    @Test
    void damageIsNamed() throws SQLException {
        new House(inventory()).draft("desk", RiskTier.LOW);
        execute("UPDATE tokka_model_record SET record = 'no JSON'");

        assertThatExceptionOfType(InventoryStorageException.class)
                .isThrownBy(() -> inventory().find("desk"))
                .withMessageStartingWith("version 1 of 'desk' in tokka_model_record is damaged: expected JSON");
    }

    @Test
    void aDatabaseThatIsNotThereIsNamedWithoutItsWords() {
        JdbcDataSource nowhere = new JdbcDataSource();
        nowhere.setURL("jdbc:h2:tcp://127.0.0.1:1/secret");

        assertThatExceptionOfType(InventoryStorageException.class)
                .isThrownBy(() -> ModelInventory.database(nowhere))
                .withMessageContaining("answered with state 90067")
                .withMessageNotContaining("secret");
    }

    @Test
    void aTableThatGoesAwayIsNamed() throws SQLException {
        ModelInventory inventory = inventory();
        ModelRecord draft = new House(inventory).draft("desk", RiskTier.LOW);
        execute("DROP TABLE tokka_model_record");

        assertThatExceptionOfType(InventoryStorageException.class)
                .isThrownBy(() -> inventory.find("desk"))
                .withMessageContaining("answered with state 42");
        assertThatExceptionOfType(InventoryStorageException.class).isThrownBy(inventory::ids);
        assertThatExceptionOfType(InventoryStorageException.class).isThrownBy(() -> inventory.save(draft));
        assertThat(inventory).hasToString("inventory in a database");
    }
}
