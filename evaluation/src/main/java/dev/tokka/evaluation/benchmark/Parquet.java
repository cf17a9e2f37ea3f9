// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;

/** Parquet files, read by DuckDB through JDBC: nested columns come as JSON, which is what rows are made of. */
final class Parquet {

    private static final String URL = "jdbc:duckdb:";

    private Parquet() {}

    static void read(Path file, Consumer<Row> consumer) {
        String name = Rows.name(file);
        requireReadable(file);
        requireDriver(name);
        long number = 0;
        try (Connection database = DriverManager.getConnection(URL);
                PreparedStatement query =
                        database.prepareStatement("SELECT to_json(line)::VARCHAR FROM read_parquet(?) AS line")) {
            query.setString(1, file.toAbsolutePath().toString());
            try (ResultSet lines = query.executeQuery()) {
                while (lines.next()) {
                    number++;
                    String where = name + ", row " + number;
                    consumer.accept(Row.of(name, number, Rows.fields(where, lines.getString(1))));
                }
            }
        } catch (SQLException e) {
            throw new BenchmarkFormatException(name + ", after row " + number, "a Parquet file", e);
        }
    }

    private static void requireReadable(Path file) {
        if (!Files.isReadable(file)) {
            IOException cause = new NoSuchFileException(file.toString());
            throw new UncheckedIOException("cannot read " + file, cause);
        }
    }

    private static void requireDriver(String name) {
        try {
            DriverManager.getDriver(URL);
        } catch (SQLException e) {
            throw new BenchmarkFormatException(
                    name, "DuckDB to read Parquet: add org.duckdb:duckdb_jdbc to the application", e);
        }
    }
}
