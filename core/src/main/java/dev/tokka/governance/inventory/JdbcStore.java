// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Versions as rows that are only ever added: the primary key lets one of two writers win. */
final class JdbcStore implements VersionStore {

    private static final String CREATE = "CREATE TABLE IF NOT EXISTS tokka_model_record (id VARCHAR(80) NOT NULL,"
            + " version BIGINT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (id, version))";
    private static final String LOOK = "SELECT version FROM tokka_model_record WHERE id = ''";
    private static final String IDS = "SELECT DISTINCT id FROM tokka_model_record";
    private static final String HEAD = "SELECT MAX(version) FROM tokka_model_record WHERE id = ?";
    private static final String READ = "SELECT record FROM tokka_model_record WHERE id = ? AND version = ?";
    private static final String ADD = "INSERT INTO tokka_model_record (id, version, record) VALUES (?, ?, ?)";

    private static final int TIMEOUT = 5; // seconds
    private static final String TAKEN = "23"; // the class of SQL states of broken constraints

    private final DataSource source;

    private JdbcStore(DataSource source) {
        this.source = requireNonNull(source, "source");
    }

    static JdbcStore open(DataSource source) {
        JdbcStore store = new JdbcStore(source);
        try {
            store.run(CREATE, List.of(), statement -> statement.execute());
        } catch (SQLException e) {
            // Another process may have made it at the same moment, and that it may not be made does no harm where it
            // is.
            store.list(LOOK, List.of(), row -> row.getLong(1));
        }
        return store;
    }

    @Override
    public List<String> ids() {
        return list(IDS, List.of(), row -> row.getString(1));
    }

    @Override
    public Optional<Head> head(String id, long known) {
        return list(HEAD, List.of(id), row -> row.getLong(1)).stream()
                .filter(version -> version > 0) // the greatest of no versions is null, which is read as 0
                .map(version -> new Head(version, 0))
                .findFirst();
    }

    @Override
    public String read(String id, long version) {
        List<String> texts = list(READ, List.of(id, version), row -> row.getString(1));
        if (texts.size() != 1) {
            throw new InventoryStorageException(place(id, version) + ": expected a row but it was taken away", null);
        }
        return texts.get(0);
    }

    @Override
    public boolean add(String id, long version, String text) {
        try {
            return run(ADD, List.of(id, version, text), statement -> statement.executeUpdate() == 1);
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith(TAKEN)) {
                return false;
            }
            throw failure(e);
        }
    }

    @Override
    public String place(String id, long version) {
        return "version " + version + " of '" + id + "' in tokka_model_record";
    }

    /** What is done with a statement, or with a row of its results. */
    @FunctionalInterface
    private interface Use<S, T> {
        T on(S subject) throws SQLException;
    }

    private <T> List<T> list(String sql, List<Object> values, Use<ResultSet, T> row) {
        try {
            return run(sql, values, statement -> {
                List<T> all = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        all.add(row.on(rows));
                    }
                }
                return all;
            });
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private <T> T run(String sql, List<Object> values, Use<PreparedStatement, T> use) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(TIMEOUT);
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            boolean own = !connection.getAutoCommit();
            try {
                T result = use.on(statement);
                if (own) {
                    connection.commit();
                }
                return result;
            } catch (SQLException e) {
                if (own) {
                    connection.rollback();
                }
                throw e;
            }
        }
    }

    /** The database's words are left out: they hold values, and names of users and machines. */
    private static InventoryStorageException failure(SQLException e) {
        return new InventoryStorageException(
                "expected a database that keeps the inventory but it answered with state " + e.getSQLState(), null);
    }

    @Override
    public String toString() {
        return "inventory in a database";
    }
}
