// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import dev.tokka.Attributes;
import dev.tokka.rag.index.IndexLockedException;
import dev.tokka.rag.index.IndexStorageException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** Connections for reading and writing, given back as they were. */
final class PostgresSessions implements AutoCloseable {

    private static final String LOCK_ID =
            "(1953458027, (SELECT oid::int FROM pg_namespace WHERE nspname = current_schema()))";

    private final DataSource database;
    private final StoreCalls calls;

    PostgresSessions(DataSource database, StoreCalls calls) {
        this.database = database;
        this.calls = calls;
    }

    /** What is done with a connection. */
    @FunctionalInterface
    interface Use<T> {
        T on(Connection connection) throws SQLException, IOException;
    }

    /** Reads in one transaction that sees one state of the database. */
    <T> T read(Attributes attributes, Use<T> use) {
        AtomicReference<Connection> open = new AtomicReference<>();
        return calls.run(
                attributes,
                () -> {
                    try (Connection connection = database.getConnection()) {
                        open.set(connection);
                        return transaction(connection, use, true);
                    } catch (SQLException e) {
                        throw PostgresFailures.unavailable(e);
                    }
                },
                () -> abort(open.get()));
    }

    /** The server would go on with a query that nobody waits for. */
    private static void abort(@org.jspecify.annotations.Nullable Connection connection) {
        if (connection == null) {
            return;
        }
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is closed already, which is what was wanted.
        }
    }

    private static <T> T transaction(Connection connection, Use<T> use, boolean reading)
            throws SQLException, IOException {
        boolean automatic = connection.getAutoCommit();
        int isolation = connection.getTransactionIsolation();
        connection.setAutoCommit(true);
        if (reading) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        }
        connection.setAutoCommit(false);
        try {
            T result = use.on(connection);
            connection.commit();
            return result;
        } finally {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setTransactionIsolation(isolation);
                connection.setAutoCommit(automatic);
            }
        }
    }

    /** Changes something in one transaction. */
    <T> T change(String doing, Use<T> use) {
        try (Connection connection = database.getConnection()) {
            return transaction(connection, use, false);
        } catch (SQLException e) {
            throw PostgresFailures.storage(e, doing);
        } catch (IOException e) {
            throw new IndexStorageException("postgres: " + doing + " failed: " + e.getMessage(), e);
        }
    }

    /** Writes as the only writer of the schema. */
    <T> T write(Use<T> use) {
        return change("writing", connection -> {
            require(connection, "SELECT pg_try_advisory_lock" + LOCK_ID);
            connection.commit();
            PostgresChange.begin(connection);
            try {
                return use.on(connection);
            } finally {
                unlock(connection);
            }
        });
    }

    private static void require(Connection connection, String lock) throws SQLException {
        List<String> fsync = SqlText.of("SHOW fsync").list(connection, row -> row.getString(1));
        if (!fsync.contains("on")) {
            throw new IndexStorageException("postgres: expected fsync = on but the server has " + fsync, null);
        }
        if (!SqlText.of(lock).list(connection, row -> row.getBoolean(1)).contains(true)) {
            throw new IndexLockedException("postgres: expected no other writer but one holds the lock", null);
        }
    }

    private static void unlock(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            connection.rollback();
            SqlText.of("SELECT pg_advisory_unlock" + LOCK_ID).list(connection, row -> 1);
        }
    }

    /** Lets the place of removed rows be written over. */
    void vacuum() {
        try (Connection connection = database.getConnection()) {
            boolean automatic = connection.getAutoCommit();
            connection.setAutoCommit(true);
            SqlText.of("VACUUM tokka_document, tokka_passage, tokka_posting").run(connection);
            connection.setAutoCommit(automatic);
        } catch (SQLException e) {
            throw PostgresFailures.storage(e, "vacuuming");
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}
